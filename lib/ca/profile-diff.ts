import type { SentenceChange } from "../contract/profile";

/** What is gone and what is new, in the order of the sentences, with what stays between (longest common subsequence). */
export function sentenceChanges(before: readonly string[], after: readonly string[]): SentenceChange[] {
  const lengths = commonLengths(before, after);
  const changes: SentenceChange[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      changes.push({ text: after[j]!, change: "same" });
      i++;
      j++;
    } else if (j === after.length || (i < before.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      changes.push({ text: before[i++]!, change: "removed" });
    } else changes.push({ text: after[j++]!, change: "added" });
  }
  return changes;
}

/** How long the common subsequence of the rests from i and j on is. A profile has a dozen sentences. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const isSame = before[i] === after[j];
      lengths[i]![j] = isSame ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}

/** Foreign text for a line that people read: a comment, a README. It stays on its line and reads left to right. */

const shownMax = 200;

// Controls, format characters (bidirectional, zero-width), line and paragraph separators, surrogates, unassigned.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** One line of at most 200 characters; what cannot be seen is written as `\u{202e}`. */
export function plainText(value: string): string {
  const shown = value.replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return shown.length <= shownMax ? shown : `${[...shown].slice(0, shownMax - 1).join("")}…`;
}

/** True when `value` holds a character that a reader cannot see or that reorders what he sees. */
export function hasUnseen(value: string): boolean {
  return value.search(unseen) >= 0;
}

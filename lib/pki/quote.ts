/** Untrusted text made fit for a sentence or a line: nothing in it can move the cursor, reorder or hide its neighbours. */

// Controls, line and paragraph separators, unpaired surrogates, noncharacters, and format characters: bidirectional
// marks, embeddings, overrides and isolates among them. ZWNJ and ZWJ stay: Persian, Indic scripts and emoji need them.
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]|(?![\u200c\u200d])\p{Cf}/u;
const hiddenEach = new RegExp(hidden.source, "gu");

export const hasHiddenCharacter = (text: string): boolean => hidden.test(text);

/** Hidden characters as `\u{202e}`. */
export function escapeHidden(text: string): string {
  return text.replace(hiddenEach, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
}

const quotedMax = 60;

/** In typographic quotes, shortened, hidden characters escaped; for error messages. */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 4 * quotedMax));
  const isShort = characters.length <= quotedMax && text.length <= 4 * quotedMax;
  return `“${escapeHidden(isShort ? text : `${characters.slice(0, quotedMax).join("")}…`)}”`;
}

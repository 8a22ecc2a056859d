/** Tags: short words beside a certificate. */
import { CaError } from "../errors";

const tagsMax = 12;
const tagLengthMax = 32;

/** Lower case, without blanks around them, ascending, no two alike. CaError("invalid", field "tags") for what is none. */
export function tagsFrom(typed: readonly string[]): string[] {
  const tags = [...new Set(typed.map((tag) => tag.trim().normalize("NFC").toLowerCase()).filter((tag) => tag !== ""))];
  if (tags.length > tagsMax) throw refusal(`A certificate has at most ${tagsMax} tags.`);
  for (const tag of tags) {
    if ([...tag].length > tagLengthMax) throw refusal(`A tag has at most ${tagLengthMax} characters.`);
    // No comma, because people separate them with commas; nothing that cannot be seen.
    if (/[\p{C},]|[^\S ]/u.test(tag)) throw refusal("A tag has no commas and no characters that cannot be seen.");
  }
  return tags.sort();
}

const refusal = (detail: string) => new CaError("invalid", detail, { field: "tags" });

/** Tags as people type them, separated by commas. */
export const tagsOf = (text: string): string[] =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

export const tagText = (tags: readonly string[]): string => tags.join(", ");

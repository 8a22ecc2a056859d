/** Turns what a person types or pastes into separate names: by line, space, comma or semicolon; a URI keeps its commas. */
export function splitNames(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((piece) => (piece.includes("://") ? [piece.replace(/[,;]+$/, "")] : piece.split(/[,;]+/)))
    .filter((name) => name !== "");
}

/** Adds names that are not there yet, in the order given. */
export function withNames(present: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...present, ...added])];
}

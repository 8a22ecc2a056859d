/** Snippets for real programs, filled in with one certificate. */
import { isCaError } from "../errors";
import type { SnippetOutcome, SnippetSubject } from "./snippet";
import { snippetMakers } from "./snippet-makers";

/** Every snippet that fits this certificate, or why one is refused. Never throws for what a name contains. */
export function snippetsFor(subject: SnippetSubject): SnippetOutcome[] {
  return snippetMakers
    .filter(({ side }) => side === "both" || subject.kind === "peer" || side === subject.kind)
    .map(({ make, language, ...traits }) => {
      try {
        return { ...traits, language, text: make(subject) };
      } catch (error) {
        if (!isCaError(error)) throw error;
        return { ...traits, reason: error.detail };
      }
    });
}

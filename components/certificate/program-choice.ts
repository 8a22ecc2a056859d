/** Which programs a person may choose from, and which snippets belong to the choice. */
import type { SnippetOutcome } from "@/lib/delivery/snippet";

export const sides = ["server", "client"] as const;
export type Side = (typeof sides)[number];

const isOnSide = (outcome: SnippetOutcome, side: Side) => outcome.side === side || outcome.side === "both";

/** Sides for which there is a snippet of its own: one for most certificates, two for those that serve both. */
export function sidesOf(outcomes: readonly SnippetOutcome[]): Side[] {
  return sides.filter((side) => outcomes.some((outcome) => outcome.side === side));
}

/** Names of programs in their order; every word of `query` stands somewhere in the name or a title. */
export function programsOf(outcomes: readonly SnippetOutcome[], side: Side, query: string): string[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = outcomes.filter((outcome) => {
    const text = `${outcome.program} ${outcome.title} ${"language" in outcome ? outcome.language : ""}`.toLowerCase();
    return isOnSide(outcome, side) && words.every((word) => text.includes(word));
  });
  return [...new Set(found.map(({ program }) => program))];
}

export function snippetsOf(outcomes: readonly SnippetOutcome[], side: Side, program: string): SnippetOutcome[] {
  return outcomes.filter((outcome) => outcome.program === program && isOnSide(outcome, side));
}

/** The address of the page with the choice in it, other parameters kept. */
export function choiceHref(address: string, choice: { readonly program: string; readonly side: Side | null }): string {
  const url = new URL(address);
  url.searchParams.set("program", choice.program);
  if (choice.side) url.searchParams.set("side", choice.side);
  return `${url.pathname}${url.search}`;
}

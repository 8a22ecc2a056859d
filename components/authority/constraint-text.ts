import type { NameConstraintsInput } from "@/lib/contract/authority";

export const constraintKinds = ["dns", "ip", "email", "uri"] as const;
export type ConstraintKind = (typeof constraintKinds)[number];
export type ConstraintSide = "permitted" | "excluded";

/** Name constraints as they are typed: one to a line. */
export type ConstraintText = Readonly<Record<ConstraintSide, Readonly<Record<ConstraintKind, string>>>>;

const nothing = { dns: "", ip: "", email: "", uri: "" } as const;
export const noConstraintText: ConstraintText = { permitted: nothing, excluded: nothing };

export function constraintsFrom(text: ConstraintText): NameConstraintsInput {
  const lists = (side: ConstraintSide) => ({
    dns: entries(text[side].dns),
    ip: entries(text[side].ip),
    email: entries(text[side].email),
    uri: entries(text[side].uri),
  });
  return { permitted: lists("permitted"), excluded: lists("excluded") };
}

/** Lines, commas and spaces part entries: whatever was pasted. */
function entries(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== "");
}

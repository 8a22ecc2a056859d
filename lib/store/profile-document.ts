import type { LeafKind, Profile } from "../ca/profile";

/** Fields that documents of the first versions of profiles do not have. */
type Stored = Omit<Profile, "kind" | "nameCounts"> & Partial<Pick<Profile, "kind" | "nameCounts">>;

/** A profile as it was stored, whatever version of Countersign stored it. */
export function profileOf(document: unknown): Profile {
  const stored = document as Stored;
  const nameCounts = { dns: "any", ip: "any", email: "any", uri: "any" } as const;
  return { nameCounts, ...stored, kind: stored.kind ?? kindBefore(stored) };
}

function kindBefore({ extendedKeyUsage }: Stored): LeafKind {
  if (!extendedKeyUsage.includes("serverAuth")) return "client";
  return extendedKeyUsage.includes("clientAuth") ? "peer" : "server";
}

/** Grants in words, the same on the screens and in the audit log. */
import type { Role } from "./actor";
import type { HeldGrant } from "./grant";

const isForEverything = ({ authorityIds, profileIds }: HeldGrant) => authorityIds === null && profileIds === null;

/** “operator, auditor (limited)” */
export function rolesText(grants: readonly HeldGrant[]): string {
  const named = grants.map((grant) => (isForEverything(grant) ? grant.role : `${grant.role} (limited)`));
  return [...new Set(named)].join(", ") || "no role";
}

const list = new Intl.ListFormat("en", { type: "conjunction" });

/** “operator for Corp Issuing, profiles Server and Client”; names instead of ids. */
export function grantSentence(
  role: Role,
  {
    authorities,
    profiles,
  }: { readonly authorities: readonly string[] | null; readonly profiles: readonly string[] | null },
): string {
  if (authorities === null && profiles === null) return `${role} for everything`;
  const parts = [
    authorities === null ? "every authority" : list.format(authorities),
    ...(profiles === null ? [] : [`${profiles.length === 1 ? "profile" : "profiles"} ${list.format(profiles)}`]),
  ];
  return `${role} for ${parts.join(", ")}`;
}

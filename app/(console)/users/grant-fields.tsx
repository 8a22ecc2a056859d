"use client";

import type { HeldGrant } from "@/lib/ca/grant";
import { grantSentence } from "@/lib/ca/grant-words";
import type { UserList } from "@/lib/contract/user";
import { RoleField } from "./role-field";
import { ScopeField } from "./scope-field";

export interface GrantFieldsProps {
  readonly name: string;
  readonly grant: HeldGrant;
  readonly choices: UserList["choices"];
  readonly errorOf: (field: string) => string | null;
  readonly onChange: (grant: HeldGrant) => void;
}

/** A role with a scope, and below it what that says as a sentence. */
export function GrantFields({ name, grant, choices, errorOf, onChange }: GrantFieldsProps) {
  return (
    <>
      <RoleField
        name={name}
        value={grant.role}
        error={errorOf("role")}
        onChange={(role) => onChange({ ...grant, role })}
      />
      <ScopeField
        legend="Authorities"
        what="authority"
        options={choices.authorities}
        value={grant.authorityIds}
        error={errorOf("authorityIds")}
        onChange={(authorityIds) => onChange({ ...grant, authorityIds })}
      />
      <ScopeField
        legend="Profiles"
        what="profile"
        options={choices.profiles}
        value={grant.profileIds}
        error={errorOf("profileIds")}
        onChange={(profileIds) => onChange({ ...grant, profileIds })}
      />
      <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-sm">
        <span className="text-muted">They become </span>
        <span className="font-medium">{sentence(grant, choices)}</span>.
        {isLimited(grant) ? (
          <span className="block text-muted">
            Whoever is limited does nothing that is about the whole instance: see “Limited to” in the table of
            permissions.
          </span>
        ) : null}
      </p>
    </>
  );
}

const isLimited = ({ authorityIds, profileIds }: HeldGrant) => authorityIds !== null || profileIds !== null;

function sentence(
  { role, authorityIds, profileIds }: HeldGrant,
  { authorities, profiles }: UserList["choices"],
): string {
  return grantSentence(role, {
    authorities: namesOf(authorityIds, authorities, "no authority yet"),
    profiles: namesOf(profileIds, profiles, "none yet"),
  });
}

function namesOf(
  ids: readonly string[] | null,
  options: readonly { readonly id: string; readonly name: string }[],
  none: string,
): readonly string[] | null {
  if (ids === null) return null;
  if (ids.length === 0) return [none];
  return ids.map((id) => options.find((option) => option.id === id)?.name ?? id);
}

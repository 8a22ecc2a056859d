/** Grants as people read them: names in place of ids. */

import type { GrantDto } from "../contract/user";
import type { Grant, HeldGrant } from "./grant";
import { grantSentence } from "./grant-words";
import type { Ports } from "./ports";

/** By id. */
export interface ScopeNames {
  readonly authorities: ReadonlyMap<string, string>;
  readonly profiles: ReadonlyMap<string, string>;
}

export async function scopeNames({ store }: Pick<Ports, "store">): Promise<ScopeNames> {
  const [authorities, profiles] = await Promise.all([store.authorities.list(), store.profiles.list()]);
  return { authorities: byId(authorities), profiles: byId(profiles) };
}

const byId = (all: readonly { readonly id: string; readonly name: string }[]) =>
  new Map(all.map(({ id, name }) => [id, name]));

export function grantDto(grant: Grant, names: ScopeNames): GrantDto {
  return {
    id: grant.id,
    role: grant.role,
    authorities: named(grant.authorityIds, names.authorities),
    profiles: named(grant.profileIds, names.profiles),
    sentence: sentenceOf(grant, names),
    createdAt: grant.createdAt.toISOString(),
    createdBy: grant.createdBy,
  };
}

export const sentenceOf = ({ role, authorityIds, profileIds }: HeldGrant, names: ScopeNames): string =>
  grantSentence(role, {
    authorities: named(authorityIds, names.authorities)?.map(({ name }) => name) ?? null,
    profiles: named(profileIds, names.profiles)?.map(({ name }) => name) ?? null,
  });

function named(ids: readonly string[] | null, names: ReadonlyMap<string, string>) {
  return ids?.map((id) => ({ id, name: names.get(id) ?? id })) ?? null;
}

/** A grant is a role with a scope: everything, or named authorities and profiles. Pure. */
import type { Role } from "./actor";

/** Null is no limit; a list names at least one. An authority covers what it issued, not what authorities below it did. */
export interface Scope {
  readonly authorityIds: readonly string[] | null;
  readonly profileIds: readonly string[] | null;
}

export interface HeldGrant extends Scope {
  readonly role: Role;
}

/** As it is kept. */
export interface Grant extends HeldGrant {
  readonly id: string;
  readonly createdAt: Date;
  /** Name of whoever gave it. */
  readonly createdBy: string;
}

/** What an act is about. What is left out does not matter to it; a profile of null is a certificate without one. */
export interface On {
  readonly authorityId?: string;
  readonly profileId?: string | null;
}

export const everywhere: Scope = { authorityIds: null, profileIds: null };

export const isUnlimited = ({ authorityIds, profileIds }: Scope): boolean =>
  authorityIds === null && profileIds === null;

export const covers = ({ authorityIds, profileIds }: Scope, { authorityId, profileId }: On): boolean =>
  (authorityId === undefined || authorityIds === null || authorityIds.includes(authorityId)) &&
  (profileId === undefined || profileIds === null || (profileId !== null && profileIds.includes(profileId)));

/** The profiles that the scopes reach at this authority; null for all there are. */
export function profilesFrom(scopes: readonly Scope[] | null, authorityId: string): readonly string[] | null {
  const here = scopes?.filter((scope) => covers(scope, { authorityId }));
  if (!here || here.some(({ profileIds }) => profileIds === null)) return null;
  return [...new Set(here.flatMap(({ profileIds }) => profileIds ?? []))];
}

/** The authority an act is about and the profile, of a certificate. */
export const onCertificate = ({
  authorityId,
  profileId,
}: {
  readonly authorityId: string;
  readonly profileId: string | null;
}): On => ({ authorityId, profileId });

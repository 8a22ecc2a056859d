import type { Role } from "../ca/actor";
import type { Grant } from "../ca/grant";
import type { Grant as GrantRow } from "./generated/client";

/** The database checks no roles: an unknown one is refused by the permission table. */
export function grantFromRow(row: GrantRow): Grant {
  return {
    id: row.id,
    role: row.role as Role,
    authorityIds: row.isEveryAuthority ? null : row.authorityIds,
    profileIds: row.isEveryProfile ? null : row.profileIds,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
  };
}

/** Two columns for each limit, so that an empty list is never taken for everything. */
export const grantLimits = ({
  role,
  authorityIds,
  profileIds,
}: Pick<Grant, "role" | "authorityIds" | "profileIds">) => ({
  role,
  isEveryAuthority: authorityIds === null,
  authorityIds: [...(authorityIds ?? [])],
  isEveryProfile: profileIds === null,
  profileIds: [...(profileIds ?? [])],
});

export const grantRow = ({ id, createdAt, createdBy, ...limits }: Grant) => ({
  id,
  createdAt,
  createdBy,
  ...grantLimits(limits),
});

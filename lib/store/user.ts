import type { User, UserTable } from "../ca/ports";
import type { Database } from "./database";
import type { Grant as GrantRow, Prisma, User as UserRow } from "./generated/client";
import { grantFromRow, grantLimits, grantRow } from "./grant";
import { octets } from "./octets";

/** In the order in which they were given. */
export const withGrants = { grants: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } } satisfies Prisma.UserInclude;

export function userFromRow({ grants, ...row }: UserRow & { readonly grants: readonly GrantRow[] }): User {
  return { ...row, grants: grants.map(grantFromRow) };
}

export function userTable(database: Database): UserTable {
  const { user } = database;
  const link = <Row extends { readonly usedAt: Date | null }>({ usedAt: _, ...rest }: Row) => rest;
  async function one(where: { readonly id: string } | { readonly email: string }): Promise<User | null> {
    const row = await user.findUnique({ where, include: withGrants });
    return row === null ? null : userFromRow(row);
  }
  return {
    async insert({ grants, ...row }) {
      await user.create({ data: { ...row, grants: { create: grants.map(grantRow) } } });
    },
    find: (id) => one({ id }),
    findByEmail: (email) => one({ email: email.toLowerCase() }),
    list: async () => (await user.findMany({ orderBy: { email: "asc" }, include: withGrants })).map(userFromRow),
    async update(id, change) {
      await user.update({ where: { id }, data: change });
    },
    async insertGrant(userId, grant) {
      await database.grant.create({ data: { ...grantRow(grant), userId } });
    },
    async updateGrant({ id, ...limits }) {
      await database.grant.update({ where: { id }, data: grantLimits(limits) });
    },
    async deleteGrant(id) {
      await database.grant.delete({ where: { id } });
    },
    async lock(id) {
      // Raw: Prisma cannot lock rows.
      await database.$queryRaw`SELECT 1 FROM users WHERE id = ${id} FOR NO KEY UPDATE`;
      return one({ id });
    },
    async replacePassword(id, { from, to }) {
      const { count } = await database.user.updateMany({
        where: { id, passwordHash: from, disabledAt: null },
        data: { passwordHash: to },
      });
      return count === 1;
    },
    async lockActiveAdministrators() {
      // Raw: Prisma cannot lock rows. Ordered, so that two of these wait for each other instead of deadlocking.
      await database.$queryRaw`
        SELECT 1 FROM users u WHERE u.disabled_at IS NULL AND EXISTS (
          SELECT 1 FROM grants g
          WHERE g.user_id = u.id AND g.role = 'administrator' AND g.is_every_authority AND g.is_every_profile)
        ORDER BY u.id FOR NO KEY UPDATE OF u`;
      // A statement of its own: whoever was waited for may have taken a grant away, which is no change of a user's row.
      const role = { role: "administrator", isEveryAuthority: true, isEveryProfile: true };
      const rows = await user.findMany({
        where: { disabledAt: null, grants: { some: role } },
        orderBy: { id: "asc" },
        include: withGrants,
      });
      return rows.map(userFromRow);
    },
    async insertLink({ tokenHash, userId, expiresAt }) {
      // Locked, so that of two links made at the same moment the later one ends the other.
      await database.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
      await database.passwordLink.deleteMany({ where: { userId } });
      await database.passwordLink.create({ data: { tokenHash: octets(tokenHash), userId, expiresAt } });
    },
    async takeLink(tokenHash, now) {
      // One UPDATE … RETURNING: of two callers the second waits for the first and then no longer matches.
      const [taken] = await database.passwordLink.updateManyAndReturn({
        where: { tokenHash: octets(tokenHash), usedAt: null, expiresAt: { gt: now } },
        data: { usedAt: now },
      });
      if (taken) await database.passwordLink.deleteMany({ where: { userId: taken.userId, usedAt: null } });
      return taken === undefined ? null : link(taken);
    },
    async endLinks(userId) {
      await database.passwordLink.deleteMany({ where: { userId } });
    },
    async linkEnds(now) {
      const links = await database.passwordLink.findMany({
        where: { usedAt: null, expiresAt: { gt: now } },
        select: { userId: true, expiresAt: true },
      });
      return new Map(links.map(({ userId, expiresAt }) => [userId, expiresAt]));
    },
    async findLink(tokenHash, now) {
      const found = await database.passwordLink.findFirst({
        where: { tokenHash: octets(tokenHash), usedAt: null, expiresAt: { gt: now } },
      });
      return found === null ? null : link(found);
    },
  };
}

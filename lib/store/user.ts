import type { Role } from "../ca/actor";
import type { User, UserTable } from "../ca/ports";
import type { Database } from "./database";
import type { User as UserRow } from "./generated/client";
import { octets } from "./octets";

/** The database checks no roles: an unknown one is refused by the permission table. */
export function userFromRow(row: UserRow): User {
  return { ...row, role: row.role as Role };
}

export function userTable(database: Database): UserTable {
  const one = (row: UserRow | null) => (row === null ? null : userFromRow(row));
  const link = <Row extends { readonly usedAt: Date | null }>({ usedAt: _, ...rest }: Row) => rest;
  return {
    async insert(user) {
      await database.user.create({ data: user });
    },
    find: async (id) => one(await database.user.findUnique({ where: { id } })),
    findByEmail: async (email) => one(await database.user.findUnique({ where: { email: email.toLowerCase() } })),
    list: async () => (await database.user.findMany({ orderBy: { email: "asc" } })).map(userFromRow),
    async update(id, change) {
      await database.user.update({ where: { id }, data: change });
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
      const locked = await database.$queryRaw<{ id: string }[]>`
        SELECT id FROM users WHERE role = 'administrator' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE`;
      const rows = await database.user.findMany({
        where: { id: { in: locked.map(({ id }) => id) } },
        orderBy: { id: "asc" },
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
    async findLink(tokenHash, now) {
      const found = await database.passwordLink.findFirst({
        where: { tokenHash: octets(tokenHash), usedAt: null, expiresAt: { gt: now } },
      });
      return found === null ? null : link(found);
    },
  };
}

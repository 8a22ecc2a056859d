import type { SessionTable } from "../ca/ports";
import type { Database } from "./database";
import { storable } from "./storable";
import { userFromRow, withGrants } from "./user";

export function sessionTable(database: Database): SessionTable {
  return {
    async insert(session) {
      await database.session.create({ data: { ...session, userAgent: storable(session.userAgent) } });
    },
    async findActive(id, now) {
      const found = await database.session.findFirst({
        where: { id, revokedAt: null, expiresAt: { gt: now }, user: { disabledAt: null } },
        include: { user: { include: withGrants } },
      });
      if (found === null) return null;
      const { user, ...session } = found;
      return { session, user: userFromRow(user) };
    },
    async hasSessionFrom(userId, address) {
      return (await database.session.findFirst({ where: { userId, address }, select: { id: true } })) !== null;
    },
    async touch(id, at) {
      await database.session.updateMany({ where: { id }, data: { lastSeenAt: at } });
    },
    async revoke(id, at) {
      await database.session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
    },
    async revokeAllOf(userId, at) {
      const { count } = await database.session.updateMany({
        where: { userId, revokedAt: null, expiresAt: { gt: at } },
        data: { revokedAt: at },
      });
      return count;
    },
    async revokeOthersOf(userId, keptId, at) {
      const { count } = await database.session.updateMany({
        where: { userId, id: { not: keptId }, revokedAt: null, expiresAt: { gt: at } },
        data: { revokedAt: at },
      });
      return count;
    },
    listOf: (userId, now) =>
      database.session.findMany({
        where: { userId, revokedAt: null, expiresAt: { gt: now } },
        orderBy: [{ createdAt: "desc" }, { id: "asc" }],
      }),
    async deleteExpired(before) {
      const { count } = await database.session.deleteMany({ where: { expiresAt: { lt: before } } });
      return count;
    },
  };
}

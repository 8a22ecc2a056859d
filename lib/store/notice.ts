import type { NoticeKind, NoticeTable } from "../ca/ports";
import type { Database } from "./database";
import { storable } from "./storable";

export function noticeTable(database: Database): NoticeTable {
  return {
    async insert(notice) {
      const { id, userId, kind, objectId, createdAt } = notice;
      const [name, by, detail] = [notice.objectName, notice.byName, notice.detail].map(storable);
      // Raw: only when there is somebody to read it, in one statement.
      await database.$executeRaw`
        INSERT INTO notices (id, user_id, kind, object_id, object_name, by_name, detail, created_at)
        SELECT ${id}, u.id, ${kind}, ${objectId}, ${name}, ${by}, ${detail}, ${createdAt}::timestamptz
        FROM users u WHERE u.id = ${userId} AND u.disabled_at IS NULL`;
    },
    async listOf(userId, limit) {
      const newest = [{ createdAt: "desc" as const }, { id: "desc" as const }];
      const rows = await database.notice.findMany({ where: { userId }, orderBy: newest, take: limit });
      return rows.map((row) => ({ ...row, kind: row.kind as NoticeKind }));
    },
    unreadOf: (userId) => database.notice.count({ where: { userId, readAt: null } }),
    async markRead(userId, ids, at) {
      const { count } = await database.notice.updateMany({
        where: { userId, readAt: null, ...(ids !== null && { id: { in: [...ids] } }) },
        data: { readAt: at },
      });
      return count;
    },
    async markReadAbout(userId, objectId, at) {
      await database.notice.updateMany({ where: { userId, objectId, readAt: null }, data: { readAt: at } });
    },
    deleteOld: ({ before, kept }) =>
      // Raw: Prisma cannot number rows of each user.
      database.$executeRaw`
        DELETE FROM notices WHERE created_at < ${before}::timestamptz OR id IN (
          SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY created_at DESC, id DESC) AS place FROM notices
          ) numbered WHERE place > ${kept})`,
  };
}

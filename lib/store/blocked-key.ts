import type { BlockedKeyTable } from "../ca/ports";
import type { Database } from "./database";

export function blockedKeyTable(database: Database): BlockedKeyTable {
  return {
    async insert(key) {
      await database.blockedKey.createMany({ data: [key], skipDuplicates: true });
    },
    isBlocked: async (spkiSha256) => (await database.blockedKey.findUnique({ where: { spkiSha256 } })) !== null,
  };
}

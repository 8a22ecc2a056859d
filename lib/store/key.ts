import { createHash } from "node:crypto";
import type { KeyTable, WrappedKey } from "../ca/ports";
import type { KeyType } from "../pki/algorithm";
import type { Database } from "./database";
import type { Key } from "./generated/client";
import { octets } from "./octets";

function keyFromRow({ spkiSha256: _, ...row }: Key): WrappedKey {
  return { ...row, keyType: row.keyType as KeyType };
}

export function keyTable(database: Database): KeyTable {
  const one = (row: Key | null) => (row === null ? null : keyFromRow(row));
  return {
    async insert({ id, keyType, spkiDer, envelope, masterKeyId }) {
      const spkiSha256 = createHash("sha256").update(spkiDer).digest("hex");
      await database.key.create({
        data: { id, keyType, spkiDer: octets(spkiDer), spkiSha256, envelope: octets(envelope), masterKeyId },
      });
    },
    find: async (id) => one(await database.key.findUnique({ where: { id } })),
    findAny: async () => one(await database.key.findFirst()),
    list: async () => (await database.key.findMany({ orderBy: { id: "asc" } })).map(keyFromRow),
    async lockAll() {
      // Raw: Prisma cannot lock a table. Readers go on; whoever writes waits.
      await database.$executeRaw`LOCK TABLE keys IN EXCLUSIVE MODE`;
      return (await database.key.findMany({ orderBy: { id: "asc" } })).map(keyFromRow);
    },
    async rewrap({ id, envelope, masterKeyId }) {
      await database.key.update({ where: { id }, data: { envelope: octets(envelope), masterKeyId } });
    },
    async delete(id) {
      await database.key.delete({ where: { id } });
    },
    isAuthorityKey: async (spkiSha256) =>
      (await database.authority.findFirst({ where: { key: { spkiSha256 } }, select: { id: true } })) !== null,
  };
}

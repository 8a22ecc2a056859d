import type { Authority, AuthorityState, AuthorityTable } from "../ca/ports";
import type { KeyType } from "../pki/algorithm";
import type { Database } from "./database";
import type { Authority as AuthorityRow } from "./generated/client";
import { octets } from "./octets";

/** The casts restate what CHECK constraints guarantee. */
function authorityFromRow(row: AuthorityRow): Authority {
  return {
    ...row,
    kind: row.kind as Authority["kind"],
    state: row.state as AuthorityState,
    keyType: row.keyType as KeyType,
  };
}

export function authorityTable(database: Database): AuthorityTable {
  const find = async (id: string) => {
    const row = await database.authority.findUnique({ where: { id } });
    return row === null ? null : authorityFromRow(row);
  };
  return {
    find,
    async insert(authority) {
      await database.authority.create({ data: { ...authority, certificateDer: octets(authority.certificateDer) } });
    },
    async lock(id) {
      // Raw: Prisma cannot lock rows. NO KEY, so that certificates can still be inserted under this authority.
      await database.$queryRaw`SELECT 1 FROM authorities WHERE id = ${id} FOR NO KEY UPDATE`;
      return find(id);
    },
    async list() {
      const rows = await database.authority.findMany({ orderBy: [{ createdAt: "asc" }, { name: "asc" }] });
      return rows.map(authorityFromRow);
    },
    async update(id, change) {
      await database.authority.update({ where: { id }, data: change });
    },
  };
}

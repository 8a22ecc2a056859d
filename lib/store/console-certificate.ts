import type { ConsoleCertificateTable } from "../ca/ports";
import type { Database } from "./database";
import { octets } from "./octets";

export function consoleCertificateTable(database: Database): ConsoleCertificateTable {
  return {
    find: (namesSha256) => database.consoleCertificate.findUnique({ where: { namesSha256 } }),
    async replace({ namesSha256, ...record }) {
      const before = await database.consoleCertificate.findUnique({ where: { namesSha256 } });
      const data = { ...record, der: octets(record.der) };
      await database.consoleCertificate.upsert({
        where: { namesSha256 },
        create: { namesSha256, ...data },
        update: data,
      });
      return before?.keyId ?? null;
    },
  };
}

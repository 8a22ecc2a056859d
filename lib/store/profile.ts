import type { ProfileTable } from "../ca/ports";
import type { Profile } from "../ca/profile";
import type { Database } from "./database";

export function profileTable(database: Database): ProfileTable {
  return {
    async upsertBuiltIn(profile) {
      // Raw: conditional, so that a process of an older version beside us does not take a profile back.
      await database.$executeRaw`
        INSERT INTO profiles (id, is_built_in, version, document)
        VALUES (${profile.id}, true, ${profile.version}, ${JSON.stringify(profile)}::jsonb)
        ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, document = EXCLUDED.document
        WHERE profiles.is_built_in AND profiles.version <= EXCLUDED.version
          AND (profiles.version, profiles.document) IS DISTINCT FROM (EXCLUDED.version, EXCLUDED.document)`;
    },
    async list() {
      const rows = await database.profile.findMany({ orderBy: { position: "asc" } });
      return rows.map(({ document }) => document as unknown as Profile);
    },
    async find(id) {
      const row = await database.profile.findUnique({ where: { id } });
      return row === null ? null : (row.document as unknown as Profile);
    },
  };
}

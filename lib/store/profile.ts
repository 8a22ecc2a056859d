import type { ProfileTable } from "../ca/ports";
import type { Profile } from "../ca/profile";
import { isWithin } from "./certificate-filter";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";
import { profileOf } from "./profile-document";

/** Who made what came with the program. */
const maker = "Countersign";

export function profileTable(database: Database): ProfileTable {
  const record = (profile: Profile, made: Parameters<ProfileTable["insert"]>[1]) =>
    database.profileVersion.create({
      data: {
        profileId: profile.id,
        version: profile.version,
        document: json(profile),
        madeAt: made.at,
        madeById: made.byId,
        madeByName: made.byName,
      },
    });
  return {
    async upsertBuiltIn(profile) {
      // Raw: conditional, so that a process of an older version beside us does not take a profile back.
      await database.$executeRaw`
        WITH kept AS (
          INSERT INTO profiles (id, is_built_in, version, document)
          VALUES (${profile.id}, true, ${profile.version}, ${JSON.stringify(profile)}::jsonb)
          ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, document = EXCLUDED.document
          WHERE profiles.is_built_in AND profiles.version <= EXCLUDED.version
            AND (profiles.version, profiles.document) IS DISTINCT FROM (EXCLUDED.version, EXCLUDED.document)
          RETURNING id, version, document
        )
        INSERT INTO profile_versions (profile_id, version, document, made_at, made_by_name)
        SELECT id, version, document, now(), ${maker} FROM kept
        ON CONFLICT (profile_id, version) DO UPDATE SET document = EXCLUDED.document`;
    },
    async list() {
      const rows = await database.profile.findMany({ orderBy: { position: "asc" } });
      return rows.map(({ document, archivedAt }) => ({ ...profileOf(document), archivedAt }));
    },
    async find(id) {
      const row = await database.profile.findUnique({ where: { id } });
      return row && { ...profileOf(row.document), archivedAt: row.archivedAt };
    },
    async lock() {
      // Raw: Prisma has no table locks. This one conflicts with itself and with writes, never with reads.
      await database.$executeRaw`LOCK TABLE profiles IN SHARE ROW EXCLUSIVE MODE`;
    },
    async insert(profile, made) {
      const { id, version } = profile;
      await database.profile.create({ data: { id, version, isBuiltIn: false, document: json(profile) } });
      await record(profile, made);
    },
    async update(profile, made) {
      const { id, version } = profile;
      await database.profile.update({ where: { id }, data: { version, document: json(profile) } });
      await record(profile, made);
    },
    async setArchived(id, archivedAt) {
      await database.profile.update({ where: { id }, data: { archivedAt } });
    },
    async versions(id) {
      const rows = await database.profileVersion.findMany({ where: { profileId: id }, orderBy: { version: "desc" } });
      return rows.map(({ document, madeAt, madeByName }) => ({ profile: profileOf(document), madeAt, madeByName }));
    },
    async issuedByVersion(id, within) {
      // Raw, like the next: the condition on what is within reach is.
      const counted = await database.$queryRaw<{ version: number | null; count: number }[]>`
        SELECT c.profile_version AS version, count(*)::int AS count FROM certificates c
        WHERE c.profile_id = ${id} AND ${isWithin(within)} GROUP BY 1`;
      return new Map(counted.map(({ version, count }) => [version ?? 0, count]));
    },
    async standing(id, now, within) {
      const [{ count }] = await database.$queryRaw<[{ count: number }]>`
        SELECT count(*)::int AS count FROM certificates c
        WHERE c.profile_id = ${id} AND c.revoked_at IS NULL AND c.not_after > ${now}::timestamptz AND ${isWithin(within)}`;
      return count;
    },
  };
}

const json = (profile: Profile) => profile as unknown as Prisma.InputJsonObject;

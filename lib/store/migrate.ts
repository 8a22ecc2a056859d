/** Applies prisma/migrations and keeps `_prisma_migrations` as Prisma's own commands do, so that either may be used. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { CaError } from "../errors";
import { sqlStateOf, translated } from "./failure";
import { type MigrationFile, migrationsDirectory, readMigrations } from "./migration-file";

/** PostgreSQL 14, as `server_version_num`. */
const oldestServer = 140_000;
/** The advisory lock of Prisma's schema engine: we and `prisma migrate deploy` wait for each other. */
const prismaMigrateLock = 72_707_369;

/**
 * Brings the database to this version and returns the names of what was applied, in order; nothing when it is current.
 * Safe to call from several processes at once. Each migration is one transaction together with its record.
 * CaError("conflict") for a database this version must not touch, CaError("unavailable") for one that is away or too old.
 */
export async function migrate(connection: pg.ClientConfig, directory = migrationsDirectory()): Promise<string[]> {
  const files = await readMigrations(directory);
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, application_name: "countersign", ...connection });
  client.on("error", () => undefined);
  try {
    await client.connect().catch((cause) => {
      throw unreachable(cause);
    });
    await requireServer(client);
    await client.query("SELECT pg_advisory_lock($1)", [prismaMigrateLock]);
    await requireTable(client);
    const pending = pendingOf(files, await recorded(client));
    for (const file of pending) await apply(client, file);
    return pending.map(({ name }) => name);
  } catch (error) {
    throw translated(error);
  } finally {
    // Ending the session gives the lock back.
    await client.end().catch(() => undefined);
  }
}

/** For the person who starts the process: the server's or the network's own words, which hold no secret. */
function unreachable(cause: NodeJS.ErrnoException): CaError {
  const reason = cause.message || cause.code || "no answer";
  return new CaError("unavailable", `The database refuses us or is away (${reason}); check the connection settings.`, {
    cause,
  });
}

async function requireServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
  );
  const server = rows[0]!;
  if (server.number < oldestServer)
    throw new CaError("unavailable", `PostgreSQL 14 or later is needed; this server is ${server.version}. Upgrade it.`);
}

async function requireTable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    "SELECT tablename AS table FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1",
  );
  const tables = rows.map(({ table }) => table);
  if (tables.includes("_prisma_migrations")) return;
  if (tables.length > 0)
    throw new CaError("conflict", "The database holds tables of something else; give Countersign an empty database.");
  await client.query(`
    CREATE TABLE _prisma_migrations (
      id                  VARCHAR(36) PRIMARY KEY NOT NULL,
      checksum            VARCHAR(64) NOT NULL,
      finished_at         TIMESTAMPTZ,
      migration_name      VARCHAR(255) NOT NULL,
      logs                TEXT,
      rolled_back_at      TIMESTAMPTZ,
      started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
      applied_steps_count INTEGER NOT NULL DEFAULT 0
    )`);
}

interface RecordedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

async function recorded(client: pg.Client): Promise<RecordedMigration[]> {
  const { rows } = await client.query<RecordedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}

function pendingOf(files: readonly MigrationFile[], done: readonly RecordedMigration[]): MigrationFile[] {
  for (const { name, checksum, isFinished } of done) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined)
      throw new CaError(
        "conflict",
        `The database was migrated by a newer Countersign (${name}); run that version or later, or restore a backup.`,
      );
    if (!isFinished)
      throw new CaError(
        "conflict",
        `Migration ${name} was begun and not finished; repair it with “prisma migrate resolve”, or restore a backup.`,
      );
    if (file.checksum !== checksum)
      throw new CaError(
        "conflict",
        `Migration ${name} was edited after it was applied; restore the file as released, and change the schema by a new migration.`,
      );
  }
  return files.filter(({ name }) => !done.some((migration) => migration.name === name));
}

async function apply(client: pg.Client, { name, sql, checksum }: MigrationFile): Promise<void> {
  await client.query("BEGIN");
  try {
    const startedAt = new Date();
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw refused(name, error);
  }
}

/** 42501 insufficient_privilege; 58P01 and 0A000: the server does not have the extension's files. */
function refused(name: string, error: unknown): unknown {
  const state = sqlStateOf(error);
  if (state === "42501" || state === "58P01" || state === "0A000")
    return new CaError(
      "unavailable",
      `Migration ${name} needs to create tables and the extension pg_trgm; let the database’s role own the database, or have an administrator run CREATE EXTENSION pg_trgm in it.`,
      { cause: error },
    );
  return error;
}

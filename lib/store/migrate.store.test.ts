import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { migrate } from "./migrate";
import { migrationsDirectory } from "./migration-file";
import { administer } from "./testing/global-setup";
import { openTestDatabase } from "./testing/open-test-store";
import { migrationDiagnosis, schemaDifference } from "./testing/schema-engine";

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function database(content: "migrated" | "empty") {
  const opened = await openTestDatabase(content);
  undo.push(opened.close);
  return { url: opened.url, connection: { connectionString: opened.url } };
}

/** A copy of the migrations with one more, or a changed one. */
async function migrationsWith(name: string, sql: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "migrations-"));
  undo.push(() => rm(directory, { recursive: true }));
  await cp(migrationsDirectory(), directory, { recursive: true });
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, "migration.sql"), sql);
  return directory;
}

describe("migrations and schema.prisma say the same", () => {
  it("leaves no difference by the judgement of Prisma’s own engine", async () => {
    const { connection } = await database("migrated");
    expect((await schemaDifference(connection, "database")).trim()).toBe("-- This is an empty migration.");
  });

  it("would notice one", async () => {
    const { connection, url } = await database("migrated");
    await administer(url, "ALTER TABLE users ADD COLUMN surplus TEXT");
    expect(await schemaDifference(connection, "database")).toContain('DROP COLUMN "surplus"');
  });
});

describe("the record is the one Prisma keeps", () => {
  it("is what `prisma migrate status` accepts", async () => {
    const { connection } = await database("migrated");
    expect(await migrationDiagnosis(connection)).toMatchObject({
      hasMigrationsTable: true,
      editedMigrationNames: [],
      failedMigrationNames: [],
      history: null,
    });
  });

  it("has one finished step per migration", async () => {
    const { url } = await database("migrated");
    const rows = await administer(url, "SELECT *, length(id) AS id_length FROM _prisma_migrations");
    for (const row of rows)
      expect(row).toMatchObject({ applied_steps_count: 1, id_length: 36, rolled_back_at: null, logs: null });
    for (const row of rows) expect(row.finished_at).toBeInstanceOf(Date);
  });
});

describe("applying", () => {
  it("does nothing the second time", async () => {
    const { connection } = await database("empty");
    expect(await migrate(connection)).not.toEqual([]);
    expect(await migrate(connection)).toEqual([]);
  });

  it("lets one of several processes do it", async () => {
    const { connection } = await database("empty");
    const applied = await Promise.all([migrate(connection), migrate(connection), migrate(connection)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it("leaves nothing of a migration that fails, and applies it once repaired", async () => {
    const { connection, url } = await database("migrated");
    const name = "20990101000000_broken";
    const broken = await migrationsWith(name, "CREATE TABLE half (id INT); SELECT 1/0;");
    await expect(migrate(connection, broken)).rejects.toThrow("division by zero");
    expect(await administer(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    const repaired = await migrationsWith(name, "CREATE TABLE whole (id INT);");
    expect(await migrate(connection, repaired)).toEqual([name]);
  });
});

describe("a database this version must not touch is refused", () => {
  it("an edited migration, by name", async () => {
    const { connection } = await database("migrated");
    const edited = await migrationsWith("20261124060000_initial", "SELECT 1;");
    await expect(migrate(connection, edited)).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/^Migration 20261124060000_initial was edited after it was applied/),
    });
  });

  it("one that a newer version migrated", async () => {
    const { connection } = await database("migrated");
    await migrate(connection, await migrationsWith("20990101000000_later", "SELECT 1;"));
    await expect(migrate(connection)).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/migrated by a newer Countersign \(20990101000000_later\)/),
    });
  });

  it("one in which a migration was begun and not finished", async () => {
    const { connection, url } = await database("migrated");
    await administer(url, "UPDATE _prisma_migrations SET finished_at = NULL");
    await expect(migrate(connection)).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/was begun and not finished/),
    });
  });

  it("one that belongs to something else", async () => {
    const { connection, url } = await database("empty");
    await administer(url, "CREATE TABLE theirs (id INT)");
    await expect(migrate(connection)).rejects.toMatchObject({
      code: "conflict",
      detail: "The database holds tables of something else; give Countersign an empty database.",
    });
  });

  it("one that is not there, in the server’s words", async () => {
    const { url } = await database("empty");
    const elsewhere = { connectionString: url.replace(/\/countersign_test_[^?]*/, "/nowhere") };
    await expect(migrate(elsewhere)).rejects.toMatchObject({
      code: "unavailable",
      detail: expect.stringContaining('database "nowhere" does not exist'),
    });
  });
});

/** Prisma's own schema engine as WebAssembly: the judge of whether migrations, schema and bookkeeping agree. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm/schema_engine_bg";
import type pg from "pg";

type EngineModule = typeof import("@prisma/schema-engine-wasm/schema_engine_bg") & {
  readonly __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

const prismaDirectory = fileURLToPath(new URL("../../../prisma/", import.meta.url));
const filters = { externalTables: [], externalEnums: [] };

function schemaFiles(): SchemasContainer {
  const directory = `${prismaDirectory}schema/`;
  const files = readdirSync(directory).map((name) => ({
    path: directory + name,
    content: readFileSync(directory + name, "utf8"),
  }));
  return { files };
}

function migrationList(): MigrationList {
  const baseDir = `${prismaDirectory}migrations`;
  const directories = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(`${baseDir}/migration_lock.toml`, "utf8") },
    migrationDirectories: directories.map(({ name }) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(`${baseDir}/${name}/migration.sql`, "utf8") },
      },
    })),
    shadowDbInitScript: "",
  };
}

let loaded: Promise<EngineModule> | undefined;

/** Once per process: the module's glue keeps views of one instance's memory. */
async function loadModule(): Promise<EngineModule> {
  const engine = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as EngineModule;
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = readFileSync(path.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as unknown as { __wbindgen_start: () => void }).__wbindgen_start();
  return engine;
}

async function openEngine(config: pg.PoolConfig): Promise<SchemaEngine> {
  loaded ??= loadModule();
  const engine = await loaded;
  const datamodels = schemaFiles().files.map(({ path, content }): [string, string] => [path, content]);
  const adapter = bindMigrationAwareSqlAdapterFactory(readingConstraintTypes(new PrismaPg(config)));
  return engine.SchemaEngine.new({ datamodels }, () => undefined, adapter);
}

/** The pg adapter does not know the type "char", in which the engine reads kinds and actions of constraints. */
function readingConstraintTypes(factory: SqlMigrationAwareDriverAdapterFactory): SqlMigrationAwareDriverAdapterFactory {
  const selected = /\b(constr\.contype(?= AS)|con\.confdeltype|con\.confupdtype)\b/g;
  const columns = ["constraint_type", "confdeltype", "confupdtype"];
  const teach = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw({ ...query, sql: query.sql.replace(selected, "$1::text") });
      for (const [index, name] of result.columnNames.entries())
        if (columns.includes(name)) result.columnTypes[index] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => teach(await factory.connect()),
    connectToShadowDb: async () => teach(await factory.connectToShadowDb()),
  };
}

/** SQL that would bring the database (or nothing at all) to what the schema files say; empty when they agree. */
export async function schemaDifference(config: pg.PoolConfig, from: "database" | "empty"): Promise<string> {
  const engine = await openEngine(config);
  try {
    const schema = schemaFiles();
    const { stdout } = await engine.diff({
      from: from === "empty" ? { tag: "empty" } : { tag: "schemaDatasource", configDir: prismaDirectory, ...schema },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: null,
      filters,
    });
    return stdout ?? "";
  } finally {
    engine.free();
  }
}

/** What `prisma migrate status` would find wrong with the database's record of migrations. */
export async function migrationDiagnosis(config: pg.PoolConfig) {
  const engine = await openEngine(config);
  try {
    return await engine.diagnoseMigrationHistory({
      migrationsList: migrationList(),
      optInToShadowDatabase: false,
      filters,
    });
  } finally {
    engine.free();
  }
}

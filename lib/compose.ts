/** The only wiring: configuration → adapters → use cases. Everything else is handed what it needs. */
import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientConfig } from "pg";
import type { Actor } from "./ca/actor";
import { createApplication } from "./ca/application";
import { builtInProfiles } from "./ca/built-in-profiles";
import type { Ports } from "./ca/ports";
import { type Config, openDataDirectory, urlOf } from "./config";
import type { Application } from "./contract/application";
import { cleanUpJob } from "./jobs/clean-up";
import { type ConsoleCertificateJob, consoleCertificateJob } from "./jobs/console-certificate";
import { publishCrlsJob } from "./jobs/publish-crls";
import { runBulkJob } from "./jobs/run-bulk";
import { createRunner, type Runner } from "./jobs/runner";
import { createConsoleKeys } from "./keys/console-key";
import { createDatabaseKeys } from "./keys/database-keys";
import { loadMasterKey } from "./keys/load-master-key";
import type { MasterKey } from "./keys/master-key";
import { type Backup, backUp, type Checked, check, restore } from "./keys/master-key-care";
import { underOneMasterKey } from "./keys/one-master-key";
import { createPasswordHasher } from "./keys/password";
import { type Rotated, rotateMasterKey } from "./keys/rotate-master-key";
import { sessionSecretOf } from "./keys/session-secret";
import { createVerifier } from "./keys/verifier";
import { createValidationHandler } from "./protocols/crl";
import { createPublished } from "./protocols/published";
import type { Running } from "./running";
import { openEmbedded } from "./store/embedded/open";
import { migrate } from "./store/migrate";
import { beAlone, bePresent } from "./store/presence";
import { createStore, type OpenStore } from "./store/store";

export interface OpenOptions {
  /** True for the server, false for command-line work, which may come and go beside it. */
  readonly exclusive: boolean;
  /** For an act that wants no server on this database, wherever it runs. */
  readonly isAlone?: boolean;
  /** One line per event worth a line in the log. */
  readonly report: (line: string) => void;
  /** The database went to another process: this one must end. */
  readonly onLost: (error: Error) => void;
}

export interface OpenDatabase {
  readonly store: OpenStore;
  close(): Promise<void>;
}

/** The configured database, migrated. CaError("conflict") when another server has its data directory. */
export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  const database = await connect(config, options);
  try {
    for (const name of await migrate(database.connection)) options.report(`Migration ${name} was applied.`);
    const store = createStore(database.connection);
    return {
      store,
      async close() {
        await store.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

interface Connectable {
  readonly connection: ClientConfig;
  close(): Promise<void>;
}

async function connect({ databaseUrl, dataDir }: Config, options: OpenOptions): Promise<Connectable> {
  openDataDirectory(dataDir);
  if (!databaseUrl) return openEmbedded({ dataDir, ...options });
  const connection = { connectionString: databaseUrl };
  if (!options.exclusive) return { connection, close: async () => {} };
  // On an embedded one the server is the only one there can be.
  const { leave } = await (options.isAlone ? beAlone(connection) : bePresent(connection));
  return { connection, close: leave };
}

export interface Instance {
  readonly application: Application;
  /** But for what only the process that serves pages knows. */
  readonly running: Omit<Running, "licences">;
  readonly ports: Ports;
  /** Opens the setup wizard, in this process, once. */
  readonly setupToken: string;
  readonly validationHandler: ReturnType<typeof createValidationHandler>;
  readonly jobs: readonly Runner[];
  /** Makes and renews the certificate of the console's listener; null where that is not ours to make. */
  readonly consoleCertificate: ConsoleCertificateJob | null;
  isHealthy(): Promise<boolean>;
  backUpMasterKey(actor: Actor, passphrase: string): Promise<string>;
}

export interface Places {
  /** The ports that were really bound, where the configuration says 0. */
  readonly consolePort: number;
  readonly validationPort: number;
  readonly version: string;
}

/** Loads the master key and wires the use cases. Nothing runs until the jobs are started. */
export async function compose(
  config: Config,
  { store }: OpenDatabase,
  { report, ...places }: Places & Pick<OpenOptions, "report">,
): Promise<Instance> {
  const masterKey = await loadMasterKey(config.masterKey, await store.keys.findAny(), report);
  // An upgrade may bring newer ones; a newer database keeps its own.
  for (const profile of builtInProfiles) await store.profiles.upsertBuiltIn(profile);
  const published = createPublished({ source: store, onFailure: once(report) });
  const setupToken = randomBytes(24).toString("base64url");
  const ports: Ports = {
    clock,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    keys: underOneMasterKey(createDatabaseKeys(masterKey), masterKey, store.keys),
    crypto: createVerifier(),
    passwords: createPasswordHasher(),
    store,
    validationUrl: config.validation.url ?? urlOf(config.validation.host, places.validationPort),
    setupToken,
    wakePublisher: () => publisher.wake(),
  };
  const publisher = createRunner(
    publishCrlsJob(ports, () => published.forget()),
    report,
  );
  const application = createApplication(ports);
  const consoleUrl = consoleUrlOf(config, places.consolePort);
  return {
    application,
    running: {
      application,
      consoleUrl,
      isSecure: consoleUrl.startsWith("https:"),
      sessionSecret: sessionSecretOf(masterKey),
      version: places.version,
    },
    ports,
    setupToken,
    backUpMasterKey: (actor, passphrase) => backUp(ports, actor, { masterKey, passphrase }),
    validationHandler: createValidationHandler(published),
    jobs: [publisher, createRunner(cleanUpJob(ports), report), createRunner(runBulkJob(ports), report)],
    consoleCertificate: consoleCertificateOf(config, ports, masterKey),
    isHealthy: () =>
      store.ping().then(
        () => true,
        () => false,
      ),
  };
}

function consoleCertificateOf(
  { consoleTls }: Config,
  ports: Ports,
  masterKey: MasterKey,
): ConsoleCertificateJob | null {
  if (consoleTls?.kind !== "own") return null;
  const { names } = consoleTls;
  const namesSha256 = createHash("sha256").update(names.join("\n")).digest("hex");
  return consoleCertificateJob(ports, createConsoleKeys(masterKey), { names, namesSha256 });
}

/** Where people find the console of this process. */
export const consoleUrlOf = ({ console: { url, host }, consoleTls }: Config, port: number): string =>
  url ?? urlOf(host, port, consoleTls ? "https" : "http");

const consoleUrlFile = (config: Config) => join(config.dataDir, "console-url");

/** Leaves word for the command line, which prints links and cannot know a port that was chosen at start. */
export const announceConsole = (config: Config, url: string): Promise<void> =>
  writeFile(consoleUrlFile(config), `${url}\n`, { mode: 0o600 });

/** Of the server that runs here or ran here last; null when none did and the port is not configured. */
export async function knownConsoleUrl(config: Config): Promise<string | null> {
  const { url, port } = config.console;
  const configured = port === 0 ? null : consoleUrlOf(config, port);
  if (url) return url;
  return readFile(consoleUrlFile(config), "utf8").then(
    (text) => text.trim() || configured,
    () => configured,
  );
}

const clock = () => new Date();

interface BackupInput extends Backup {
  readonly actor: Actor;
}

/** Tells whether the backup is the right one, also while the master key itself is lost. */
export const checkBackup = (config: Config, { store }: OpenDatabase, input: BackupInput): Promise<Checked> =>
  check({ store, clock }, input.actor, { ...input, source: config.masterKey });

/** The path it was written to. */
export const restoreBackup = (config: Config, { store }: OpenDatabase, input: BackupInput): Promise<string> =>
  restore({ store, clock }, input.actor, { ...input, source: config.masterKey });

/** CaError("conflict") while a server runs: what it holds in memory would open nothing any more. */
export async function changeMasterKey(config: Config, actor: Actor): Promise<Rotated> {
  const options = { exclusive: true, isAlone: true, report: () => {}, onLost: () => {} };
  const database = await openDatabase(config, options);
  try {
    return await rotateMasterKey({ store: database.store, clock }, actor, config.masterKey);
  } finally {
    await database.close();
  }
}

/** Says a thing again only after something else was said, or after a minute. */
function once(report: (line: string) => void): (error: unknown) => void {
  let last = "";
  let saidAt = Number.NEGATIVE_INFINITY;
  return (error) => {
    const line = `CRLs are served from memory: ${error instanceof Error ? error.message : String(error)}`;
    if (line === last && performance.now() - saidAt < 60_000) return;
    last = line;
    saidAt = performance.now();
    report(line);
  };
}

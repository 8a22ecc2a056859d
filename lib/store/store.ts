import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import type { Store, Tables } from "../ca/ports";
import { auditTable } from "./audit";
import { authorityTable } from "./authority";
import { blockedKeyTable } from "./blocked-key";
import { bulkTable } from "./bulk";
import { certificateTable } from "./certificate";
import { consoleCertificateTable } from "./console-certificate";
import { crlTable } from "./crl";
import type { Database } from "./database";
import { isWorthRepeating, translated, translating } from "./failure";
import { PrismaClient } from "./generated/client";
import { guessTable } from "./guess";
import { instanceTable } from "./instance";
import { keyTable } from "./key";
import { noticeTable } from "./notice";
import { profileTable } from "./profile";
import { requestTable } from "./request";
import { viewTable } from "./saved-view";
import { sessionTable } from "./session";
import { settingsTable } from "./settings";
import { standingTable } from "./standing";
import { userTable } from "./user";

export interface OpenStore extends Store {
  /** Waits for transactions under way, then closes every connection; calls after it fail. */
  close(): Promise<void>;
  /** Throws CaError("unavailable") when the database does not answer. */
  ping(): Promise<void>;
}

const attemptsMax = 4;
const transactionOptions = {
  maxWait: 5_000,
  timeout: 30_000,
  isolationLevel: "ReadCommitted",
} as const;

/** The database must have been migrated (`migrate.ts`). Connects at the first call, so this never waits nor fails. */
export function createStore(connection: pg.PoolConfig): OpenStore {
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "countersign",
    ...connection,
    onConnect: prepareSession,
  });
  // A connection that dies while idle is replaced at the next call; without a listener it would end the process.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
  return {
    ...tablesOf(prisma),
    transaction: (run) => transact(prisma, run),
    async close() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
    async ping() {
      try {
        await prisma.$queryRaw`SELECT 1`;
      } catch (error) {
        throw translated(error);
      }
    },
  };
}

/**
 * Prisma reads and writes times without their zone, so every session is in UTC.
 * A process that hangs in the middle of a transaction gives its locks back after a minute.
 */
async function prepareSession(client: pg.ClientBase): Promise<void> {
  await client.query("SET TIME ZONE 'UTC'; SET idle_in_transaction_session_timeout = '60s'");
}

async function transact<T>(prisma: PrismaClient, run: (tables: Tables) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma.$transaction((transaction) => run(tablesOf(transaction)), transactionOptions);
    } catch (error) {
      if (attempt === attemptsMax || !isWorthRepeating(error)) throw translated(error);
    }
  }
}

function tablesOf(database: Database): Tables {
  return {
    instance: translating(instanceTable(database)),
    users: translating(userTable(database)),
    sessions: translating(sessionTable(database)),
    guesses: translating(guessTable(database)),
    keys: translating(keyTable(database)),
    authorities: translating(authorityTable(database)),
    certificates: translating(certificateTable(database)),
    crls: translating(crlTable(database)),
    profiles: translating(profileTable(database)),
    blockedKeys: translating(blockedKeyTable(database)),
    standing: translating(standingTable(database)),
    audit: translating(auditTable(database)),
    bulk: translating(bulkTable(database)),
    views: translating(viewTable(database)),
    requests: translating(requestTable(database)),
    notices: translating(noticeTable(database)),
    settings: translating(settingsTable(database)),
    consoleCertificates: translating(consoleCertificateTable(database)),
  };
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hierarchy, person } from "../lib/ca/testing/instance";
import { compose, type Instance, type OpenDatabase, openDatabase } from "../lib/compose";
import { requireConfig } from "../lib/config";
import { parseCrl } from "../lib/pki/crl";
import { openTestDatabase } from "../lib/store/testing/open-test-store";
import { closeServer, listen } from "./listen";
import { createValidationServer } from "./validation";

const operator = person("operator");
const publishedMillisecondsMax = 5_000;

interface Node {
  readonly instance: Instance;
  readonly database: OpenDatabase;
  readonly url: string;
  readonly said: string[];
  stop(): Promise<void>;
}

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let dataDir: string;
let serving: Node;
let acting: Node;
let issuingId: string;

/** All of a server but Next.js. */
async function open(): Promise<Node> {
  const said: string[] = [];
  const report = (line: string) => void said.push(line);
  const config = requireConfig({
    DATABASE_URL: database.url,
    COUNTERSIGN_DATA_DIR: dataDir,
    COUNTERSIGN_VALIDATION_PORT: "0",
  });
  const opened = await openDatabase(config, { exclusive: true, report, onLost: () => {} });
  const validation = createValidationServer((error) => report(String(error)));
  const where = { name: "validation listener", ...config.validation, variable: "COUNTERSIGN_VALIDATION_PORT" };
  const validationPort = await listen(validation.server, where);
  const instance = await compose(config, opened, { consolePort: 0, validationPort, version: "", report });
  validation.serve(instance.validationHandler);
  return {
    instance,
    database: opened,
    url: `http://127.0.0.1:${validationPort}`,
    said,
    async stop() {
      await closeServer(validation.server);
      await Promise.all(instance.jobs.map((job) => job.stop()));
      await opened.close();
    },
  };
}

const startJobs = (node: Node) => node.instance.jobs.forEach((job) => void job.start());

async function issue(commonName: string): Promise<{ id: string; serial: string }> {
  const { certificate } = await acting.instance.application.issue(operator, {
    authorityId: null,
    profileId: (await acting.instance.application.listProfiles(operator))[0]!.id,
    subject: { commonName },
    names: [commonName],
    validity: { kind: "default" },
    key: { source: "server", keyType: "ec-p256", password: "only for this test", format: "pem" },
  });
  return certificate;
}

const crl = async () => {
  const response = await fetch(`${serving.url}/crl/${issuingId}.crl`);
  expect(response.headers.get("content-type")).toBe("application/pkix-crl");
  return parseCrl(new Uint8Array(await response.arrayBuffer()));
};
const lists = async (serial: string) => [...(await crl()).entries()].some((entry) => entry.serial === serial);

async function until(isTrue: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - startedAt > 3 * publishedMillisecondsMax) throw new Error("it never came true");
    await sleep(50);
  }
  return performance.now() - startedAt;
}

const revoke = (certificateId: string, node = acting) =>
  node.instance.application.revoke(operator, { certificateId, reason: "keyCompromise", alsoIds: [], confirmName: "" });

beforeAll(async () => {
  database = await openTestDatabase("empty");
  dataDir = await mkdtemp(join(tmpdir(), "countersign-publication-"));
  acting = await open();
  const actor = {
    kind: "command-line",
    id: "",
    name: "test",
    grants: [],
    door: "command-line",
    address: null,
  } as const;
  const administrator = { email: "ops@corp.example", password: "ample-lantern-orbit-49" };
  const result = await acting.instance.application.setUp(actor, { token: "", administrator, hierarchy });
  issuingId = result.issuing.id;
  serving = await open();
});
afterAll(async () => {
  await Promise.all([serving?.stop(), acting?.stop()]);
  await database.close();
  await rm(dataDir, { recursive: true });
});

describe("a revocation is on the CRL that relying parties fetch", () => {
  it("at once after a start, when it was made while nothing published", async () => {
    const certificate = await issue("down.corp.example");
    await revoke(certificate.id);
    await sleep(1_500);
    expect(await lists(certificate.serial)).toBe(false);
    startJobs(serving);
    expect(await until(() => lists(certificate.serial))).toBeLessThan(publishedMillisecondsMax);
  });

  it("within five seconds when another process made it", async () => {
    const certificate = await issue("elsewhere.corp.example");
    const before = (await crl()).number!;
    await revoke(certificate.id);
    expect(await until(() => lists(certificate.serial))).toBeLessThan(publishedMillisecondsMax);
    expect((await crl()).number!).toBeGreaterThan(before);
  });

  it("within a second when this process made it", async () => {
    const certificate = await issue("here.corp.example");
    await revoke(certificate.id, serving);
    expect(await until(() => lists(certificate.serial))).toBeLessThan(1_500);
  });

  it("once, with two processes publishing", async () => {
    startJobs(acting);
    const certificate = await issue("twice.corp.example");
    const before = (await serving.database.store.crls.latest(issuingId))!.number;
    await revoke(certificate.id);
    await until(() => lists(certificate.serial));
    await sleep(2_500);
    const query = {
      before: null,
      limit: 50,
      actor: null,
      action: "crl.publish",
      objectId: issuingId,
      result: null,
    } as const;
    const published = await serving.database.store.audit.list(query);
    const numbers = published.map(({ detail }) => BigInt(String(detail.number)));
    expect(numbers.filter((number) => number > before)).toHaveLength(1);
    expect(serving.said).toEqual([]);
  });
});

describe("the validation listener", () => {
  it("answers over plain HTTP with what a cache needs, and refuses what it does not take", async () => {
    const url = `${serving.url}/crl/${issuingId}.crl?from=somewhere`;
    const first = await fetch(url);
    expect(first.headers.get("cache-control")).toBe("public, no-cache");
    expect(Number(first.headers.get("content-length"))).toBe((await first.arrayBuffer()).byteLength);
    expect((await fetch(url, { headers: { "if-none-match": first.headers.get("etag")! } })).status).toBe(304);
    expect((await fetch(url, { method: "HEAD" })).headers.get("etag")).toBe(first.headers.get("etag"));
    expect((await fetch(url, { method: "POST", body: "x".repeat(100_000) })).status).toBe(405);
    expect((await fetch(`${serving.url}/crl/../../etc/passwd`)).status).toBe(404);
  });

  it("goes on serving while the database is away", async () => {
    expect((await fetch(`${serving.url}/ca/${issuingId}.cer`)).status).toBe(200);
    const before = await crl();
    await database.close(); // Dropped, with every connection to it.
    await sleep(600);
    expect((await crl()).number).toBe(before.number);
    expect(await serving.instance.isHealthy()).toBe(false);
  });
});

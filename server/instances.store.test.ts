/** Several instances on one PostgreSQL: all of a server but its listeners and Next.js, each with a data directory of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hierarchy, person } from "../lib/ca/testing/instance";
import { compose, type Instance, type OpenDatabase, openDatabase } from "../lib/compose";
import { requireConfig } from "../lib/config";
import { noNameConstraints } from "../lib/contract/authority";
import { openTestDatabase } from "../lib/store/testing/open-test-store";

const administrator = { email: "ops@corp.example", password: "ample-lantern-orbit-49" };
const masterKey = "11".repeat(32);
const directories: string[] = [];
const opened: OpenDatabase[] = [];
let database: Awaited<ReturnType<typeof openTestDatabase>>;

async function start(key = masterKey): Promise<Instance> {
  const dataDir = await mkdtemp(join(tmpdir(), "countersign-instances-"));
  directories.push(dataDir);
  const report = () => {};
  const config = requireConfig({
    DATABASE_URL: database.url,
    COUNTERSIGN_DATA_DIR: dataDir,
    COUNTERSIGN_MASTER_KEY: key,
  });
  const store = await openDatabase(config, { exclusive: true, report, onLost: () => {} });
  opened.push(store);
  return compose(config, store, { consolePort: 3000, validationPort: 8080, version: "", report });
}

let one: Instance;
let other: Instance;
let stranger: Instance;

beforeAll(async () => {
  database = await openTestDatabase("empty");
  // Both find an empty database and migrate it. The stranger is there before any key could tell it that it is one.
  [one, other, stranger] = await Promise.all([start(), start(), start("22".repeat(32))]);
  const actor = {
    kind: "command-line",
    id: "",
    name: "test",
    grants: [],
    door: "command-line",
    address: null,
  } as const;
  await one.application.setUp(actor, { token: "", administrator, hierarchy });
});
afterAll(async () => {
  for (const store of opened) await store.close();
  await database.close();
  for (const directory of directories) await rm(directory, { recursive: true });
});

describe("two instances with one master key", () => {
  it("take each other’s sessions, and end them", async () => {
    const from = { address: "192.0.2.1", userAgent: "test" };
    const { sessionId, userId } = await one.application.signIn(administrator, from);
    expect(await other.application.session(sessionId)).toMatchObject({ userId });
    expect(other.running.sessionSecret).toBe(one.running.sessionSecret);
    await other.application.signOut(person("administrator", userId), sessionId);
    expect(await one.application.session(sessionId)).toBeNull();
  });

  it("cannot set one instance up twice", async () => {
    const actor = person("administrator");
    const setup = { ...actor, kind: "setup" } as const;
    const again = { token: other.setupToken, administrator, hierarchy };
    await expect(other.application.setUp(setup, again)).rejects.toMatchObject({ code: "conflict" });
  });

  it("issue from the same authority at once, and publish with no number twice", async () => {
    const operator = person("operator");
    const [issuing] = (await one.application.listAuthorities(operator)).filter(({ kind }) => kind === "issuing");
    const issue = ({ application }: Instance, name: string) =>
      application.issue(operator, {
        authorityId: null,
        profileId: "server",
        subject: {},
        names: [name],
        validity: { kind: "default" },
        key: { source: "server", keyType: "ec-p256", password: "only for this test", format: "pem" },
      });
    const issued = await Promise.all(
      Array.from({ length: 10 }, (_, index) => issue(index % 2 ? one : other, `h${index}.corp.example`)),
    );
    expect(new Set(issued.map(({ certificate }) => certificate.serial)).size).toBe(10);
    const published = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        (index % 2 ? one : other).application.publishCrl(operator, { authorityId: issuing!.id }),
      ),
    );
    expect(new Set(published.map(({ number }) => number)).size).toBe(8);
  });
});

describe("an instance with another master key", () => {
  it("is refused at its start, by the names of both keys", async () => {
    await expect(start("33".repeat(32))).rejects.toMatchObject({
      code: "unavailable",
      detail: expect.stringMatching(/this is [0-9a-f]{16}, and .* wrapped by [0-9a-f]{16}/),
    });
  });

  it("signs and adds nothing when it was there before the first key was", async () => {
    const actor = person("administrator");
    const spec = {
      subject: { commonName: "A Root of its own" },
      keyType: "ec-p256" as const,
      validityYears: 1,
      pathLength: 0,
      nameConstraints: noNameConstraints,
      validationUrl: "http://pki.corp.example",
    };
    await expect(stranger.application.createRoot(actor, spec)).rejects.toMatchObject({
      code: "unavailable",
      detail: expect.stringContaining("Give it that one"),
    });
    const [issuing] = await one.application.listAuthorities(actor);
    await expect(stranger.application.publishCrl(actor, { authorityId: issuing!.id })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(await one.application.listAuthorities(actor)).toHaveLength(2);
  });
});

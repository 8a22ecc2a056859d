/** `npm run demo` from a built tree: what it holds, who gets in, and that it leaves nothing and touches nothing. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trySignIn } from "../console-session";
import { ask } from "../http";
import { cleanEnvironment, type Instance, start, stop } from "../instance";
import { processesOf } from "../processes";

const roles = ["administrator", "operator", "auditor", "requester"];
const parent = mkdtempSync(path.join(tmpdir(), "countersign-e2e-demo-"));
const canary = path.join(parent, "existing data");
const temporary = path.join(parent, "tmp");

/** Everything in a folder: names, times and bytes. */
const stateOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const found = statSync(path.join(folder, name));
      const bytes = found.isFile() ? readFileSync(path.join(folder, name)) : "";
      return `${name} ${found.mode} ${found.mtimeMs} ${createHash("sha256").update(bytes).digest("hex")}`;
    })
    .join("\n");

const directories = () => readdirSync(temporary).filter((name) => name.startsWith("countersign-demo-"));

let database: Server;
let callers = 0;
let before: string;
let demo: Instance;
const signIns = new Map<string, { readonly email: string; readonly password: string }>();
const cookies = new Map<string, string>();

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  mkdirSync(path.join(canary, "postgres"), { recursive: true });
  mkdirSync(temporary);
  writeFileSync(path.join(canary, "master-key"), "not a key of the demo\n");
  writeFileSync(path.join(canary, "postgres", "PG_VERSION"), "18\n");
  before = stateOf(canary);
  database = createServer((socket) => {
    callers++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => database.listen(0, "127.0.0.1", resolve));
  const environment = cleanEnvironment({
    COUNTERSIGN_DATA_DIR: canary,
    DATABASE_URL: `postgresql://somebody@127.0.0.1:${(database.address() as AddressInfo).port}/existing`,
    COUNTERSIGN_MASTER_KEY_FILE: path.join(canary, "master-key"),
    TMPDIR: temporary,
    COUNTERSIGN_HOST: "127.0.0.2",
    PORT: String(await freePort()),
    COUNTERSIGN_VALIDATION_HOST: "127.0.0.3",
    COUNTERSIGN_VALIDATION_PORT: String(await freePort()),
  });
  demo = {
    ...{ dataDir: canary, databaseUrl: null, environment, process: null, output: "" },
    ...{ consoleUrl: "", validationUrl: "", setupUrl: null },
  };
  await start(demo, ["npm", "run", "demo"], 600);
  for (const [, role, email, password] of demo.output.matchAll(/^sign-in (\S+) (\S+) (\S+)$/gm)) {
    signIns.set(role!, { email: email!, password: password! });
  }
}, 620_000);
afterAll(async () => {
  await stop(demo);
  database.close();
  rmSync(parent, { recursive: true, force: true });
});

const get = async (role: string, page: string): Promise<string> => {
  const reply = await ask(demo.consoleUrl, { path: page, headers: { cookie: cookies.get(role)! } });
  expect(reply.status, page).toBe(200);
  return reply.body.toString();
};

describe("npm run demo", () => {
  it("listens where the usual variables say, and ends with the ready line", () => {
    const { environment, consoleUrl, validationUrl, output } = demo;
    expect(consoleUrl).toBe(`http://127.0.0.2:${environment.PORT}`);
    expect(validationUrl).toBe(`http://127.0.0.3:${environment.COUNTERSIGN_VALIDATION_PORT}`);
    expect(output.trimEnd().split("\n").at(-1)).toBe(`ready console=${consoleUrl} validation=${validationUrl}`);
  });

  it("says what it leaves alone", () => {
    expect(demo.output).toContain(
      "The demo keeps its data to itself: it leaves COUNTERSIGN_DATA_DIR, DATABASE_URL, COUNTERSIGN_MASTER_KEY_FILE alone.",
    );
  });

  it("prints one way in for each role, and each works", async () => {
    expect([...signIns.keys()]).toEqual(roles);
    expect(demo.output.match(/^sign-in /gm)).toHaveLength(roles.length);
    for (const [role, who] of signIns) {
      const { cookie, message } = await trySignIn(demo.consoleUrl, who);
      expect(message, role).toBeNull();
      cookies.set(role, cookie!);
      const page = await get(role, role === "requester" ? "/certificates" : "/");
      expect(page.includes(who.email), role).toBe(true);
    }
  });

  it("has two thousand certificates in every state", async () => {
    for (const [status, least] of Object.entries({ valid: 800, expiring: 20, expired: 300, revoked: 50, hold: 3 })) {
      const csv = await get("administrator", `/certificates/export?format=csv&status=${status}`);
      expect(csv.trim().split("\n").length - 1, status).toBeGreaterThanOrEqual(least);
    }
    const all = await get("auditor", "/certificates/export?format=csv");
    expect(all.trim().split("\n").length - 1).toBeGreaterThanOrEqual(2_000);
  });

  it("has three hierarchies, whose CRLs are out and good", async () => {
    const authorities = await get("auditor", "/authorities");
    for (const name of ["Corp Root", "Corp Servers", "Corp People", "Meridian Root", "Meridian Line 1", "Lab Root"])
      expect(authorities.includes(name), name).toBe(true);
    const overview = await get("administrator", "/");
    // Not `toContain`: a page is no help in a report.
    const says = ["Expires in", "CRL late", "Nothing is signed now"].filter((words) => overview.includes(words));
    expect(says).toEqual(["Expires in"]);
  });

  it("opens nothing of an instance that the environment names", () => {
    expect(stateOf(canary)).toBe(before);
    expect(callers).toBe(0);
  });

  it("ends when it is told to and leaves no directory and no process", async () => {
    const [directory, ...others] = directories();
    expect(others).toEqual([]);
    await stop(demo);
    expect(directories()).toEqual([]);
    expect(processesOf(path.join(temporary, directory!))).toEqual([]);
    expect(callers).toBe(0);
  });
});

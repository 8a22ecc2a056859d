/** How much script a page brings along: what Next lists for it, held against what really arrives. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signIn } from "../console-session";
import { ask } from "../http";
import { createInstance, destroy, type Instance, initialise } from "../instance";

const ownBytesMax = 200_000;
/** With what comes only when it is asked for: a PKCS#12 opened or made, a key made in the browser, a palette opened. */
const laterBytesMax = 250_000;
const build = fileURLToPath(new URL("../../.next", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));

const pages = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)page\.tsx$/.test(file))
  .map((file) => `/${file.replace(/\.tsx$/, "")}`);

let instance: Instance;
let cookie: string;
/** React and Next: the scripts that every page of any Next application begins with. */
let framework: ReadonlySet<string>;

beforeAll(async () => {
  instance = await createInstance();
  await initialise(instance);
  cookie = await signIn(instance);
  const manifest = JSON.parse(readFileSync(path.join(build, "build-manifest.json"), "utf8")) as Record<
    string,
    string[]
  >;
  framework = new Set([...(manifest.rootMainFiles ?? []), ...(manifest.polyfillFiles ?? [])]);
});
afterAll(() => destroy(instance));

/** Of the page, its layouts and its error pages. */
function listedFor(page: string): string[] {
  const file = path.join(build, "server/app", `${page}_client-reference-manifest.js`);
  const scope = { __RSC_MANIFEST: {} as Record<string, { entryJSFiles: Record<string, string[]> }> };
  runInNewContext(readFileSync(file, "utf8"), { globalThis: scope, process: { env: {} } });
  return [...new Set(Object.values(scope.__RSC_MANIFEST[page]!.entryJSFiles).flat())];
}

const text = (script: string) => readFileSync(path.join(build, script), "utf8");
const chunkName = /static\/chunks\/[\w.~-]+\.js/g;

/** With what these scripts may load later on. */
function withLater(scripts: readonly string[]): string[] {
  const all = new Set(scripts);
  for (const script of all) for (const [name] of text(script).matchAll(chunkName)) all.add(name);
  return [...all];
}

const weightOf = (scripts: readonly string[]) =>
  scripts.filter((script) => !framework.has(script)).reduce((sum, script) => sum + gzipSync(text(script)).length, 0);

describe("no page ships more than 200 kB of compressed script of its own beyond React and Next", () => {
  it.each(pages)("%s", (page) => {
    const listed = listedFor(page);
    expect(listed.length).toBeGreaterThan(0);
    expect(weightOf(listed)).toBeLessThanOrEqual(ownBytesMax);
    expect(weightOf(withLater(listed))).toBeLessThanOrEqual(laterBytesMax);
  });

  it.each([
    ["/(console)/certificates/page", "/certificates"],
    ["/(console)/account/page", "/account"],
    ["/(console)/certificates/new/page", "/certificates/new"],
    ["/(console)/users/page", "/users"],
  ])("and nothing arrives with %s that is not counted", async (page, address) => {
    const { status, body } = await ask(instance.consoleUrl, { path: address, headers: { cookie } });
    expect(status).toBe(200);
    const arriving = new Set([...body.toString().matchAll(chunkName)].map(([name]) => name));
    const counted = new Set([...framework, ...listedFor(page)]);
    expect(arriving.size).toBeGreaterThan(framework.size);
    expect([...arriving].filter((name) => !counted.has(name))).toEqual([]);
  });
});

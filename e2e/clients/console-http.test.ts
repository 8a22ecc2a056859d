/** The console as somebody meets it who writes HTTP by hand and means no good. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callAction, findAction, signIn, trySignIn } from "../console-session";
import { withDatabase } from "../database";
import { ask, headerOf, lifetimeOf, type Question, type Reply, write } from "../http";
import { administrator, createInstance, destroy, type Instance, initialise } from "../instance";

let instance: Instance;
let cookie: string;
let url: string;
/** Runs beside everything else, because it takes its time. */
let slow: Promise<number[]>;

beforeAll(async () => {
  instance = await createInstance();
  await initialise(instance);
  url = instance.consoleUrl;
  cookie = await signIn(instance);
  slow = Promise.all([
    lifetimeOf(url, ""),
    lifetimeOf(url, "GET / HT"),
    lifetimeOf(url, "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"),
  ]);
});
afterAll(() => destroy(instance));

const signedIn = (more: Question = {}): Question => ({ ...more, headers: { cookie, ...more.headers } });
const own = () => new URL(url).host;

/** One policy, the other protections, and no word about what is inside. */
function expectProtected(reply: Reply): void {
  expect(headerOf(reply, "content-security-policy")).toMatch(/^default-src 'none'/);
  expect(headerOf(reply, "x-content-type-options")).toBe("nosniff");
  expect(headerOf(reply, "x-frame-options")).toBe("DENY");
  expect(headerOf(reply, "x-powered-by")).toBeNull();
  expect(reply.body.toString()).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
}

/** Wherever it leads, it stays on this console. */
function expectNoWayOut(reply: Reply): void {
  const location = headerOf(reply, "location");
  if (location !== null) expect(new URL(location, `${url}/`).origin).toBe(url);
}

const app = fileURLToPath(new URL("../../app/(console)", import.meta.url));
const pages = readdirSync(app, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  .map((file) =>
    path
      .dirname(`/${file}`)
      .replace(/\/\([^)]*\)/g, "")
      .replace(/\[[^\]]*\]/g, "01a20c43-9979"),
  )
  .map((folder) => folder || "/");

describe("without a session", () => {
  it.each([...pages, "/nothing-here", "/certificates?q=%22%3E%3Cscript%3E"])(
    "%s answers 307 to the sign-in page",
    async (page) => {
      for (const method of ["GET", "HEAD"]) {
        const reply = await ask(url, { method, path: page });
        expect(reply.status).toBe(307);
        expect(headerOf(reply, "location")).toMatch(/^(http:\/\/127\.0\.0\.1:\d+)?\/sign-in(\?next=%2F.*)?$/);
        expectNoWayOut(reply);
        expectProtected(reply);
      }
    },
  );

  it.each([
    ["x-middleware-subrequest", "proxy"],
    ["x-middleware-subrequest", "proxy:proxy:proxy:proxy:proxy"],
    ["x-middleware-subrequest", "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy"],
    ["x-middleware-subrequest", "middleware:middleware:middleware:middleware:middleware"],
    ["x-middleware-subrequest-id", "0"],
    ["x-middleware-next", "1"],
    ["x-middleware-rewrite", "/certificates"],
    ["x-middleware-set-cookie", "countersign.session=x"],
    ["x-countersign-session", "x"],
    ["x-countersign-client-address", "10.0.0.1"],
    ["x-matched-path", "/certificates"],
    ["x-invoke-path", "/certificates"],
    ["x-nextjs-data", "1"],
    ["x-original-url", "/sign-in"],
    ["x-rewrite-url", "/sign-in"],
    ["x-forwarded-host", "evil.example"],
    ["x-forwarded-proto", "https"],
    ["rsc", "1"],
    ["next-router-prefetch", "1"],
    ["purpose", "prefetch"],
    ["cookie", "countersign.session=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA"],
    ["cookie", "next-auth.session-token=x; __Host-countersign.session=y"],
  ])("%s: %s opens nothing", async (name, value) => {
    const reply = await ask(url, { path: "/certificates", headers: { [name]: value } });
    expect(reply.status).toBe(307);
    expectNoWayOut(reply);
    expectProtected(reply);
  });

  it("setup is not to be found any more", async () => {
    const reply = await ask(url, { path: "/setup?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    expect(reply.body.toString()).not.toMatch(/<form/);
    expectProtected(reply);
  });
});

describe("a page", () => {
  it.each(["/sign-in", "/", "/certificates", "/certificates/new", "/audit", "/users"])(
    "%s lets only its own scripts run, by a nonce used once",
    async (page) => {
      const nonces = new Set<string>();
      for (let time = 0; time < 2; time++) {
        const reply = await ask(url, page === "/sign-in" ? { path: page } : signedIn({ path: page }));
        expect(reply.status).toBe(200);
        const policy = headerOf(reply, "content-security-policy")!;
        const nonce = /script-src 'nonce-([^']{20,})'/.exec(policy)![1]!;
        nonces.add(nonce);
        const scripts = reply.body.toString().match(/<script\b[^>]*>/g) ?? [];
        expect(scripts.length).toBeGreaterThan(0);
        for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`);
        expect(reply.body.toString()).not.toMatch(/<style\b|\son[a-z]+="/);
      }
      expect(nonces.size).toBe(2);
    },
  );

  it("is kept by no cache", async () => {
    expect(headerOf(await ask(url, signedIn({ path: "/certificates" })), "cache-control")).toMatch(/no-store/);
  });
});

describe("every answer is protected, and none tells anything", () => {
  const head = (first: string, ...lines: string[]) => `${[first, ...lines].join("\r\n")}\r\n\r\n`;

  it.each<[string, Question, number[]]>([
    ["a missing file of the build", { path: "/_next/static/chunks/none.js" }, [404]],
    ["the icon", { path: "/icon.svg" }, [200]],
    ["an image service that is not ours to offer", { path: "/_next/image?url=%2Ficon.svg&w=64&q=75" }, [307, 400, 404]],
    ["the csrf token", { path: "/api/auth/csrf" }, [200]],
    ["a page of next-auth", { path: "/api/auth/signin" }, [404]],
    ["sign-out of next-auth", { path: "/api/auth/signout" }, [404]],
    ["next-auth’s session", { path: "/api/auth/session" }, [404]],
    ["no such endpoint", { path: "/api/nothing" }, [307, 404]],
    ["HEAD of a page", { method: "HEAD", path: "/sign-in" }, [200]],
    ["health", { path: "/healthz" }, [200]],
    ["OPTIONS", { method: "OPTIONS", path: "/sign-in" }, [200, 204, 400, 405]],
    ["TRACE", { method: "TRACE", path: "/sign-in" }, [400, 403, 405]],
    ["PUT", { method: "PUT", path: "/sign-in" }, [403]],
    ["DELETE", { method: "DELETE", path: "/certificates" }, [403]],
    ["a path with an octet that is no UTF-8", { path: "/%ff" }, [307, 400, 404]],
    ["a path with NUL", { path: "/%00" }, [307, 400, 404]],
    ["a path with half an escape", { path: "/%" }, [307, 400, 404]],
    ["a path with two slashes", { path: "//evil.example/certificates" }, [307, 308, 400, 404]],
    ["a path with a backslash", { path: "/\\evil.example/certificates" }, [307, 308, 400, 404]],
    ["a path with an encoded slash", { path: "/%2f%2fevil.example" }, [307, 308, 400, 404]],
    ["a long path", { path: `/${"a".repeat(10_000)}` }, [307, 404, 414]],
    ["a query that is all percent", { path: `/sign-in?next=${"%".repeat(200)}` }, [200, 400]],
  ])("%s", async (_, question, statuses) => {
    const reply = await ask(url, question);
    expect(statuses).toContain(reply.status);
    expectProtected(reply);
    expectNoWayOut(reply);
  });

  it.each<[string, () => string, number[]]>([
    ["no HTTP at all", () => "NONSENSE\r\n\r\n", [400]],
    ["TLS", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]],
    ["a version that does not exist", () => head("GET / HTTP/9.9", `Host: ${own()}`), [400]],
    ["HTTP/2 without agreement", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
    ["no host", () => head("GET / HTTP/1.1"), [400, 421]],
    ["two hosts", () => head("GET / HTTP/1.1", `Host: ${own()}`, "Host: evil.example", "Connection: close"), [400]],
    ["a space before the colon", () => head("GET / HTTP/1.1", `Host: ${own()}`, "X-A : b"), [400]],
    ["NUL in a header", () => head("GET / HTTP/1.1", `Host: ${own()}`, "X-A: \0"), [400]],
    ["a header of 40 KiB", () => head("GET / HTTP/1.1", `Host: ${own()}`, `X-A: ${"a".repeat(40_960)}`), [431]],
    ["a target of 40 KiB", () => head(`GET /${"a".repeat(40_960)} HTTP/1.1`, `Host: ${own()}`), [431]],
    ["two lengths", () => head("POST / HTTP/1.1", `Host: ${own()}`, "Content-Length: 1", "Content-Length: 2"), [400]],
    ["a negative length", () => head("POST / HTTP/1.1", `Host: ${own()}`, "Content-Length: -1"), [400]],
    [
      "a length and chunks",
      () =>
        head("POST / HTTP/1.1", `Host: ${own()}`, `Origin: ${url}`, "Content-Length: 4", "Transfer-Encoding: chunked"),
      [400],
    ],
    [
      "chunks that are none",
      () => `${head("POST /sign-in HTTP/1.1", `Host: ${own()}`, `Origin: ${url}`, "Transfer-Encoding: chunked")}zz\r\n`,
      [0, 400],
    ],
    ["an expectation", () => head("GET / HTTP/1.1", `Host: ${own()}`, "Expect: tea", "Connection: close"), [417]],
    ["a tunnel", () => head("CONNECT evil.example:443 HTTP/1.1", "Host: evil.example:443"), [0, 400, 405, 421]],
    [
      "an upgrade",
      () => head("GET / HTTP/1.1", `Host: ${own()}`, "Connection: Upgrade, close", "Upgrade: websocket"),
      [0, 307, 400, 426],
    ],
    [
      "somebody else’s absolute target",
      () => head("GET http://evil.example/ HTTP/1.1", "Host: evil.example", "Connection: close"),
      [421],
    ],
    [
      "an absolute target under our host",
      () => head("GET http://evil.example/certificates HTTP/1.1", `Host: ${own()}`, "Connection: close"),
      [307, 400, 421],
    ],
    [
      "3 MiB announced",
      () => head("POST /sign-in HTTP/1.1", `Host: ${own()}`, `Origin: ${url}`, "Content-Length: 3145728"),
      [413],
    ],
  ])("%s", async (_, bytes, statuses) => {
    const reply = await write(url, Buffer.from(bytes(), "latin1"));
    expect(statuses).toContain(reply.status);
    if (reply.status) expectProtected(reply);
    expectNoWayOut(reply);
  });

  it("and a body of 3 MiB without a length is not read to its end", async () => {
    const lines = ["POST /sign-in HTTP/1.1", `Host: ${own()}`, `Origin: ${url}`, "Transfer-Encoding: chunked"];
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    const { status } = await write(url, `${head(lines[0]!, ...lines.slice(1))}${chunk.repeat(48)}0\r\n\r\n`);
    expect([0, 413]).toContain(status);
  });

  it.each([
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/%2e%2e/%2e%2e/package.json",
    "/_next/static/../../package.json",
    "/_next/static/..%2f..%2fpackage.json",
    "/_next/static/%2e%2e/%2e%2e/BUILD_ID",
    "/_next/static/chunks/..%5c..%5c..%5cpackage.json",
    "/_next/BUILD_ID",
    "/.next/BUILD_ID",
    "/_next/server/app/page.js",
    "/icon.svg/../../package.json",
    "/_next/image?url=%2F..%2F..%2Fpackage.json&w=64&q=75",
    "/_next/image?url=http%3A%2F%2F127.0.0.1%3A1%2F&w=64&q=75",
    "/data/master-key",
    "/package.json",
  ])("%s gives no file away", async (target) => {
    for (const question of [{ path: target }, signedIn({ path: target })]) {
      const reply = await ask(url, question);
      expect(reply.status).not.toBe(200);
      expect(reply.body.toString()).not.toMatch(/root:x|"devDependencies"|module\.exports/);
      expectProtected(reply);
    }
  });
});

describe("who is somebody else’s page", () => {
  it.each<[string, Record<string, string>, number]>([
    ["another origin", { origin: "https://evil.example" }, 403],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }, 403],
    ["a page that hides its origin", { origin: "null" }, 403],
    ["none and says so nowhere", {}, 403],
    ["a cross-site form, though its origin is right", { origin: "own", "sec-fetch-site": "cross-site" }, 403],
    ["another subdomain", { origin: "own", "sec-fetch-site": "same-site" }, 403],
  ])("%s: nothing is done with the session of the visitor", async (_, headers, status) => {
    const reply = await ask(
      url,
      signedIn({
        method: "POST",
        path: "/certificates/new",
        headers: { "next-action": "00", ...headers, ...(headers.origin === "own" ? { origin: url } : {}) },
        body: "[]",
      }),
    );
    expect(reply.status).toBe(status);
    expectProtected(reply);
  });

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "evil.example:80",
    "127.0.0.1@evil.example",
    "evil.example@127.0.0.1",
    "localhost/",
    "10.0.0.1",
  ])("a name that was made to point here (“%s”) is answered 421", async (host) => {
    const reply = await ask(url, signedIn({ path: "/certificates", headers: { host } }));
    expect([400, 421]).toContain(reply.status);
    expectProtected(reply);
  });
});

describe("the way back after signing in never leaves", () => {
  it.each([
    "//evil.example",
    "/\\evil.example",
    "/%5cevil.example",
    "https://evil.example/",
    "/%09/evil.example",
    "/./%2fevil.example",
    "javascript:alert(1)",
    "/sign-in",
  ])("next=%s", async (next) => {
    for (const value of [next, encodeURIComponent(next)]) {
      const reply = await ask(url, signedIn({ path: `/sign-in?next=${value}` }));
      expect([303, 307, 308]).toContain(reply.status);
      expectNoWayOut(reply);
    }
  });
});

describe("a server action", () => {
  const page = "/certificates/new";

  it("does nothing without a session, and says why", async () => {
    const id = await findAction(url, cookie, page, "issueCertificate");
    const { result } = await callAction({ consoleUrl: url, cookie: "", page, id, input: {} });
    expect(result).toMatchObject({ ok: false });
  });

  it("answers what is not its input with a field and a sentence", async () => {
    const id = await findAction(url, cookie, page, "issueCertificate");
    for (const input of [null, 1, "x", [], {}, { authorityId: {} }, { key: { source: "none" } }]) {
      const { result } = await callAction({ consoleUrl: url, cookie, page, id, input });
      expect(result).toMatchObject({ ok: false, code: "invalid" });
    }
  });

  it.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["no list", "1"],
    ["a reference to nowhere", '["$F1"]'],
    ["a reference to itself", '["$0"]'],
    ["a prototype", '[{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}]'],
    ["deep nesting", "[".repeat(20_000) + "]".repeat(20_000)],
    ["a promise of ours", '[{"then":"$F0"}]'],
  ])("survives %s", async (_, body) => {
    const id = await findAction(url, cookie, page, "issueCertificate");
    const headers = { origin: url, "next-action": id, "content-type": "text/plain;charset=UTF-8" };
    const reply = await ask(url, signedIn({ method: "POST", path: page, headers, body }));
    expectProtected(reply);
    expect((await ask(url, { path: "/healthz" })).status).toBe(200);
  });

  it("that does not exist does nothing", async () => {
    const headers = { origin: url, "next-action": "7f".repeat(21), "content-type": "text/plain;charset=UTF-8" };
    const reply = await ask(url, signedIn({ method: "POST", path: page, headers, body: "[]" }));
    expect([404, 409]).toContain(reply.status);
    expectProtected(reply);
  });
});

describe("signing in", () => {
  it("sets cookies that scripts and other sites do not get", async () => {
    const { setCookies } = await trySignIn(url);
    expect(setCookies.length).toBeGreaterThan(0);
    for (const line of setCookies) {
      expect(line).toMatch(/; HttpOnly/i);
      expect(line).toMatch(/; SameSite=(Lax|Strict)/i);
      expect(line).toMatch(/; Path=\//i);
      expect(line).not.toMatch(/; Domain=/i);
    }
  });

  it("is on record with the address it came from, whatever it claims", async () => {
    const lies = {
      "x-forwarded-for": "6.6.6.6",
      "x-countersign-client-address": "6.6.6.6",
      "x-real-ip": "6.6.6.6",
      forwarded: "for=6.6.6.6",
    };
    await trySignIn(url, { ...administrator, password: "wrong" }, { from: "127.0.0.7", headers: lies });
    const { rows } = await withDatabase(instance, (client) =>
      client.query(
        "SELECT address, result FROM audit_entries WHERE action = 'session.sign-in' ORDER BY id DESC LIMIT 1",
      ),
    );
    expect(rows).toEqual([{ address: "127.0.0.7", result: "refused" }]);
  });

  it("is slowed down for who guesses, in plain words, and never for the owner elsewhere", async () => {
    const wrong = { ...administrator, password: "a guess that is wrong" };
    const guesser = { from: "127.0.0.8" };
    const messages: (string | null)[] = [];
    for (let time = 0; time < 11; time++) messages.push((await trySignIn(url, wrong, guesser)).message);
    expect(new Set(messages.slice(0, 10))).toEqual(
      new Set(["This e-mail address and this password do not belong together."]),
    );
    expect(messages[10]).toMatch(/^Too many attempts failed\. Try again in (a minute|\d+ minutes)/);
    expect(await trySignIn(url, administrator, guesser)).toMatchObject({ status: 401, cookie: null });
    expect((await trySignIn(url, administrator, { from: "127.0.0.9" })).cookie).not.toBeNull();
    expect((await trySignIn(url)).cookie).not.toBeNull();
  });

  it("answers an unknown account like a wrong password", async () => {
    const visitor = { from: "127.0.0.11" };
    const unknown = await trySignIn(url, { email: "nobody@corp.example", password: "x" }, visitor);
    expect(unknown).toMatchObject({ status: 401, cookie: null });
    expect(unknown.message).toBe("This e-mail address and this password do not belong together.");
  });

  it("ends with signing out: a cookie that was copied before is worth nothing", async () => {
    const { cookie: copied } = await trySignIn(url);
    const id = await findAction(url, copied!, "/", "signOut");
    const { headers } = await callAction({ consoleUrl: url, cookie: copied!, page: "/", id, input: {} });
    expect(headers.get("x-action-redirect") ?? headers.get("location")).toContain("/sign-in");
    expect(headers.getSetCookie().join()).toMatch(/countersign\.session=;/);
    expect((await ask(url, { headers: { cookie: copied! } })).status).toBe(307);
    const again = await findAction(url, cookie, "/certificates/new", "issueCertificate");
    const call = { consoleUrl: url, cookie: copied!, page: "/certificates/new", id: again, input: {} };
    expect((await callAction(call)).result).toMatchObject({ ok: false });
    expect((await ask(url, signedIn())).status).toBe(200);
  });
});

describe("connections", () => {
  it("that say nothing keep nobody else out", async () => {
    const idle = Array.from({ length: 300 }, () => lifetimeOf(url, "GET / HTTP/1.1\r\n"));
    expect((await ask(url, { path: "/healthz" })).status).toBe(200);
    await Promise.all(idle);
  });

  it("that send their headers drop by drop are cut off", async () => {
    for (const milliseconds of await slow) expect(milliseconds).toBeLessThan(25_000);
  });
});

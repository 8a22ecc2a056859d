/** The console as somebody meets it who writes HTTP by hand and means no good. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNoWayOut, expectProtected } from "../console-answer";
import { signIn } from "../console-session";
import { ask, headerOf, lifetimeOf, type Question, write } from "../http";
import { createInstance, destroy, type Instance, initialise } from "../instance";

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
    expectNoWayOut(url, reply);
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
    expectNoWayOut(url, reply);
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

/** Who gets in at the console, who does not, and what a visitor's browser cannot be made to do. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNoWayOut, expectProtected } from "../console-answer";
import { callAction, findAction, signIn, trySignIn } from "../console-session";
import { withDatabase } from "../database";
import { ask, headerOf, type Question } from "../http";
import { administrator, createInstance, destroy, type Instance, initialise } from "../instance";

let instance: Instance;
let cookie: string;
let url: string;

beforeAll(async () => {
  instance = await createInstance();
  await initialise(instance);
  url = instance.consoleUrl;
  cookie = await signIn(instance);
});
afterAll(() => destroy(instance));

const signedIn = (more: Question = {}): Question => ({ ...more, headers: { cookie, ...more.headers } });

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
        expectNoWayOut(url, reply);
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
    expectNoWayOut(url, reply);
    expectProtected(reply);
  });

  it("setup is not to be found any more", async () => {
    const reply = await ask(url, { path: "/setup?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    expect(reply.body.toString()).not.toMatch(/<form/);
    expectProtected(reply);
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
      expectNoWayOut(url, reply);
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

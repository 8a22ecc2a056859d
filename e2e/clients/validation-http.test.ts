/** The listener of relying parties, as the oldest and the rudest of them use it. */
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { networkInterfaces } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDesk } from "../desk";
import { ask, headerOf, lifetimeOf, type Reply, write } from "../http";
import { createInstance, destroy, type Instance, initialise } from "../instance";
import { slowness } from "../processes";
import { hasTool } from "../tool";

const hasV6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

let instance: Instance;
let url: string;
let made: Awaited<ReturnType<typeof initialise>>;
const ids = { root: "", issuing: "" };
/** Runs beside everything else, because it takes its time. */
let slow: Promise<number[]>;

beforeAll(async () => {
  instance = await createInstance(hasV6 ? { COUNTERSIGN_VALIDATION_HOST: "::" } : {});
  made = await initialise(instance);
  url = instance.validationUrl;
  let index = "";
  // Made by another process, so it takes this one a moment to see them.
  for (; !index.includes(made.issuing.name); await sleep(100)) index = (await ask(url)).body.toString();
  for (const role of ["root", "issuing"] as const)
    ids[role] = index.split(`${made[role].name}\n`)[1]!.match(/\/ca\/(\w+)\.cer/)![1]!;
  slow = Promise.all([lifetimeOf(url, ""), lifetimeOf(url, "GET /crl/x.crl HTTP/1.1\r\n")]);
});
afterAll(() => destroy(instance));

const kinds = [
  ["crl", ".crl", "application/pkix-crl"],
  ["crl", ".pem", "application/x-pem-file"],
  ["crl", "/chain.pem", "application/x-pem-file"],
  ["crl", ".chain.pem", "application/x-pem-file"],
  ["ca", ".cer", "application/pkix-cert"],
  ["ca", ".pem", "application/x-pem-file"],
  ["ca", "/chain.pem", "application/x-pem-file"],
] as const;
const files = (["root", "issuing"] as const).flatMap((role) => kinds.map((kind) => [role, ...kind] as const));
const pathOf = (role: "root" | "issuing", kind: string, ending: string) => `/${kind}/${ids[role]}${ending}`;
const crl = () => pathOf("issuing", "crl", ".crl");

const withoutDate = ({ headers }: Reply) =>
  headers.filter(([name]) => name !== "date" && !/^(keep-alive|connection)$/.test(name));

describe("every authority, the root too, publishes", () => {
  it.each(files)("%s %s%s as %s, by GET and HEAD, whole and unchanged since", async (role, kind, ending, mediaType) => {
    const target = pathOf(role, kind, ending);
    await expect.poll(async () => (await ask(url, { path: target })).status, { timeout: 10_000 }).toBe(200);
    const reply = await ask(url, { path: target, headers: { "accept-encoding": "gzip, br" } });
    expect(headerOf(reply, "content-type")).toBe(mediaType);
    expect(headerOf(reply, "content-encoding")).toBeNull();
    expect(headerOf(reply, "content-length")).toBe(String(reply.body.length));
    expect(headerOf(reply, "set-cookie")).toBeNull();
    expect(headerOf(reply, "x-content-type-options")).toBe("nosniff");
    const head = await ask(url, { method: "HEAD", path: target });
    expect(withoutDate(head)).toEqual(withoutDate(reply));
    expect(head.body.length).toBe(0);
    const etag = headerOf(reply, "etag")!;
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await ask(url, { path: target, headers: { "if-none-match": tag } });
      expect(again.status).toBe(304);
      expect(again.body.length).toBe(0);
      expect(headerOf(again, "etag")).toBe(etag);
    }
    expect((await ask(url, { path: target, headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("certificates that are those init printed", async () => {
    for (const role of ["root", "issuing"] as const) {
      const { body } = await ask(url, { path: pathOf(role, "ca", ".cer") });
      expect(new X509Certificate(body).fingerprint256).toBe(
        new X509Certificate(made[role].certificatePem).fingerprint256,
      );
    }
  });

  it("one PEM with all CRLs from an authority to its root", async () => {
    const blocks = async (role: "root" | "issuing", kind: string) =>
      (await ask(url, { path: pathOf(role, kind, "/chain.pem") })).body.toString().match(/-----BEGIN /g)?.length;
    expect(await blocks("issuing", "crl")).toBe(2);
    expect(await blocks("root", "crl")).toBe(1);
    expect(await blocks("issuing", "ca")).toBe(2);
  });

  it.skipIf(!hasTool("openssl", "openssl"))("CRLs at the very URL that is in the certificates", async () => {
    const text = execFileSync("openssl", ["x509", "-noout", "-ext", "crlDistributionPoints,authorityInfoAccess"], {
      input: made.issuing.certificatePem,
      encoding: "utf8",
    });
    const urls = text.match(/http:\/\/\S+/g)!;
    expect(urls).toHaveLength(2);
    for (const one of urls) expect((await ask(one, { path: new URL(one).pathname })).status).toBe(200);
  });
});

describe("a revocation", () => {
  it.skipIf(!hasTool("openssl", "openssl"))(
    "is on the CRL within five seconds, with nobody doing anything",
    async () => {
      const desk = await openDesk(instance);
      const { id, serial } = await desk.issue("revoked.corp.example");
      const patience = 5_000 * slowness();
      const before = headerOf(await ask(url, { method: "HEAD", path: crl() }), "etag");
      await desk.revoke(id);
      const startedAt = performance.now();
      const listed = async () => {
        const { body } = await ask(url, { path: crl() });
        const text = execFileSync("openssl", ["crl", "-inform", "DER", "-noout", "-text"], {
          input: body,
          encoding: "utf8",
        });
        return text.match(/(?<=Serial Number: )[0-9A-F]+/g)?.map((one) => one.toLowerCase()) ?? [];
      };
      await expect.poll(listed, { timeout: patience, interval: 50 }).toContain(serial);
      console.info(`on the CRL after ${Math.round(performance.now() - startedAt)} ms`);
      expect(headerOf(await ask(url, { method: "HEAD", path: crl() }), "etag")).not.toBe(before);
    },
  );
});

describe("paths", () => {
  it.each([
    ["behind another prefix", () => `/old/prefix${crl()}`],
    ["with a query", () => `${crl()}?issuer=x`],
    ["as a proxy asks", () => `http://old.example.org${crl()}`],
  ])("%s lead to the same CRL", async (_, target) => {
    expect((await ask(url, { path: target() })).body).toEqual((await ask(url, { path: crl() })).body);
  });

  it.each([
    "/crl/aaaaaaaaaaaa.crl",
    "/crl/.crl",
    "/crl/../../etc/passwd",
    "/ca/%2e%2e%2fmaster-key",
    "/certificates",
    "/sign-in",
    "/favicon.ico",
    "/%",
    "/%ff%00",
    `/${"a".repeat(8_000)}`,
  ])("%.40s is 404", async (target) => {
    expect((await ask(url, { path: target })).status).toBe(404);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])("%s is 405", async (method) => {
    const reply = await ask(url, { method, path: crl() });
    expect(reply.status).toBe(405);
    expect(headerOf(reply, "allow")).toBe("GET, HEAD");
  });
});

describe("clients", () => {
  it("of HTTP/1.0, without a host, are served and see the end of the connection", async () => {
    const reply = await write(url, `GET ${crl()} HTTP/1.0\r\n\r\n`);
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual((await ask(url, { path: crl() })).body);
  });

  it("may call the host what they like", async () => {
    for (const host of ["pki.example.org", "10.0.0.1:8080", "", "evil.example"])
      expect((await ask(url, { path: crl(), headers: { host } })).status).toBe(200);
  });

  it("may send several requests at once on one connection", async () => {
    const one = `GET ${crl()} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const { body } = await write(url, `${one}${one}GET /nothing HTTP/1.0\r\n\r\n`);
    expect(body.toString("latin1").match(/HTTP\/1\.1 (200|404)/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 404"]);
  });

  it("may send a body that nobody reads", async () => {
    const reply = await write(url, `GET ${crl()} HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello`);
    expect(reply.status).toBe(200);
  });

  it.each([
    ["no HTTP", "NONSENSE\r\n\r\n", [400]],
    ["TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", [400]],
    ["40 KiB of headers", `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${"a".repeat(40_960)}\r\n\r\n`, [431]],
    ["40 KiB of target", `GET /${"a".repeat(40_960)} HTTP/1.1\r\nHost: a\r\n\r\n`, [431]],
    [
      "a length and chunks",
      "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
      [400],
    ],
    ["a tunnel", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", [0, 400, 405]],
    [
      "an endless body",
      `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n${"a".repeat(100_000)}`,
      [0, 405],
    ],
  ] as [string, string, number[]][])("that send %s are answered or cut off", async (_, bytes, statuses) => {
    expect(statuses).toContain((await write(url, Buffer.from(bytes, "latin1"))).status);
    expect((await ask(url, { path: crl() })).status).toBe(200);
  });

  it.skipIf(!hasV6)("come by IPv4 and by IPv6 to a listener on “::”", async () => {
    const { port } = new URL(url);
    for (const host of ["127.0.0.1", "[::1]"])
      expect((await ask(`http://${host}:${port}`, { path: crl() })).status).toBe(200);
  });

  it("that say nothing keep nobody else out, and are cut off", async () => {
    const idle = Array.from({ length: 300 }, () => lifetimeOf(url, "GET / HTTP/1.1\r\n"));
    const startedAt = performance.now();
    expect((await ask(url, { path: crl() })).status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    for (const milliseconds of [...(await slow), ...(await Promise.all(idle))])
      expect(milliseconds).toBeLessThan(25_000);
  });
});

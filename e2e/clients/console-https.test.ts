/** The console beyond loopback: HTTPS by itself, from before setup on, with files of somebody else, and after a restart. */
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connect } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { trySignIn } from "../console-session";
import { curl } from "../curl";
import { ask, headerOf, lifetimeOf } from "../http";
import { createInstance, destroy, type Instance, initialise, start, stop } from "../instance";
import { openssl } from "../openssl";

/** What the listener shows now, whoever vouches for it. */
function shown(url: string): Promise<X509Certificate> {
  const { hostname: host, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.destroy();
      resolve(new X509Certificate(raw));
    });
    socket.once("error", reject);
  });
}

async function until(url: string, fits: (certificate: X509Certificate) => boolean): Promise<X509Certificate> {
  for (const deadline = Date.now() + 20_000; ; await sleep(250)) {
    const certificate = await shown(url);
    if (fits(certificate)) return certificate;
    if (Date.now() > deadline) throw new Error(`the console still shows ${certificate.subject || certificate.issuer}`);
  }
}

describe("by itself", () => {
  let instance: Instance;
  let rootPem: string;
  let issuerName: string;
  beforeAll(async () => {
    instance = await createInstance({ COUNTERSIGN_HOST: "0.0.0.0" });
  });
  afterAll(() => destroy(instance));

  it("is self-signed before setup, and prints the fingerprint to compare", async () => {
    expect(instance.consoleUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(instance.setupUrl).toMatch(/^https:/);
    expect(instance.output).toContain((await shown(instance.consoleUrl)).fingerprint256);
  });

  it("shows a certificate of its own authority soon after setup, without a restart", async () => {
    const { root, issuing } = await initialise(instance);
    rootPem = root.certificatePem;
    issuerName = issuing.name;
    const certificate = await until(instance.consoleUrl, ({ issuer }) => issuer.includes(issuerName));
    expect(certificate.subjectAltName).toContain("IP Address:127.0.0.1");
    expect(certificate.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: "prime256v1" });
  });

  it("is believed by a client that has the root and nothing else", () => {
    const file = path.join(instance.dataDir, "root.pem");
    writeFileSync(file, rootPem);
    expect(curl(`${instance.consoleUrl}/healthz`, ["--cacert", file])).toMatchObject({ exitCode: 0, status: 200 });
    expect(curl(`${instance.consoleUrl}/healthz`).exitCode).not.toBe(0);
  });

  it("signs people in with cookies that leave over HTTPS only", async () => {
    const { cookie, setCookies } = await trySignIn(instance.consoleUrl, undefined, { ca: rootPem });
    expect(cookie).toMatch(/^__Host-countersign\.session=/);
    for (const line of setCookies) expect(line).toMatch(/; Secure/i);
    const reply = await ask(instance.consoleUrl, { path: "/certificates", headers: { cookie: cookie! }, ca: rootPem });
    expect(reply.status).toBe(200);
    expect(reply.body.toString()).toContain("127.0.0.1");
    const redirect = await ask(instance.consoleUrl, { path: "/certificates", ca: rootPem });
    expect(new URL(headerOf(redirect, "location")!, instance.consoleUrl).origin).toBe(instance.consoleUrl);
  });

  it("exports the audit log as files, for who may read it", async () => {
    const { cookie } = await trySignIn(instance.consoleUrl, undefined, { ca: rootPem });
    const get = (query: string, headers: Record<string, string> = { cookie: cookie! }) =>
      ask(instance.consoleUrl, { path: `/audit/export?${query}`, headers, ca: rootPem });
    const csv = await get("format=csv&action=certificate.issue");
    expect(headerOf(csv, "content-disposition")).toMatch(/^attachment; filename="countersign-audit-[\d-]+\.csv"$/);
    expect(csv.body.toString()).toMatch(/^id,at,actor,.*\r\n\d+,.*,Countersign,system,job,,certificate\.issue,/);
    const json = JSON.parse((await get("format=json")).body.toString()) as { action: string }[];
    expect(json.map(({ action }) => action)).toEqual(expect.arrayContaining(["audit.export", "instance.setup"]));
    expect((await get("format=xml")).status).toBe(400);
    expect((await get("format=csv", {})).status).toBe(307);
  });

  it("tells whoever speaks plain HTTP where to go", async () => {
    const plain = instance.consoleUrl.replace("https:", "http:");
    const reply = await ask(plain, { path: "/sign-in?next=%2F" });
    expect(reply.status).toBe(308);
    expect(headerOf(reply, "location")).toBe(`${instance.consoleUrl}/sign-in?next=%2F`);
    expect((await ask(plain, { method: "POST", path: "/sign-in", body: "password=x" })).status).toBe(400);
    expect(await lifetimeOf(plain, "")).toBeLessThan(15_000);
  });

  it("shows the same certificate after a restart, and stops in time with a silent client connected", async () => {
    const before = await shown(instance.consoleUrl);
    const silent = lifetimeOf(instance.consoleUrl, "");
    expect(await stop(instance)).toBe(0);
    await silent;
    await start(instance);
    expect((await shown(instance.consoleUrl)).fingerprint256).toBe(before.fingerprint256);
  });
});

describe("with the files of somebody else", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "countersign-e2e-tls-"));
  const files = { certificate: path.join(directory, "console.pem"), key: path.join(directory, "console.key") };
  const renew = () => {
    const subject = ["-subj", "/CN=ca.example.org", "-addext", "subjectAltName=IP:127.0.0.1"];
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", files.key];
    openssl("req", "-x509", ...key, "-days", "9", ...subject, "-out", files.certificate);
  };
  let instance: Instance;
  beforeAll(async () => {
    renew();
    instance = await createInstance({
      COUNTERSIGN_TLS_CERT_FILE: files.certificate,
      COUNTERSIGN_TLS_KEY_FILE: files.key,
    });
  });
  afterAll(async () => {
    await destroy(instance);
    rmSync(directory, { recursive: true });
  });

  it("shows them, and the next ones without a restart", async () => {
    const before = await shown(instance.consoleUrl);
    expect(before.subject).toBe("CN=ca.example.org");
    renew();
    const after = await until(instance.consoleUrl, ({ fingerprint256 }) => fingerprint256 !== before.fingerprint256);
    expect(after.subject).toBe("CN=ca.example.org");
  });
});

describe("behind a proxy that speaks HTTPS for it", () => {
  const headers = {
    host: "ca.corp.example",
    origin: "https://ca.corp.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "10.1.2.3",
  };
  let instance: Instance;
  beforeAll(async () => {
    instance = await createInstance({
      COUNTERSIGN_HOST: "0.0.0.0",
      COUNTERSIGN_URL: "https://ca.corp.example",
      COUNTERSIGN_PLAIN_HTTP: "behind-proxy",
      COUNTERSIGN_TRUSTED_PROXIES: "127.0.0.1",
    });
    await initialise(instance);
  });
  afterAll(() => destroy(instance));

  it("speaks plain HTTP itself, and hands out cookies that leave over HTTPS only", async () => {
    expect(instance.consoleUrl).toMatch(/^http:/);
    const csrf = await ask(instance.consoleUrl, { path: "/api/auth/csrf", headers });
    expect(csrf.status).toBe(200);
    const cookies = csrf.headers.filter(([name]) => name === "set-cookie").map(([, value]) => value);
    expect(cookies.length).toBeGreaterThan(0);
    for (const line of cookies) expect(line).toMatch(/; Secure/i);
  });
});

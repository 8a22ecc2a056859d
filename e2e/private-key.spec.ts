/** The promise behind “never leaves it”: everything the browser sent while it had a private key, searched for that key. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { chooseKey, issue, nameField, openIssued, openNewCertificate, signIn, takeAway } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createKeyDetector, type KeyDetector } from "./key-detector";
import { type RecordingProxy, type SentRequest, startRecordingProxy } from "./recording-proxy";

const password = "Gentle-Meadow-93";

/** Chromium asks its maker about every form, page or no page; the proxy lets none of it through. */
const chromiumItself = "CONNECT content-autofill.googleapis.com:443";

let instance: Instance;
let proxy: RecordingProxy;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  instance = await createInstance();
  await initialise(instance);
  proxy = await startRecordingProxy(new URL(instance.consoleUrl).origin);
  context = await browser.newContext({ proxy: { server: proxy.url, bypass: "<-loopback>" }, acceptDownloads: true });
  page = await context.newPage();
  await signIn(page, instance);
});

test.afterAll(async () => {
  await context?.close();
  await proxy?.stop();
  await destroy(instance);
});

for (const [keyType, files] of [
  ["ECDSA P-256", ["PKCS#12", "PKCS#12 for old devices", "PEM bundle", "Full chain, PEM", "Certificate, DER"]],
  ["RSA 2048", ["PKCS#12 for old devices"]],
  ["Ed25519", ["PKCS#12"]],
] as const) {
  test(`a ${keyType} key made in this browser is in nothing that was sent, whatever is downloaded`, async () => {
    const before = proxy.sent.length;
    await openNewCertificate(page, instance, "Client");
    await nameField(page).fill(`laptop ${keyType}`);
    await chooseKey(page, "In this browser");
    await page.getByLabel("Key type").selectOption({ label: keyType });
    await issue(page);
    const issued = proxy.sent.length;
    await page.getByLabel("Password for the private key").fill(password);
    for (const file of files) await takeAway(page, file);
    await page.getByRole("checkbox", { name: /unencrypted/ }).check();
    const pkcs8Der = keyOf((await takeAway(page, "PEM bundle")).bytes);
    const taken = proxy.sent.length;
    await openIssued(page);
    await page.goto("about:blank");

    const detector = createKeyDetector(pkcs8Der, { "the password": password });
    const sent = proxy.sent.slice(before);
    expect(sent.length).toBeGreaterThan(3);
    expect(sent.flatMap((request) => found(detector, request))).toEqual([]);
    expect(proxy.refused.filter((one) => one !== chromiumItself)).toEqual([]);
    expect(
      proxy.sent
        .slice(issued, taken)
        .filter((request) => !isReading(request))
        .map(line),
    ).toEqual([]);
    const withCsr = sent.filter(({ body }) => body.includes("BEGIN CERTIFICATE REQUEST"));
    expect(withCsr, "the one request that carries the CSR").toHaveLength(1);
    expect(keySourceIn(withCsr[0]!)).toEqual({ source: "browser", csr: expect.stringMatching(onlyOneCsr) });
  });
}

test("the detector finds a planted key in every form, in a body, a header and an address", async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  for (const make of [
    () => generateKeyPairSync("ec", { namedCurve: "P-256" }),
    () => generateKeyPairSync("rsa", { modulusLength: 2048 }),
    () => generateKeyPairSync("ed25519"),
  ]) {
    const { privateKey } = make();
    const der = privateKey.export({ format: "der", type: "pkcs8" });
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    const jwk = privateKey.export({ format: "jwk" });
    const detector = createKeyDetector(der, {});
    expect(detector.findIn(Buffer.from("nothing of interest"))).toEqual([]);
    for (const planted of [
      ...detector.forms.values(),
      pem,
      JSON.stringify({ key: pem }),
      JSON.stringify({ key: der.toString("base64url") }),
      JSON.stringify(jwk),
      encodeURIComponent(pem),
      der.toString("hex").toUpperCase(),
      Buffer.concat([Buffer.from("x"), der]).toString("base64"),
      JSON.stringify([...der]),
    ]) {
      expect(detector.findIn(Buffer.from(planted as string)), String(planted).slice(0, 60)).not.toEqual([]);
    }
  }
});

test("what is planted in this very page is seen, by fetch, beacon, image and WebSocket", async () => {
  const { generateKeyPairSync } = await import("node:crypto");
  const der = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "der", type: "pkcs8" });
  const detector = createKeyDetector(der, {});
  const before = proxy.sent.length;
  await page.goto(`${instance.consoleUrl}/profiles`);
  await page.evaluate(async (secret) => {
    await fetch("/profiles", { method: "POST", body: secret }).catch(() => null);
    await fetch("/profiles", { headers: { "x-secret": secret } }).catch(() => null);
    navigator.sendBeacon("/profiles", new Blob([secret]));
    new Image().src = `/icon.svg?${encodeURIComponent(secret)}`;
    try {
      new WebSocket(`ws://${location.host}/x`);
    } catch {}
    await new Promise((resolve) => setTimeout(resolve, 500));
  }, der.toString("base64"));
  const hits = proxy.sent.slice(before).filter((request) => found(detector, request).length > 0);
  expect(hits.length).toBeGreaterThanOrEqual(4);
});

const onlyOneCsr = /^-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE REQUEST-----\s*$/;
const line = ({ method, url }: SentRequest): string => `${method} ${url}`;

/** Next fetches script files when they are first needed, and what links in sight lead to: nothing but an address. */
const isReading = ({ method, url, body }: SentRequest): boolean => {
  const { pathname, search } = new URL(url);
  const isPrefetch = /^\?_rsc=[\w-]{5,20}$/.test(search) && /^\/([a-z]*|certificates\/[0-9a-f-]{36})$/.test(pathname);
  return method === "GET" && body.length === 0 && (pathname.startsWith("/_next/static/") || isPrefetch);
};

function found(detector: KeyDetector, { method, url, rawHeaders, body }: SentRequest): string[] {
  const everything = Buffer.concat([Buffer.from([method, url, ...rawHeaders, ""].join("\n"), "latin1"), body]);
  return detector.findIn(everything).map((form) => `${form} in ${method} ${url}`);
}

function keyOf(zip: Uint8Array): Buffer {
  const pem = Object.values(unzipSync(zip))
    .map((content) => strFromU8(content))
    .find((text) => text.startsWith("-----BEGIN PRIVATE KEY-----"));
  if (!pem) throw new Error("the bundle has no plain key");
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
}

/** What the action said about the key; Next sends its arguments as JSON. */
function keySourceIn({ body }: SentRequest): unknown {
  return (JSON.parse(body.toString()) as [{ key: unknown }])[0].key;
}

/** The main job from an empty data directory to a client that is refused, through the real dashboard. */
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { keyIn, unzipped, verifyBundle, verifyLeaf, verifyPkcs12 } from "./certificate-files";
import { canSetPolicy } from "./client-browser";
import { wasRefused } from "./curl";
import {
  chooseKey,
  downloadFromMenu,
  dropFile,
  issue,
  nameField,
  openIssued,
  openNewCertificate,
  revoke,
  type SavedDownload,
  signIn,
  takeAway,
} from "./dashboard";
import { administrator, createInstance, destroy, type Instance } from "./instance";
import { createWorkbench, makeRequest, openssl, publicKeyOfCertificate, publicKeyOfKey, serialOf } from "./openssl";
import { crlOnceListed, openRelyingParty, type RelyingParty } from "./relying-party";
import { type CapturedAction, replay } from "./server-action";
import { passSetup, tryWrongToken } from "./setup-wizard";
import { hasTool } from "./tool";

const password = "quiet-harbour-77";
const clientName = "laptop-0417";

test.describe("@journey from an empty server to a refused client", () => {
  test.describe.configure({ mode: "serial" });
  const bench = createWorkbench();
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  let nginx: RelyingParty | undefined;
  let setupAct: CapturedAction;
  let clientPageUrl = "";

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
  });

  test.afterAll(async () => {
    await context?.close();
    await nginx?.stop();
    await destroy(instance);
    bench.clear();
  });

  test("before setup, everything but the token's page leads there or is closed", async () => {
    await page.goto(`${instance.consoleUrl}/certificates`);
    await expect(page).toHaveURL(/\/(setup|sign-in)/);
    await tryWrongToken(page, instance);
  });

  test("the printed token opens the wizard, which makes a root and an issuing authority", async () => {
    const { act, root } = await passSetup(page, instance);
    setupAct = act;
    const file = bench.put("root.pem", root.bytes);
    openssl("verify", "-x509_strict", "-CAfile", file, file);
    const fingerprint = openssl("x509", "-in", file, "-noout", "-fingerprint", "-sha256").trim().split("=")[1]!;
    const shown = (await page.getByRole("main").innerText()).replaceAll(/[\s:]/g, "").toLowerCase();
    expect(shown).toContain(fingerprint.replaceAll(":", "").toLowerCase());
  });

  test("once done, setup is gone: its page, and its action sent again with the true token", async () => {
    const answer = await page.goto(instance.setupUrl ?? "");
    expect(answer?.status()).toBe(404);
    expect(await replay(context, instance, setupAct)).toMatchObject({ isDone: false });
    await page.goto(`${instance.consoleUrl}/certificates`);
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test("a wrong password is refused, the right one opens the dashboard", async () => {
    await page.goto(`${instance.consoleUrl}/sign-in`);
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password at all");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
    await signIn(page, instance);
    await page.goto(`${instance.consoleUrl}/authorities`);
    await expect(page.getByRole("link", { name: "Corp Example Root CA" }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Corp Example Issuing CA" }).first()).toBeVisible();
  });

  test("a server certificate from a pasted CSR, with every file for a key that is elsewhere", async () => {
    const { key, csr } = makeRequest(bench, "web.corp.example", "PEM", ["DNS:web.corp.example", "IP:127.0.0.1"]);
    await openNewCertificate(page, instance, "Server");
    await chooseKey(page, "From a CSR");
    await page.getByLabel("Certificate signing request").fill(readFileSync(csr, "utf8"));
    await issue(page);
    const chain = bench.put("web-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyLeaf(bench, chain, "sslserver");
    expect(publicKeyOfCertificate(chain)).toBe(publicKeyOfKey(key));
    expect(openssl("x509", "-in", chain, "-noout", "-checkip", "127.0.0.1")).toContain("does match");
    const der = bench.put("web.der", (await takeAway(page, "Certificate, DER")).bytes);
    expect(openssl("x509", "-inform", "DER", "-in", der)).toBe(openssl("x509", "-in", chain));
    const bundle = unzipped((await takeAway(page, "PEM bundle")).bytes);
    expect(Object.values(bundle).join("")).not.toContain("PRIVATE KEY");
    verifyBundle(bench, bundle, "sslserver");
  });

  test("a server certificate from a DER request, dropped on the field or chosen as a file", async () => {
    const { key, csr } = makeRequest(bench, "der.corp.example", "DER", ["DNS:der.corp.example"]);
    await openNewCertificate(page, instance, "Server");
    await chooseKey(page, "From a CSR");
    await dropFile(page.getByLabel("Certificate signing request"), "der.csr", readFileSync(csr));
    await expect(page.getByText("der.csr", { exact: true })).toBeVisible();
    await expect(page.getByText("Can be issued")).toBeVisible();
    await page.reload();
    await chooseKey(page, "From a CSR");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Choose a file" }).click(),
    ]);
    await chooser.setFiles(csr);
    await issue(page);
    const chain = bench.put("der-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyLeaf(bench, chain, "sslserver");
    expect(publicKeyOfCertificate(chain)).toBe(publicKeyOfKey(key));
  });

  test("a client certificate with a key made in this browser, in every file with and without the key", async () => {
    await openNewCertificate(page, instance, "Client");
    await nameField(page).fill(clientName);
    await chooseKey(page, "In this browser");
    await issue(page);
    await page.getByRole("button", { name: "Download PKCS#12", exact: true }).click();
    await expect(page.getByText("At least 8 characters, because it protects the private key.")).toBeVisible();
    await page.getByLabel("Password for the private key").fill(password);
    verifyP12("client.p12", await takeAway(page, "PKCS#12"));
    verifyP12("client-legacy.p12", await takeAway(page, "PKCS#12 for old devices"), { isLegacy: true });
    const sealed = unzipped((await takeAway(page, "PEM bundle")).bytes);
    const sealedKey = bench.put("client-sealed.key", keyIn(sealed, "ENCRYPTED PRIVATE KEY"));
    await page.getByRole("checkbox", { name: /unencrypted/ }).check();
    const bundle = unzipped((await takeAway(page, "PEM bundle")).bytes);
    const key = bench.put("client.key", keyIn(bundle, "PRIVATE KEY"));
    const chain = bench.put("client-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyBundle(bench, bundle, "sslclient");
    verifyLeaf(bench, chain, "sslclient");
    expect(publicKeyOfKey(key)).toBe(publicKeyOfCertificate(chain));
    expect(publicKeyOfKey(sealedKey, password)).toBe(publicKeyOfCertificate(chain));
    expect(() => openssl("pkey", "-in", sealedKey, "-noout", "-passin", "pass:wrong")).toThrow();
    const der = bench.put("client.der", (await takeAway(page, "Certificate, DER")).bytes);
    expect(openssl("x509", "-inform", "DER", "-in", der)).toBe(openssl("x509", "-in", chain));
    clientPageUrl = await openIssued(page);
  });

  for (const [format, download, suffix] of [
    ["PKCS#12, AES-256", "PKCS#12", "p12"],
    ["PKCS#12 for old devices, 3DES", "PKCS#12", "legacy.p12"],
    ["Encrypted PEM", "Private key, encrypted PEM", "pem"],
  ] as const) {
    test(`a certificate whose key the server made, returned once as ${format}`, async () => {
      const name = `srv-${suffix.replace(".", "-")}.corp.example`;
      await openNewCertificate(page, instance, "Server and client");
      await nameField(page).fill(name);
      await chooseKey(page, "On the server");
      await page.getByLabel("Returned as").selectOption({ label: format });
      await page.getByLabel("Password for the key").fill(password);
      await issue(page);
      const sealed = await takeAway(page, download);
      const chain = bench.put("sealed-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
      verifyLeaf(bench, chain, "sslserver");
      verifyLeaf(bench, chain, "sslclient");
      if (suffix === "pem") {
        const file = bench.put("sealed.key", sealed.bytes);
        expect(sealed.bytes.toString()).toContain("BEGIN ENCRYPTED PRIVATE KEY");
        expect(publicKeyOfKey(file, password)).toBe(publicKeyOfCertificate(chain));
      } else {
        verifyP12(`sealed.${suffix}`, sealed, { isLegacy: suffix === "legacy.p12" });
        expect(publicKeyOfKey(bench.at(`sealed.${suffix}.key`))).toBe(publicKeyOfCertificate(chain));
      }
      await openIssued(page);
      await page.goBack();
      await expect(page.getByRole("button", { name: `Download ${download}`, exact: true })).toHaveCount(0);
    });
  }

  test("every file of a certificate's own page is what it says", async () => {
    await page.goto(clientPageUrl);
    const leaf = openssl("x509", "-in", bench.at("client-fullchain.pem"));
    const full = bench.put("page-fullchain.pem", (await downloadFromMenu(page, "Full chain, PEM")).bytes);
    verifyLeaf(bench, full, "sslclient");
    const pem = bench.put("page.pem", (await downloadFromMenu(page, "Certificate, PEM")).bytes);
    expect(openssl("x509", "-in", pem)).toBe(leaf);
    const der = bench.put("page.der", (await downloadFromMenu(page, "Certificate, DER")).bytes);
    expect(openssl("x509", "-inform", "DER", "-in", der)).toBe(leaf);
    const root = bench.put("page-root.pem", (await downloadFromMenu(page, "Root, PEM")).bytes);
    expect(openssl("x509", "-in", root)).toBe(openssl("x509", "-in", bench.at("root.pem")));
    const above = bench.put("page-chain.pem", (await downloadFromMenu(page, /^Chain, PEM/)).bytes);
    expect(openssl("verify", "-CAfile", root, above)).toContain("OK");
    verifyBundle(bench, unzipped((await downloadFromMenu(page, "PEM bundle, zip")).bytes), "sslclient");
  });

  test("nginx accepts the client certificate from curl as PEM and PKCS#12, and nobody without", async () => {
    test.skip(!hasTool("nginx", "nginx"), "nginx is missing");
    nginx = await openRelyingParty({
      bench,
      server: { chain: "web-fullchain.pem", key: "web.corp.example.key", trust: ["page-chain.pem", "root.pem"] },
      client: "client",
      password,
    });
    expect(wasRefused(nginx.ask())).toBe(true);
    expect(nginx.asPem()).toMatchObject({ status: 200, body: expect.stringContaining(clientName) });
    expect(nginx.asPkcs12()).toMatchObject({ status: 200, body: expect.stringContaining(clientName) });
  });

  test("Chromium with the PKCS#12 in its store gets through, without it does not", async () => {
    test.skip(!nginx || !canSetPolicy() || !hasTool("pk12util", "libnss3-tools"), "needs nginx, NSS tools and root");
    expect(await nginx?.inChromium("PKCS#12")).toBe(200);
    expect(await nginx?.inChromium("nothing")).not.toBe(200);
  });

  test("renewed with the same key: a new serial for the old key, linked both ways", async () => {
    await page.goto(clientPageUrl);
    await page.getByRole("link", { name: "Renew" }).click();
    await chooseKey(page, "Same key");
    await issue(page, "Renew");
    const chain = bench.put("renewed-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyLeaf(bench, chain, "sslclient");
    expect(publicKeyOfCertificate(chain)).toBe(publicKeyOfKey(bench.at("client.key")));
    expect(serialOf(chain)).not.toBe(serialOf(bench.at("client.pem")));
    await openIssued(page);
    await page
      .locator(`a[href="${new URL(clientPageUrl).pathname}"]`)
      .first()
      .click();
    await expect(page).toHaveURL(clientPageUrl);
  });

  test("rekeyed in this browser: a new key, the same names", async () => {
    await page.goto(`${clientPageUrl}/renew`);
    await chooseKey(page, "In this browser");
    await issue(page, "Renew");
    await page.getByLabel("Password for the private key").fill(password);
    verifyP12("rekeyed.p12", await takeAway(page, "PKCS#12"));
    const leaf = bench.at("rekeyed.p12.pem");
    expect(publicKeyOfKey(bench.at("rekeyed.p12.key"))).toBe(publicKeyOfCertificate(leaf));
    expect(publicKeyOfCertificate(leaf)).not.toBe(publicKeyOfKey(bench.at("client.key")));
    expect(openssl("x509", "-in", leaf, "-noout", "-subject")).toContain(clientName);
  });

  test("on hold it is refused once nginx has the new CRL; released, it is accepted again", async () => {
    if (!nginx) return test.skip(true, "nginx is missing");
    await page.goto(clientPageUrl);
    await page.getByRole("button", { name: "Hold…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Put on hold" }).click();
    await expect(page.getByText("On hold").first()).toBeVisible();
    const text = await published(true);
    expect(text).toContain("Certificate Hold");
    expect(wasRefused(nginx.asPem())).toBe(true);
    await page.getByRole("button", { name: "Release…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await expect(page.getByRole("button", { name: "Hold…" })).toBeVisible();
    await published(false);
    expect(nginx.asPem()).toMatchObject({ status: 200 });
  });

  test("revoked, it is on the CRL within five seconds, and curl and Chromium no longer get through", async () => {
    await page.goto(clientPageUrl);
    await revoke(page, /replaced|superseded/i);
    await expect(page.getByText(/^Revoked/).first()).toBeVisible();
    const text = await published(true);
    expect(text).toContain("Superseded");
    if (!nginx) return;
    expect(wasRefused(nginx.asPem())).toBe(true);
    expect(wasRefused(nginx.asPkcs12())).toBe(true);
    if (canSetPolicy()) expect(await nginx.inChromium("PKCS#12")).not.toBe(200);
  });

  test("every one of these acts is in the audit log", async () => {
    await page.goto(`${instance.consoleUrl}/audit`);
    const text = await page.getByRole("main").innerText();
    for (const act of [/issued/i, /renewed/i, /revoked/i, /hold/i, /released/i]) expect(text).toMatch(act);
  });

  const verifyP12 = (name: string, { bytes }: SavedDownload, { isLegacy = false } = {}): void =>
    verifyPkcs12(bench, { name, bytes, password, isLegacy });

  /** Waits for the CRL to list the client certificate or not, and gives it to nginx. */
  async function published(isListed: boolean): Promise<string> {
    const text = await crlOnceListed(bench, bench.at("client.pem"), isListed);
    await nginx?.fetchCrl();
    return text;
  }
});

/** The main job from an empty data directory to a client that is refused, through the real dashboard. */
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { canSetPolicy, visitWithCertificate } from "./client-browser";
import { crlChainPem, whenCrl } from "./crl";
import { curl, wasRefused } from "./curl";
import {
  chooseKey,
  downloadFromMenu,
  issue,
  nameField,
  openIssued,
  openNewCertificate,
  revoke,
  savedBy,
  signIn,
  takeAway,
} from "./dashboard";
import { administrator, createInstance, destroy, type Instance } from "./instance";
import { type Nginx, startNginx } from "./nginx";
import {
  createWorkbench,
  crlUrlOf,
  makeRequest,
  openssl,
  publicKeyOfCertificate,
  publicKeyOfKey,
  serialOf,
} from "./openssl";
import { type CapturedAction, captureAction, replay } from "./server-action";
import { hasTool } from "./tool";

const password = "quiet-harbour-77";
const clientName = "laptop-0417";

test.describe("@journey from an empty server to a refused client", () => {
  test.describe.configure({ mode: "serial" });
  const bench = createWorkbench();
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  let nginx: Nginx | undefined;
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
    await page.goto(`${instance.consoleUrl}/setup`);
    await page.getByLabel("Setup token").fill("not-the-token-that-was-printed");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("This is not the token of the running server.")).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveCount(0);
  });

  test("the printed token opens the wizard, which makes a root and an issuing authority", async () => {
    await page.goto(instance.setupUrl ?? "no setup link was printed");
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill(administrator.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Organization").fill("Corp Example");
    await expect(page.getByLabel("Validation URL")).toHaveValue(instance.validationUrl);
    await expect(page.getByText("no other machine can check certificates that carry it")).toBeVisible();
    setupAct = await captureAction(page, () => page.getByRole("button", { name: "Create both authorities" }).click());
    const root = await savedBy(page, () => page.getByRole("button", { name: "Download the root" }).click());
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
    verifyLeaf(chain, "sslserver");
    expect(publicKeyOfCertificate(chain)).toBe(publicKeyOfKey(key));
    expect(openssl("x509", "-in", chain, "-noout", "-checkip", "127.0.0.1")).toContain("does match");
    const der = bench.put("web.der", (await takeAway(page, "Certificate, DER")).bytes);
    expect(openssl("x509", "-inform", "DER", "-in", der)).toBe(openssl("x509", "-in", chain));
    const bundle = unzipped((await takeAway(page, "PEM bundle")).bytes);
    expect(Object.values(bundle).join("")).not.toContain("PRIVATE KEY");
    verifyBundle(bundle, "sslserver");
  });

  test("a server certificate from a DER request, dropped on the field or chosen as a file", async () => {
    const { key, csr } = makeRequest(bench, "der.corp.example", "DER", ["DNS:der.corp.example"]);
    await openNewCertificate(page, instance, "Server");
    await chooseKey(page, "From a CSR");
    const field = page.getByLabel("Certificate signing request");
    const file = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], "der.csr"));
        return transfer;
      },
      [...readFileSync(csr)],
    );
    await field.dispatchEvent("drop", { dataTransfer: file });
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
    verifyLeaf(chain, "sslserver");
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
    await verifyPkcs12("client.p12", (await takeAway(page, "PKCS#12")).bytes, { isLegacy: false });
    await verifyPkcs12("client-legacy.p12", (await takeAway(page, "PKCS#12 for old devices")).bytes, {
      isLegacy: true,
    });
    const sealed = unzipped((await takeAway(page, "PEM bundle")).bytes);
    const sealedKey = bench.put("client-sealed.key", keyIn(sealed, "ENCRYPTED PRIVATE KEY"));
    await page.getByRole("checkbox", { name: /unencrypted/ }).check();
    const bundle = unzipped((await takeAway(page, "PEM bundle")).bytes);
    const key = bench.put("client.key", keyIn(bundle, "PRIVATE KEY"));
    const chain = bench.put("client-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyBundle(bundle, "sslclient");
    verifyLeaf(chain, "sslclient");
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
      verifyLeaf(chain, "sslserver");
      verifyLeaf(chain, "sslclient");
      if (suffix === "pem") {
        const file = bench.put("sealed.key", sealed.bytes);
        expect(sealed.bytes.toString()).toContain("BEGIN ENCRYPTED PRIVATE KEY");
        expect(publicKeyOfKey(file, password)).toBe(publicKeyOfCertificate(chain));
      } else {
        await verifyPkcs12(`sealed.${suffix}`, sealed.bytes, { isLegacy: suffix === "legacy.p12" });
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
    verifyLeaf(full, "sslclient");
    const pem = bench.put("page.pem", (await downloadFromMenu(page, "Certificate, PEM")).bytes);
    expect(openssl("x509", "-in", pem)).toBe(leaf);
    const der = bench.put("page.der", (await downloadFromMenu(page, "Certificate, DER")).bytes);
    expect(openssl("x509", "-inform", "DER", "-in", der)).toBe(leaf);
    const root = bench.put("page-root.pem", (await downloadFromMenu(page, "Root, PEM")).bytes);
    expect(openssl("x509", "-in", root)).toBe(openssl("x509", "-in", bench.at("root.pem")));
    const above = bench.put("page-chain.pem", (await downloadFromMenu(page, /^Chain, PEM/)).bytes);
    expect(openssl("verify", "-CAfile", root, above)).toContain("OK");
    verifyBundle(unzipped((await downloadFromMenu(page, "PEM bundle, zip")).bytes), "sslclient");
  });

  test("nginx accepts the client certificate from curl as PEM and PKCS#12, and nobody without", async () => {
    test.skip(!hasTool("nginx", "nginx"), "nginx is missing");
    const crlPem = await crlChainPem(crlUrlOf(bench.at("client.pem")));
    nginx = await startNginx({
      fullChainPem: readFileSync(bench.at("web-fullchain.pem"), "utf8"),
      keyPem: readFileSync(bench.at("web.corp.example.key"), "utf8"),
      clientTrustPem: `${readFileSync(bench.at("page-chain.pem"), "utf8")}\n${readFileSync(bench.at("root.pem"), "utf8")}`,
      crlPem,
    });
    expect(wasRefused(curl(nginx.url, trustRoot()))).toBe(true);
    expect(asPem()).toMatchObject({ status: 200, body: expect.stringContaining(clientName) });
    expect(asPkcs12()).toMatchObject({ status: 200, body: expect.stringContaining(clientName) });
  });

  test("Chromium with the PKCS#12 in its store gets through, without it does not", async () => {
    test.skip(!nginx || !canSetPolicy() || !hasTool("pk12util", "libnss3-tools"), "needs nginx, NSS tools and root");
    expect(await inChromium(bench.at("client.p12"))).toMatchObject({ status: 200 });
    expect((await inChromium(null)).status).not.toBe(200);
  });

  test("renewed with the same key: a new serial for the old key, linked both ways", async () => {
    await page.goto(clientPageUrl);
    await page.getByRole("link", { name: "Renew" }).click();
    await chooseKey(page, "Same key");
    await issue(page, "Renew");
    const chain = bench.put("renewed-fullchain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    verifyLeaf(chain, "sslclient");
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
    await verifyPkcs12("rekeyed.p12", (await takeAway(page, "PKCS#12")).bytes, { isLegacy: false });
    const leaf = bench.at("rekeyed.p12.pem");
    expect(publicKeyOfKey(bench.at("rekeyed.p12.key"))).toBe(publicKeyOfCertificate(leaf));
    expect(publicKeyOfCertificate(leaf)).not.toBe(publicKeyOfKey(bench.at("client.key")));
    expect(openssl("x509", "-in", leaf, "-noout", "-subject")).toContain(clientName);
  });

  test("on hold it is refused once nginx has the new CRL; released, it is accepted again", async () => {
    test.skip(!nginx, "nginx is missing");
    await page.goto(clientPageUrl);
    await page.getByRole("button", { name: "Hold…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Put on hold" }).click();
    await expect(page.getByText("On hold").first()).toBeVisible();
    const text = await publishedTo(true);
    expect(text).toContain("Certificate Hold");
    expect(wasRefused(asPem())).toBe(true);
    await page.getByRole("button", { name: "Release…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await expect(page.getByRole("button", { name: "Hold…" })).toBeVisible();
    await publishedTo(false);
    expect(asPem()).toMatchObject({ status: 200 });
  });

  test("revoked, it is on the CRL within five seconds, and curl and Chromium no longer get through", async () => {
    await page.goto(clientPageUrl);
    await revoke(page, /replaced|superseded/i);
    await expect(page.getByText(/^Revoked/).first()).toBeVisible();
    const text = await publishedTo(true);
    expect(text).toContain("Superseded");
    if (!nginx) return;
    expect(wasRefused(asPem())).toBe(true);
    expect(wasRefused(asPkcs12())).toBe(true);
    if (canSetPolicy()) expect((await inChromium(bench.at("client.p12"))).status).not.toBe(200);
  });

  test("every one of these acts is in the audit log", async () => {
    await page.goto(`${instance.consoleUrl}/audit`);
    const text = await page.getByRole("main").innerText();
    for (const act of [/issued/i, /renewed/i, /revoked/i, /hold/i, /released/i]) expect(text).toMatch(act);
  });

  const trustRoot = () => ["--cacert", bench.at("root.pem")];
  const asPem = () =>
    curl(nginx!.url, [...trustRoot(), "--cert", bench.at("client-fullchain.pem"), "--key", bench.at("client.key")]);
  const asPkcs12 = () =>
    curl(nginx!.url, [...trustRoot(), "--cert-type", "P12", "--cert", `${bench.at("client.p12")}:${password}`]);
  const inChromium = (pkcs12: string | null) =>
    visitWithCertificate(nginx!.url, {
      rootPem: readFileSync(bench.at("root.pem"), "utf8"),
      pkcs12: pkcs12 === null ? null : readFileSync(pkcs12),
      password,
    });

  /** Waits for the CRL to list the client certificate or not, and gives it to nginx. */
  async function publishedTo(isListed: boolean): Promise<string> {
    const leaf = bench.at("client.pem");
    const url = crlUrlOf(leaf);
    const text = await whenCrl(bench, url, { serial: serialOf(leaf), isListed });
    await nginx?.reload(await crlChainPem(url));
    return text;
  }

  function verifyLeaf(chain: string, purpose: "sslserver" | "sslclient"): void {
    const leaf = chain.replace("-fullchain.pem", ".pem");
    openssl("x509", "-in", chain, "-out", leaf);
    const trust = ["-x509_strict", "-purpose", purpose, "-CAfile", bench.at("root.pem"), "-untrusted", chain];
    expect(openssl("verify", ...trust, leaf)).toContain("OK");
  }

  function verifyBundle(files: Readonly<Record<string, string>>, purpose: "sslserver" | "sslclient"): void {
    const readme = Object.entries(files).find(([name]) => /readme/i.test(name))?.[1] ?? "";
    for (const name of Object.keys(files)) {
      if (!/readme/i.test(name)) expect(readme).toContain(name.split("/").at(-1));
    }
    const chain = Object.entries(files).find(([name]) => /fullchain/i.test(name))?.[1] ?? "";
    verifyLeaf(bench.put("bundle-fullchain.pem", chain), purpose);
    const root = Object.entries(files).find(([name]) => /root/i.test(name))?.[1] ?? "";
    expect(openssl("x509", "-in", bench.put("bundle-root.pem", root))).toBe(
      openssl("x509", "-in", bench.at("root.pem")),
    );
  }

  /** Leaves `<name>.key` and `<name>.pem` on the bench. */
  async function verifyPkcs12(name: string, bytes: Buffer, { isLegacy }: { isLegacy: boolean }): Promise<void> {
    const file = bench.put(name, bytes);
    const open = ["pkcs12", "-in", file, "-passin", `pass:${password}`, ...(isLegacy ? ["-legacy"] : [])];
    openssl(...open, "-nocerts", "-nodes", "-out", bench.at(`${name}.key`));
    openssl(...open, "-clcerts", "-nokeys", "-out", bench.at(`${name}.pem`));
    expect(openssl(...open, "-cacerts", "-nokeys").match(/BEGIN CERTIFICATE/g)?.length).toBe(2);
    expect(publicKeyOfKey(bench.at(`${name}.key`))).toBe(publicKeyOfCertificate(bench.at(`${name}.pem`)));
    expect(() => openssl("pkcs12", "-in", file, "-passin", "pass:wrong", "-noout", "-legacy")).toThrow();
  }
});

function unzipped(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

function keyIn(files: Readonly<Record<string, string>>, label: string): string {
  const pem = Object.values(files).find((content) => content.startsWith(`-----BEGIN ${label}-----`));
  if (!pem) throw new Error(`no ${label} in ${Object.keys(files).join(", ")}`);
  return pem;
}

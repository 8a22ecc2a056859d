/** Looking at what others made, and finding what is ours, by keyboard alone. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { chooseKey, issue, openIssued, openNewCertificate, signIn, takeAway } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createWorkbench, makeRequest, openssl } from "./openssl";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
  expect(found).toEqual([]);
}

test.describe("Inspect and the palette", () => {
  test.describe.configure({ mode: "serial" });
  const bench = createWorkbench();
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  let keyFile: string;
  let chainFile: string;

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
    await signIn(page, instance);
    const { key, csr } = makeRequest(bench, "web.corp.example", "PEM", ["DNS:web.corp.example"]);
    keyFile = key;
    await openNewCertificate(page, instance, "Server");
    await chooseKey(page, "From a CSR");
    await page.getByLabel("Certificate signing request").fill(readFileSync(csr, "utf8"));
    await issue(page);
    chainFile = bench.put("chain.pem", (await takeAway(page, "Full chain, PEM")).bytes);
    await openIssued(page);
  });

  test.afterAll(async () => {
    await context?.close();
    await destroy(instance);
    bench.clear();
  });

  const input = () => page.getByLabel("Certificate, request, CRL, PKCS#7 or PKCS#12");
  const bring = async (text: string) => {
    await page.goto(`${instance.consoleUrl}/inspect`);
    await input().fill(text);
  };

  test("a certificate’s page says who may use it and opens its raw structure by keyboard", async () => {
    await expect(page.getByText("Clients accept it when they connect to web.corp.example.")).toBeVisible();
    await page.getByRole("link", { name: "ASN.1" }).click();
    const extension = page.getByText(/OBJECT IDENTIFIER Subject alternative name/).first();
    for (const wrapper of await page.locator("summary", { hasText: "SEQUENCE" }).all()) {
      if (await extension.isVisible()) break;
      await wrapper.focus();
      await page.keyboard.press("Enter");
    }
    await expectAccessible(page);
    await page.screenshot({ path: "test-results/screens/certificate-asn1.png", fullPage: true });
  });

  test("our own chain is recognised, and whoever trusts our root can trust it", async () => {
    await bring(readFileSync(chainFile, "utf8"));
    await expect(page.getByText(/\d things were found\./)).toBeVisible();
    await expect(page.getByRole("link", { name: "Issued here, valid" })).toBeVisible();
    await page.getByRole("tab", { name: "Chain" }).first().click();
    await expect(page.getByText("Whoever trusts our roots can trust it.")).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: "test-results/screens/inspect-chain.png", fullPage: true });
  });

  test("a stranger’s certificate, request and CRL in one text are told apart and judged", async () => {
    const certificate = bench.put("stranger.pem", new Uint8Array());
    const key = bench.put("stranger.key", new Uint8Array());
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      key,
      "-out",
      certificate,
      "-subj",
      "/CN=stranger",
      "-days",
      "3",
    );
    const { csr } = makeRequest(bench, "other.example", "PEM", ["DNS:other.example"]);
    await bring(readFileSync(certificate, "utf8") + readFileSync(csr, "utf8"));
    await expect(page.getByText("Not issued here")).toBeVisible();
    await page
      .getByRole("tab", { name: /^Rules/ })
      .first()
      .click();
    await expect(page.getByText(/Judged as/)).toBeVisible();
    await expect(page.getByText("Made with the key in it")).toBeVisible();
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expectAccessible(page);
      await page.screenshot({ path: `test-results/screens/inspect-${theme}.png`, fullPage: true });
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.screenshot({ path: "test-results/screens/inspect-narrow.png", fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("a private key is refused, taken off the page, and nothing is sent", async () => {
    await page.goto(`${instance.consoleUrl}/inspect`);
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
    await input().fill(readFileSync(chainFile, "utf8") + readFileSync(keyFile, "utf8"));
    await expect(page.getByText(/contains a private key. It was sent nowhere/)).toBeVisible();
    await expect(input()).toHaveValue("");
    expect(sent).toEqual([]);
  });

  test("a PKCS#12 is opened here: neither its password nor its octets travel", async () => {
    const file = bench.put("web.p12", new Uint8Array());
    openssl(
      "pkcs12",
      "-export",
      "-inkey",
      keyFile,
      "-in",
      chainFile,
      "-passout",
      "pass:quiet-harbour-77",
      "-out",
      file,
    );
    await page.goto(`${instance.consoleUrl}/inspect`);
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.postData() ?? ""));
    await page.locator('input[type="file"]').setInputFiles(file);
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByText("The password does not open this file.")).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill("quiet-harbour-77");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByText(/A private key.*with its certificate, encrypted/)).toBeVisible();
    await page.getByRole("button", { name: /^Inspect its/ }).click();
    await expect(page.getByRole("link", { name: "Issued here, valid" })).toBeVisible();
    expect(sent.join()).not.toContain("quiet-harbour-77");
    expect(sent.join()).not.toContain(readFileSync(file).subarray(0, 300).toString("base64").slice(0, 300));
  });

  test("Ctrl K finds and opens by keyboard alone, and remembers what was looked at", async () => {
    await page.goto(`${instance.consoleUrl}/`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("issuing");
    const dialog = page.getByRole("dialog", { name: "Find or do" });
    await expect(dialog.getByText("Authorities", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: "test-results/screens/palette.png" });
    await page.keyboard.press("Control+a");
    await page.keyboard.type("web.corp");
    await expect(dialog.getByRole("link", { name: /^web\.corp\.example/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "web.corp.example" })).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("countersign.recent.")).length),
      )
      .toBe(1);
    await page.keyboard.press("Control+k");
    await expect(dialog.getByText("Recent", { exact: true })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  });
});

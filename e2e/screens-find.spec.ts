/** Overview, list, palette, certificate and Inspect, each in every look; pictures are left in test-results/screens. */
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { briefly, inspect, looks, watchForTrouble } from "./accessibility";
import { signIn } from "./dashboard";
import { withDatabase } from "./database";
import { openDesk } from "./desk";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createWorkbench, makeRequest, openssl } from "./openssl";

const hosts = [
  "pay-1",
  "pay-2",
  "ledger-db",
  "shop",
  `${"a-very-long-label-".repeat(3)}end.${"department.".repeat(4)}x`,
];
const nameOf = (host: string) => `${host}.corp.example`;

test.describe("screens for finding and acting", () => {
  test.describe.configure({ mode: "serial", timeout: 600_000 });
  const bench = createWorkbench();
  let instance: Instance;
  let page: Page;
  let trouble: { readonly lines: string[] };
  let payId = "";

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    const desk = await openDesk(instance);
    const issued = [];
    for (const host of hosts) issued.push(await desk.issue(nameOf(host)));
    payId = issued[0]!.id;
    await desk.revoke(issued[3]!.id);
    await age();
    page = await (await browser.newContext({ acceptDownloads: true, locale: "en-GB", timezoneId: "UTC" })).newPage();
    trouble = watchForTrouble(page);
    await signIn(page, instance);
  });

  test.afterAll(async () => {
    await page?.context().close();
    await destroy(instance);
    bench.clear();
  });

  const wrong: string[] = [];
  const look = async (name: string, at = looks) => {
    wrong.push(...(await inspect(page, name, at)));
  };

  test("the overview with something to do, and with days chosen on its timeline", async () => {
    await open("/");
    await expect(page.getByRole("button", { name: "Renew" })).toHaveCount(2);
    await look("find-overview");
    await page.getByRole("slider").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await expect(page.getByRole("link", { name: "Show them" })).toBeVisible();
    await look("find-overview-days-chosen", briefly);
  });

  test("the list: each chip that asks the server, columns, rows chosen, each act on many before it is done", async () => {
    for (const chip of ["Expiry", "Owner", "Tag", "Columns"]) {
      await open("/certificates");
      await page.getByRole("button", { name: chip, exact: true }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expect(page.getByRole("menuitem").first()).toBeVisible();
      await look(`find-list-${chip.toLowerCase()}`, chip === "Columns" ? briefly.slice(0, 1) : briefly);
      await page.keyboard.press("Escape");
    }
    await open(
      "/certificates?owner=text:Payments&tag=production&sort=expiry&columns=kind,life,status,owner,tags,serial",
    );
    await page.getByRole("button", { name: "Keep this view…" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Payments in production, soonest first");
    await look("find-view-name", briefly);
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
    await look("find-list-chosen");
    for (const act of ["Renew…", "Tag…", "Revoke…"]) {
      await page.getByRole("region", { name: "Chosen certificates" }).getByRole("button", { name: act }).click();
      await expect(page.getByRole("dialog").getByText(/of the 2 certificates chosen/)).toBeVisible();
      await look(`find-many-${act.slice(0, -1).toLowerCase()}`, briefly);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("region", { name: "Chosen certificates" }).getByRole("button", { name: "Renew…" }).click();
    await page.getByRole("button", { name: "Renew 2 certificates" }).click();
    await expect(page.getByText("2 of 2 done")).toBeVisible({ timeout: 60_000 });
    await look("find-job");
    await open("/certificates/jobs");
    await look("find-jobs", briefly);
  });

  test("the palette: empty, with certificates, with nothing", async () => {
    await open("/");
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog", { name: "Find or do" });
    await expect(dialog).toBeVisible();
    await look("find-palette", briefly);
    await page.keyboard.type("pay");
    await expect(dialog.getByRole("link", { name: /^pay-1/ }).first()).toBeVisible();
    await look("find-palette-found", briefly);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("nothing is called this");
    await expect(dialog.getByRole("link", { name: /Search certificates for/ })).toBeVisible();
    await look("find-palette-nothing", briefly);
    await page.keyboard.press("Escape");
  });

  test("a certificate that was renewed: lineage, raw structure, and its owner and tags", async () => {
    await open(`/certificates/${payId}`);
    await expect(page.getByRole("heading", { name: "Renewals" })).toBeVisible();
    await look("find-certificate");
    await open(`/certificates/${payId}?tab=asn1`);
    await expect(page.getByText(/UTCTime/).first()).toBeVisible();
    await look("find-certificate-asn1", briefly);
    await page.getByRole("button", { name: "Change owner and tags" }).click();
    await look("find-certificate-owner", briefly);
    await page.keyboard.press("Escape");
  });

  test("Inspect: empty, garbage, a stranger’s certificate on every tab, a request, a CRL, a PKCS#12", async () => {
    await open("/inspect");
    await look("find-inspect", briefly);
    const box = page.getByLabel("Certificate, request, CRL, PKCS#7 or PKCS#12");
    await box.fill("this is no certificate");
    await expect(page.getByText(/text without a PEM block/)).toBeVisible();
    await look("find-inspect-garbage", briefly);
    const stranger = makeStranger();
    await box.fill(readFileSync(stranger.certificate, "utf8"));
    await expect(page.getByText("Not issued here")).toBeVisible();
    for (const tab of ["Decoded", "Chain", "Rules", "Who may use it", "ASN.1"]) {
      await page.getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
      await look(`find-inspect-certificate-${tab.replaceAll(/\W+/g, "-").toLowerCase()}`, briefly);
    }
    await box.fill(readFileSync(stranger.request, "utf8"));
    await expect(page.getByText("Made with the key in it")).toBeVisible();
    await look("find-inspect-request", briefly);
    await open("/inspect");
    const crl = await fetch(crlUrlOfOurs(await (await fetchPem()).text()));
    await page.locator('input[type="file"]').setInputFiles({
      name: "ours.crl",
      mimeType: "application/pkix-crl",
      buffer: Buffer.from(await crl.arrayBuffer()),
    });
    await expect(page.getByText("Made by its issuer")).toBeVisible();
    await look("find-inspect-crl", briefly);
    await open("/inspect");
    await page.locator('input[type="file"]').setInputFiles(stranger.pkcs12);
    await expect(page.getByRole("heading", { name: "PKCS#12 file" })).toBeVisible();
    await look("find-inspect-pkcs12", briefly);
    await page.getByLabel("Password", { exact: true }).fill("quiet-harbour-77");
    await page.getByRole("button", { name: "Open", exact: true }).click();
    await expect(page.getByRole("button", { name: "Inspect its certificate" })).toBeVisible();
    await look("find-inspect-pkcs12-open", briefly);
  });

  test("on none of these screens axe finds anything, nothing is cut off, and the console stays empty", () => {
    expect.soft(wrong).toEqual([]);
    expect(trouble.lines).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.goto(`${instance.consoleUrl}${path}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  }

  /** Two are about to end; three have an owner and tags. */
  function age(): Promise<unknown> {
    return withDatabase(instance, async (client) => {
      const early = hosts.slice(1, 3).map(nameOf);
      await client.query(
        `UPDATE certificates SET not_before = now() - interval '80 days', not_after = now() + interval '5 days'
         WHERE display_name = ANY ($1)`,
        [early],
      );
      await client.query(
        "UPDATE certificates SET owner = 'text:Payments', tags = '{eu,production}' WHERE display_name = ANY ($1)",
        [[nameOf("pay-1"), nameOf("pay-2")]],
      );
    });
  }

  const fetchPem = () => page.request.get(`${instance.consoleUrl}/certificates/${payId}/download?format=pem`);

  function crlUrlOfOurs(pem: string): string {
    const text = openssl("x509", "-in", bench.put("ours.pem", pem), "-noout", "-ext", "crlDistributionPoints");
    return /URI:(\S+)/.exec(text)![1]!;
  }

  function makeStranger() {
    const [certificate, key] = [bench.at("stranger.pem"), bench.at("stranger.key")];
    const make = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate];
    openssl(...make, "-subj", "/CN=stranger.example", "-days", "3");
    const pkcs12 = bench.at("stranger.p12");
    const from = ["-inkey", key, "-in", certificate];
    openssl("pkcs12", "-export", "-legacy", ...from, "-passout", "pass:quiet-harbour-77", "-out", pkcs12);
    const { csr: request } = makeRequest(bench, "other.example", "PEM", ["DNS:other.example"]);
    return { certificate, pkcs12, request };
  }
});

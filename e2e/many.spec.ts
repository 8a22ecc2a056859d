/** A day with many certificates: find, keep a view, tag, renew, export, revoke, and see it all on the overview. */
import { readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import axe from "axe-core";
import { issue, nameField, openNewCertificate, signIn } from "./dashboard";
import { withDatabase } from "./database";
import { administrator, createInstance, destroy, type Instance, initialise, start, stop } from "./instance";

const hosts = ["pay-1.corp.example", "pay-2.corp.example", "shop-1.corp.example"];

/** Everything axe knows of WCAG 2.2 AA and before. */
async function expectAccessible(page: Page): Promise<void> {
  const found = await page.evaluate(async (source) => {
    // Through a function: the page's policy allows no inline script.
    new Function(source)();
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  }, axe.source);
  expect(found).toEqual([]);
}

async function shown(page: Page, name: string): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    for (const width of [360, 1_280]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `test-results/screens/${name}-${scheme}-${width}.png`, animations: "disabled" });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(over, `${name} is wider than ${width}`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
}

const rowNames = (page: Page) =>
  page.getByRole("region", { name: "Certificates" }).getByRole("row").getByRole("link").allInnerTexts();

test.describe("@many certificates at once", () => {
  test.describe.configure({ mode: "serial" });
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    context = await browser.newContext({ acceptDownloads: true, bypassCSP: true });
    page = await context.newPage();
    await signIn(page, instance);
  });
  test.afterAll(async () => {
    await context?.close();
    await destroy(instance);
  });

  test("owner and tags are given when a certificate is issued", async () => {
    for (const host of hosts) {
      await openNewCertificate(page, instance, "Server");
      await nameField(page).fill(host);
      await page.getByLabel(/^Owner/).fill(host.startsWith("pay") ? "Payments" : "Shop");
      await page.getByLabel(/^Tags/).fill("production, eu");
      await issue(page);
    }
  });

  test("chips for owner, tag and expiry find them, and the address holds the view", async () => {
    await page.goto(`${instance.consoleUrl}/certificates`);
    await page.getByRole("button", { name: "Owner", exact: true }).click();
    await page.getByRole("menuitem", { name: "Payments" }).click();
    await expect(page.getByRole("button", { name: "Owner: Payments" })).toBeVisible();
    await expect.poll(() => rowNames(page)).toEqual(["pay-2.corp.example", "pay-1.corp.example"]);
    await page.getByRole("button", { name: "Tag", exact: true }).click();
    await page.getByRole("menuitem", { name: "eu" }).click();
    await expect(page).toHaveURL(/owner=text%3APayments&tag=eu/);
    await page.getByRole("button", { name: "Expiry" }).click();
    await page.getByRole("menuitem", { name: "Expires within 7 days" }).click();
    await expect(page.getByText("Nothing found")).toBeVisible();
    await page.goBack();
    await expect.poll(() => rowNames(page)).toHaveLength(2);
  });

  test("columns are chosen, and a view is kept, renamed, deleted and brought back", async () => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitem", { name: "Tags" }).click();
    await expect(page.getByRole("columnheader", { name: "Tags" })).toBeVisible();
    await page.getByRole("button", { name: "Keep this view…" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Payments in the EU");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    const views = page.getByRole("navigation", { name: "Views" });
    await expect(views.getByRole("link", { name: "Payments in the EU" })).toBeVisible();
    await page.goto(`${instance.consoleUrl}/certificates`);
    await views.getByRole("link", { name: "Payments in the EU" }).click();
    await expect(page.getByRole("columnheader", { name: "Tags" })).toBeVisible();
    await page.getByRole("button", { name: "Change the view Payments in the EU" }).click();
    await page.getByRole("menuitem", { name: "Rename…" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Payments");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await expect(views.getByRole("link", { name: "Payments", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Change the view Payments" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(views.getByRole("link", { name: "Payments", exact: true })).toBeHidden();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(views.getByRole("link", { name: "Payments", exact: true })).toBeVisible();
  });

  test("chosen certificates are tagged, and it is taken back", async () => {
    await page.goto(`${instance.consoleUrl}/certificates?kind=server`);
    await page.getByRole("checkbox", { name: "Choose pay-1.corp.example" }).first().check();
    await shown(page, "certificates-chosen");
    const bar = page.getByRole("region", { name: "Chosen certificates" });
    await bar.getByRole("button", { name: "Tag…" }).click();
    await expect(page.getByText("All of the 1 certificate chosen.")).toBeVisible();
    await page.getByLabel("Add tags").fill("urgent");
    await page.getByRole("button", { name: "Change 1 certificate" }).click();
    await expect(page.getByText("1 of 1 done")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect(page.getByRole("heading", { name: "Take back the tags of 1 certificate" })).toBeVisible();
    await expect(page.getByText("1 of 1 done")).toBeVisible();
  });

  test("the whole view is renewed: a preview first, then progress that outlives the server", async () => {
    await page.goto(`${instance.consoleUrl}/certificates?owner=text:Payments`);
    await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
    await page.getByRole("button", { name: "Renew…" }).click();
    await expect(page.getByRole("heading", { name: "Renew 2 certificates?" })).toBeVisible();
    await shown(page, "bulk-renew");
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.getByRole("button", { name: "Renew 2 certificates" }).click();
    await page.waitForURL(/\/certificates\/jobs\/.+/);
    const path = new URL(page.url()).pathname;
    await stop(instance, "SIGKILL");
    await start(instance);
    await page.goto(`${instance.consoleUrl}/sign-in`);
    if (page.url().includes("/sign-in")) await signIn(page, instance);
    await page.goto(instance.consoleUrl + path);
    await expect(page.getByText("2 of 2 done")).toBeVisible({ timeout: 90_000 });
    await shown(page, "job");
    await page.getByRole("link", { name: "New certificate" }).first().click();
    await expect(page.getByText("Payments").first()).toBeVisible();
  });

  test("the view is exported as CSV, every row of it", async () => {
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.goto(`${instance.consoleUrl}/certificates?kind=server`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name: /^CSV/ }).click();
    const lines = readFileSync(await (await download).path(), "utf8")
      .trimEnd()
      .split("\r\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^name,names,kind,status,/);
  });

  test("the old ones are revoked; the renewed ones stay", async () => {
    await page.goto(`${instance.consoleUrl}/certificates?kind=server&q=shop`);
    await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
    await page.getByRole("button", { name: "Revoke…" }).click();
    await page.getByRole("radio", { name: /Superseded|Replaced/i }).check();
    await page.getByRole("button", { name: "Revoke 1 certificate" }).click();
    await expect(page.getByText("1 of 1 done")).toBeVisible();
    await page.goto(`${instance.consoleUrl}/certificates?status=revoked`);
    await expect.poll(() => rowNames(page)).toEqual(["shop-1.corp.example"]);
  });

  test("days chosen on the overview lead to exactly their certificates", async () => {
    await page.goto(`${instance.consoleUrl}/`);
    const timeline = page.getByRole("slider");
    await timeline.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await expect(timeline).toHaveAttribute("aria-valuetext", /certificates?, today – /);
    await shown(page, "overview");
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.getByRole("link", { name: "Show them" }).click();
    await expect(page).toHaveURL(/expires=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/);
    await page.goto(`${instance.consoleUrl}/`);
    const box = (await timeline.boundingBox())!;
    await page.mouse.move(box.x + 2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await expect(page.getByRole("link", { name: "Show them" })).toBeVisible();
  });

  test("what is mine is a view, whatever the others are called", async () => {
    await openNewCertificate(page, instance, "Server");
    await nameField(page).fill("desk.corp.example");
    await page.getByLabel(/^Owner/).fill(administrator.email);
    await issue(page);
    await page.goto(`${instance.consoleUrl}/certificates`);
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Mine" }).click();
    await expect(page.getByRole("button", { name: "Owner: mine" })).toBeVisible();
    await expect.poll(() => rowNames(page)).toEqual(["desk.corp.example"]);
  });

  test("what is about to end is renewed on the overview with one click", async () => {
    await withDatabase(instance, (client) =>
      client.query(
        `UPDATE certificates SET not_before = now() - interval '80 days', not_after = now() + interval '5 days'
         WHERE display_name = 'desk.corp.example'`,
      ),
    );
    await page.goto(`${instance.consoleUrl}/`);
    const line = page.getByRole("listitem").filter({ hasText: "desk.corp.example" });
    await line.getByRole("button", { name: "Renew" }).click();
    await expect(page.getByText("Renewed desk.corp.example with the same key.")).toBeVisible();
    await expect(line).toBeHidden();
    await page.getByRole("link", { name: "Take it" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "desk.corp.example" })).toBeVisible();
    await expect(page.getByText("Before · expiring")).toBeVisible();
  });
});

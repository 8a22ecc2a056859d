/** Profiles as people read, copy, try and edit them. */
import { mkdirSync, readFileSync } from "node:fs";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import axe from "axe-core";
import { choose, signIn } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { createWorkbench, makeRequest } from "./openssl";

const shots = "test-results/profiles";
const widths = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 780 } } as const;

test.describe("@profiles", () => {
  test.describe.configure({ mode: "serial" });
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  const open = (path: string) => page.goto(`${instance.consoleUrl}${path}`);

  test.beforeAll(async ({ browser }) => {
    mkdirSync(shots, { recursive: true });
    instance = await createInstance();
    await initialise(instance);
    // The test brings axe itself, which the Content-Security-Policy would keep out.
    context = await browser.newContext({ bypassCSP: true, viewport: widths.wide });
    page = await context.newPage();
    await signIn(page, instance);
  });

  test.afterAll(async () => {
    await context?.close();
    await destroy(instance);
  });

  test("the built-in ones are there, in sentences; none of them is for OCSP", async () => {
    await open("/profiles");
    for (const name of ["E-mail", "Code signing", "Device", "SPIFFE workload", "Timestamping"]) {
      await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
    }
    await expect(page.getByText(/OCSP/)).toHaveCount(0);
    await look("list");
    await page.getByRole("link", { name: "Timestamping", exact: true }).click();
    await expect(
      page.getByText("Certificates are for timestamping authorities, and nothing else.").first(),
    ).toBeVisible();
    await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
    await look("built-in");
  });

  test("one is copied, tried before it is saved, and the difference is read in sentences", async () => {
    await open("/profiles/new?copy=server");
    await page.getByLabel("It is called").fill("Corp web");
    await page.getByLabel("DNS names, which").selectOption("rules");
    await page.getByLabel("DNS names, rule 1").fill("corp.example");
    await page.getByLabel("Days at most").fill("60");
    await expect(page.getByText(/The default, 90 days, is more than the most/).first()).toBeVisible();
    await page.getByLabel("Days unless asked otherwise").fill("30");
    await expect(page.getByText("DNS names: corp.example and names under it.")).toBeVisible();
    await page.getByRole("textbox", { name: "Names", exact: true }).fill("web.evil.example");
    await page.getByRole("textbox", { name: "Names", exact: true }).press("Enter");
    await expect(page.getByText("Refused", { exact: true })).toBeVisible();
    await expect(
      page.getByText(/does not grant this DNS name; it grants corp\.example and names under it/).first(),
    ).toBeVisible();
    await look("copy");
    const bench = createWorkbench();
    await choose(page, "What to try", "A CSR");
    const box = page.getByRole("textbox", { name: "Certificate signing request" });
    await box.fill(readFileSync(makeRequest(bench, "web.corp.example", "PEM", ["DNS:web.corp.example"]).csr, "utf8"));
    await expect(page.getByText("Granted", { exact: true })).toBeVisible();
    await box.fill(readFileSync(makeRequest(bench, "web.evil.example", "PEM", ["DNS:web.evil.example"]).csr, "utf8"));
    await expect(page.getByText("Refused", { exact: true })).toBeVisible();
    bench.clear();
    await page.getByRole("button", { name: "Make profile" }).click();
    await expect(page.getByRole("heading", { name: "Corp web", level: 1 })).toBeVisible();
    await expect(page.getByText("Valid for 30 days unless asked otherwise, 60 days at most.").first()).toBeVisible();
  });

  test("two who edit at once: the second is told, keeps what was typed, and saves on top", async () => {
    const other = await context.newPage();
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await page.getByLabel("It is for").fill("Mine.");
    await other.goto(page.url());
    await other.getByLabel("Days at most").fill("45");
    await expect(other.getByText("Valid for 30 days unless asked otherwise, 45 days at most.")).toBeVisible();
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(other.getByText("Version 2", { exact: true })).toBeVisible();
    await other.close();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText(/has saved version 2 of “Corp web” while you were editing/)).toBeVisible();
    await expect(page.getByLabel("It is for")).toHaveValue("Mine.");
    await page.getByLabel("It is for").fill("Mine, too.");
    await look("overtaken");
    await page.getByRole("button", { name: "Save on top of theirs" }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Version 3", { exact: true })).toBeVisible();
    await look("versions");
  });

  test("what is archived is no longer offered, and comes back", async () => {
    await page.getByRole("button", { name: "Archive…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Archive", exact: true }).click();
    await expect(page.getByRole("button", { name: "Restore" })).toBeVisible();
    const address = page.url();
    await open("/certificates/new");
    const purposes = page.getByRole("radiogroup", { name: "Purpose" });
    await expect(purposes.getByRole("radio", { name: "E-mail" })).toHaveCount(1);
    await expect(purposes.getByRole("radio", { name: "Corp web" })).toHaveCount(0);
    await look("purposes");
    await page.goto(address);
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.getByRole("button", { name: "Archive…" })).toBeVisible();
  });

  test("a page explains each refusal of a key", async () => {
    await open("/profiles/keys#key-rsa-roca");
    await expect(page.getByRole("heading", { name: /ROCA/ })).toBeInViewport();
    await look("keys");
  });

  /** Light and dark, wide and narrow: nothing for axe to find, nothing wider than the screen, a picture of each. */
  async function look(name: string): Promise<void> {
    for (const [size, viewport] of Object.entries(widths)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({ path: `${shots}/${name}-${size}-${colorScheme}.png`, fullPage: true });
        await page.evaluate(axe.source);
        const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
        expect(told, `${name} ${size} ${colorScheme}`).toEqual([]);
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${name} ${size} is not wider than the screen`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize(widths.wide);
    await page.emulateMedia({ colorScheme: "light" });
  }
});

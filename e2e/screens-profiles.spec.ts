/** Profiles, refused keys, settings and the audit log, each in every look; pictures are left in test-results/screens. */
import { expect, type Page, test } from "@playwright/test";
import { briefly, inspect, looks, watchForTrouble } from "./accessibility";
import { signIn } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";

test.describe("screens of profiles, settings and audit", () => {
  test.describe.configure({ mode: "serial", timeout: 600_000 });
  let instance: Instance;
  let page: Page;
  let trouble: { readonly lines: string[] };
  let profile = "";

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    page = await (await browser.newContext({ locale: "en-GB", timezoneId: "UTC" })).newPage();
    trouble = watchForTrouble(page);
    await signIn(page, instance);
  });

  test.afterAll(async () => {
    await page?.context().close();
    await destroy(instance);
  });

  const wrong: string[] = [];
  const look = async (name: string, at = looks) => {
    wrong.push(...(await inspect(page, name, at)));
  };

  test("profiles: copied with the difference beside, tried, with versions", async () => {
    await open("/profiles/new?copy=server");
    await page.getByLabel("It is called").fill("Corp web");
    await page.getByLabel("DNS names, which").selectOption("rules");
    await page.getByLabel("DNS names, rule 1").fill("corp.example");
    await page.getByRole("textbox", { name: "Names", exact: true }).fill("web.evil.example");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Refused", { exact: true })).toBeVisible();
    await look("profile-new");
    await page.getByRole("button", { name: "Make profile" }).click();
    await expect(page.getByRole("heading", { name: "Corp web", level: 1 })).toBeVisible();
    profile = page.url();
    await open(`${profile}/edit`);
    await page.getByLabel("Days at most").fill("45");
    await page.getByLabel("Days unless asked otherwise").fill("30");
    await expect(page.getByText("Valid for 30 days unless asked otherwise, 45 days at most.")).toBeVisible();
    await look("profile-edit");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("What changed").first().click();
    await look("profile-versions");
    await page.getByRole("button", { name: "Archive…" }).click();
    await look("profile-archive", briefly);
    await page.keyboard.press("Escape");
  });

  test("refused keys, settings, and the audit log filtered and opened", async () => {
    for (const [name, path] of [
      ["profile-refused-keys", "/profiles/keys"],
      ["settings", "/settings"],
      ["settings-about", "/settings/about"],
      ["audit-filtered", "/audit?action=certificate&result=done&from=2020-01-01"],
      ["audit-nothing-found", "/audit?actor=nobody-of-this-name"],
    ] as const) {
      await open(path);
      await look(name);
    }
    await open(profile);
    await page.getByRole("link", { name: "History", exact: true }).click();
    await page.waitForURL(/\/audit\?object=/);
    await page.getByRole("listitem").locator("summary").first().click();
    await page.getByText("As it is stored").first().click();
    await look("audit-history-of-a-profile");
  });

  test("on none of these screens axe finds anything, nothing is cut off, and the console stays empty", () => {
    expect.soft(wrong).toEqual([]);
    expect(trouble.lines).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.goto(path.startsWith("http") ? path : `${instance.consoleUrl}${path}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  }
});

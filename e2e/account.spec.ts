/** One's own account: the sessions one has, ending them from another browser, and a new password. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { inspect, looks, watchForTrouble } from "./accessibility";
import { signIn } from "./dashboard";
import { withDatabase } from "./database";
import { administrator, createInstance, destroy, type Instance, initialise } from "./instance";

const iPhone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1";

test.describe("my account", () => {
  test.describe.configure({ mode: "serial" });
  let instance: Instance;
  let here: BrowserContext;
  let there: BrowserContext;
  let page: Page;
  let other: Page;
  let trouble: { readonly lines: string[] };
  const options = { locale: "en-GB", timezoneId: "UTC" };
  const sessions = () => page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  const openAccount = async (at = page) => {
    await at.goto(`${instance.consoleUrl}/account`);
    await expect(at.getByRole("heading", { level: 1 })).toHaveText("My account");
  };

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    here = await browser.newContext(options);
    there = await browser.newContext({ ...options, userAgent: iPhone });
    [page, other] = [await here.newPage(), await there.newPage()];
    trouble = watchForTrouble(page);
    await signIn(page, instance);
  });
  test.afterAll(async () => {
    await here?.close();
    await there?.close();
    await destroy(instance);
  });

  test("is one click or one word away", async () => {
    await page.getByRole("banner").getByRole("button", { name: administrator.email }).click();
    await page.getByRole("menuitem", { name: "My account" }).click();
    await expect(page).toHaveURL(/\/account$/);
    await page.goto(`${instance.consoleUrl}/certificates`);
    const palette = page.getByRole("dialog", { name: "Find or do" });
    // A page that has only just arrived does not listen yet.
    await expect(async () => {
      await page.keyboard.press("Control+k");
      await expect(palette).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.type("my account");
    await expect(palette.getByRole("link", { name: /^My account/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/account$/);
  });

  test("shows where one is signed in, in plain words, and tells the page no secret", async () => {
    await signIn(other, instance);
    await openAccount();
    await expect(sessions()).toHaveCount(2);
    await expect(sessions().nth(0)).toContainText("This session");
    await expect(sessions().nth(0)).toContainText("on Linux");
    await expect(sessions().nth(1)).toContainText("Safari on an iPhone");
    await expect(sessions().nth(1)).toContainText(/127\.0\.0\.1.*signed in just now.*last seen just now/);
    const stored = await withDatabase(instance, (client) => client.query<{ id: string }>("SELECT id FROM sessions"));
    const html = await page.content();
    expect(stored.rows).toHaveLength(2);
    for (const { id } of stored.rows) expect(html).not.toContain(id.slice(0, 16));
  });

  test("says what the role may do, and looks right everywhere", async () => {
    await expect(page.getByText("Issue certificates", { exact: true })).toBeVisible();
    expect(await inspect(page, "account", looks)).toEqual([]);
    await page.getByRole("button", { name: "Sign out everywhere…" }).click();
    expect(await inspect(page, "account-everywhere", looks)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  });

  test("a session ended here is signed out there with its next request", async () => {
    await page.getByRole("button", { name: /^End Safari on an iPhone/ }).click();
    await expect(page.getByText("Safari on an iPhone is signed out.")).toBeVisible();
    await expect(sessions()).toHaveCount(1);
    await other.goto(`${instance.consoleUrl}/certificates`);
    await expect(other).toHaveURL(/\/sign-in\?next=%2Fcertificates$/);
  });

  test("a wrong current password is told at its field, which keeps what was typed", async () => {
    const [current, wanted] = [page.getByLabel("Current password"), page.getByLabel("New password")];
    await current.fill("not this one");
    await wanted.fill("granite-teapot-meadow-12");
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("This is not your current password.")).toBeVisible();
    await expect(current).toBeFocused();
    await expect(wanted).toHaveValue("granite-teapot-meadow-12");
    expect(await inspect(page, "account-refused", looks)).toEqual([]);
  });

  test("a new password ends the other sessions, is asked for from then on, and the old one is nothing", async () => {
    await signIn(other, instance);
    const password = "granite-teapot-meadow-12";
    await page.getByLabel("Current password").fill(administrator.password);
    await page.getByLabel("New password").fill(password);
    await page.getByRole("button", { name: "Change password" }).click();
    await expect(page.getByText("Your password is changed, and one other session has ended.")).toBeVisible();
    await expect(page.getByLabel("Current password")).toHaveValue("");
    await other.goto(`${instance.consoleUrl}/`);
    await expect(other).toHaveURL(/\/sign-in$/);
    await other.getByLabel("E-mail").fill(administrator.email);
    await other.getByLabel("Password", { exact: true }).fill(administrator.password);
    await other.getByRole("button", { name: "Sign in" }).click();
    await expect(other.getByText(/do not belong together/)).toBeVisible();
    await signIn(other, instance, { ...administrator, password });
    await openAccount();
    await expect(sessions()).toHaveCount(2);
  });

  test("signing out everywhere else, then everywhere", async () => {
    await page.getByRole("button", { name: "Sign out everywhere…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Everywhere else" }).click();
    await expect(page.getByText("One other session has ended.")).toBeVisible();
    await expect(sessions()).toHaveCount(1);
    await other.goto(`${instance.consoleUrl}/`);
    await expect(other).toHaveURL(/\/sign-in$/);
    await page.getByRole("button", { name: "Sign out everywhere…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Everywhere", exact: true }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.goto(`${instance.consoleUrl}/account`);
    await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
    expect(trouble.lines).toEqual([]);
  });
});

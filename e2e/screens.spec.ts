/** Every screen, light and dark, wide and narrow, empty and full. Pictures of all are left in test-results/screens. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { briefly, inspect, looks, watchForTrouble } from "./accessibility";
import { chooseKey, issue, nameField, openNewCertificate, signIn, takeAway } from "./dashboard";
import { administrator, createInstance, destroy, type Instance } from "./instance";
import { type CapturedAction, captureAction, replay } from "./server-action";

test.describe("screens", () => {
  test.describe.configure({ mode: "serial", timeout: 600_000 });
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  let trouble: { readonly lines: string[] };
  let issueAct: CapturedAction;

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    context = await browser.newContext({ acceptDownloads: true, locale: "en-GB", timezoneId: "UTC" });
    page = await context.newPage();
    trouble = watchForTrouble(page);
  });

  /** Gathered, so that one run tells everything there is to mend. */
  const wrong: string[] = [];
  const look = async (name: string, at = looks) => {
    wrong.push(...(await inspect(page, name, at)));
  };

  test.afterAll(async () => {
    await context?.close();
    await destroy(instance);
  });

  test("setup, step by step, and sign-in", async () => {
    await page.goto(`${instance.consoleUrl}/setup`);
    await look("setup-token", briefly);
    await page.goto(instance.setupUrl ?? "");
    await look("setup-administrator");
    await page.getByLabel("E-mail").fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill("password");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("At least 12 characters.", { exact: true })).toBeVisible();
    await look("setup-administrator-refused", briefly);
    await page.getByLabel("Password", { exact: true }).fill(administrator.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Organization").fill("Corp Example");
    await page.getByText("Further subject fields").click();
    await page.getByText("Limits: levels and names").click();
    await look("setup-authority");
    await page.getByRole("button", { name: "Create both authorities" }).click();
    await expect(page.getByRole("button", { name: "Download the root" })).toBeVisible({ timeout: 30_000 });
    await look("setup-done");
    await page.getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByLabel("E-mail")).toBeVisible();
    await look("sign-in");
  });

  test("every screen while there is nothing yet", async () => {
    await signIn(page, instance);
    for (const [name, path] of [
      ["overview", "/"],
      ["certificates", "/certificates"],
      ["authorities", "/authorities"],
      ["profiles", "/profiles"],
      ["audit", "/audit"],
      ["users", "/users"],
      ["new-certificate", "/certificates/new"],
    ] as const) {
      await open(path);
      await look(`empty-${name}`, briefly);
    }
  });

  test("a new certificate: typing, refused, and issued with each kind of key", async () => {
    await openNewCertificate(page, instance, "Server");
    await nameField(page).fill("web.corp.example");
    await page.getByRole("textbox", { name: "Further names" }).fill("www.corp.example 10.0.0.14 2001:db8::1 ");
    await expect(page.getByText("Can be issued")).toBeVisible();
    await page.getByText("The whole certificate, decoded").click();
    await page.getByText("More about the subject").click();
    await look("new-certificate");
    await page.getByRole("textbox", { name: "Further names" }).fill("under_score..example");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/refused$/i).first()).toBeVisible();
    await look("new-certificate-refused");
    await chooseKey(page, "From a CSR");
    await page.getByLabel("Certificate signing request").fill("-----BEGIN NONSENSE-----");
    await look("new-certificate-csr", briefly);

    await openNewCertificate(page, instance, "Client");
    await nameField(page).fill("laptop-0417");
    await issue(page);
    await look("issued-browser-key");
    await page.getByLabel("Password for the private key").fill("gentle-meadow-93");
    await takeAway(page, "PKCS#12");

    await openNewCertificate(page, instance, "Server and client");
    await nameField(page).fill("captured.corp.example");
    await chooseKey(page, "On the server");
    await page.getByLabel("Password for the key").fill("gentle-meadow-93");
    await expect(page.getByText("Can be issued")).toBeVisible();
    await look("new-certificate-server-key");
    const press = () => page.getByRole("button", { name: "Issue", exact: true }).first().click();
    issueAct = await captureAction(page, press);
    await expect(page.getByRole("heading", { name: "Take it away" })).toBeVisible();
    await takeAway(page, "PKCS#12");
    await look("issued-server-key", briefly);
  });

  test("every screen with much on it, long names among it", async () => {
    await fill();
    for (const [name, path] of [
      ["overview", "/"],
      ["certificates", "/certificates"],
      ["certificates-filtered", "/certificates?status=valid&q=corp"],
      ["certificates-nothing-found", "/certificates?q=nothing-is-called-this"],
      ["authorities", "/authorities"],
      ["new-root", "/authorities/new?kind=root"],
      ["new-issuing", "/authorities/new"],
      ["profiles", "/profiles"],
      ["audit", "/audit"],
      ["users", "/users"],
    ] as const) {
      await open(path);
      await look(`full-${name}`);
    }
    await open("/profiles");
    await page.getByRole("main").getByRole("link").first().click();
    await page.waitForURL(/\/profiles\/./);
    await look("profile");
  });

  test("a certificate on every tab, renewed, on hold, revoked, with each of its dialogs", async () => {
    const url = await follow("/certificates?q=web-7", "web-7.corp.example");
    for (const tab of ["decoded", "use", "use&side=client&program=Java", "pem", "history"]) {
      await open(`${url}?tab=${tab}`);
      await look(`certificate-${tab.replaceAll(/\W+/g, "-")}`);
    }
    await open(url);
    await page.getByRole("button", { name: "Download", exact: true }).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await look("certificate-download-menu", briefly);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Revoke…" }).click();
    await page.getByRole("radio", { name: /Key compromise/ }).check();
    await look("certificate-revoke", briefly);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Hold…" }).click();
    await look("certificate-hold", briefly);
    await page.getByRole("button", { name: "Put on hold" }).click();
    await expect(page.getByRole("button", { name: "Release…" })).toBeVisible();
    await look("certificate-on-hold", briefly);
    await page.getByRole("button", { name: "Revoke…" }).click();
    await page.getByRole("radio", { name: /Key compromise/ }).check();
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(page.getByText(/^Revoked/).first()).toBeVisible();
    await look("certificate-revoked", briefly);
    await open(`${await follow("/certificates?q=web-8", "web-8.corp.example")}/renew`);
    await expect(page.getByText("Can be issued")).toBeVisible();
    await look("renew");
  });

  test("an authority on every tab, with each of its dialogs, and a root", async () => {
    const url = await follow("/authorities", "Corp Example Issuing CA");
    for (const tab of ["trust", "decoded", "pem", "settings"]) {
      await open(`${url}?tab=${tab}`);
      await look(`authority-${tab}`);
    }
    await open(url);
    await page.getByRole("button", { name: "Revoke…" }).click();
    await expect(page.getByText(/It takes down/)).toBeVisible();
    await look("authority-revoke", briefly);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Pause…" }).click();
    await look("authority-pause", briefly);
    await open(await follow("/authorities", "Corp Example Root CA"));
    await look("root");
    await page.getByRole("button", { name: "Retire…" }).click();
    await look("root-retire", briefly);
  });

  test("users' dialogs, the menus of the shell, and a page that does not exist", async () => {
    await open("/users");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await look("user-new", briefly);
    await page.getByRole("dialog").getByLabel("E-mail").fill("a.second.person@corp.example");
    await page.getByRole("dialog").getByRole("button", { name: "Make the invitation" }).click();
    await expect(page.getByText(/\/password\//)).toBeVisible();
    await look("user-link", briefly);
    const link = (await page.getByText(/\/password\//).innerText()).trim();
    await page.getByRole("button", { name: "Done" }).click();
    for (const act of ["Grants…", "Invite again…", "Disable…"]) {
      await page.getByRole("button", { name: "Actions for a.second.person@corp.example" }).click();
      await page.getByRole("menuitem", { name: act }).click();
      await look(`user-${act.replaceAll(/\W+/g, "-").toLowerCase()}`, briefly);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("banner").getByRole("button", { name: administrator.email }).click();
    await look("shell-user-menu", briefly);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Menu" }).click();
    await look(
      "shell-navigation",
      looks.filter(({ width }) => width === 360),
    );
    await page.goto(link);
    await look("password");
    await page.goto(`${instance.consoleUrl}/no/such/page`);
    await look("not-found");
  });

  test("a certificate is issued with the keyboard alone", async () => {
    await page.setViewportSize({ width: 1360, height: 860 });
    await open("/");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
    await tabTo("New certificate");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/certificates\/new/);
    await expect(page.getByRole("radiogroup", { name: "Purpose" })).toBeVisible();
    await tabUntil(() => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type === "radio"));
    while (!(await page.getByRole("radio", { name: "Client", exact: true }).isChecked())) {
      await page.keyboard.press("ArrowRight");
    }
    await tabUntil(() => nameField(page).evaluate((field) => field === document.activeElement));
    await page.keyboard.type("keyboard-only");
    await expect(page.getByText("Can be issued")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Take it away" })).toBeVisible({ timeout: 30_000 });
    const passwordField = page.getByLabel("Password for the private key");
    await tabUntil(() => passwordField.evaluate((field) => field === document.activeElement));
    await page.keyboard.type("gentle-meadow-93");
    await tabTo("Download PKCS#12");
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Space")]);
    expect(download.suggestedFilename()).toMatch(/^keyboard-only.*\.p12$/);
  });

  test("on none of these screens axe finds anything, nothing is cut off, and the console stays empty", () => {
    expect.soft(wrong).toEqual([]);
    // One page was asked for that does not exist; its answer may come while the page before is still shown.
    expect(trouble.lines.filter((line) => !/no\/such\/page|status of 404/.test(line))).toEqual([]);
  });

  async function open(path: string): Promise<void> {
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.goto(path.startsWith("http") ? path : `${instance.consoleUrl}${path}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  }

  async function follow(path: string, link: string): Promise<string> {
    await open(path);
    await page.getByRole("main").getByRole("link", { name: link, exact: true }).first().click();
    await page.waitForURL((url) => url.pathname.split("/").length > 2);
    return page.url().split("?")[0]!;
  }

  /** Some twenty certificates, some with long names, one revoked. */
  async function fill(): Promise<void> {
    const names = Array.from({ length: 16 }, (_, at) => `web-${at}.corp.example`);
    names.push(`${"a-very-long-label-".repeat(3)}end.${"department.".repeat(6)}corp.example`, "10.20.30.40");
    for (const name of names) {
      const answer = await replay(context, instance, issueAct, (body) =>
        body.replaceAll("captured.corp.example", name),
      );
      expect(answer, answer.text.slice(0, 600)).toMatchObject({ isDone: true });
    }
    const url = await follow("/certificates?q=web-3.", "web-3.corp.example");
    await open(url);
    await page.getByRole("button", { name: "Revoke…" }).click();
    await page.getByRole("radio", { name: /Superseded/ }).check();
    await page.getByRole("button", { name: "Revoke", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  }

  async function tabUntil(isThere: () => Promise<boolean>): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if (await isThere()) return;
      await page.keyboard.press("Tab");
    }
    throw new Error("not reached by Tab");
  }

  const tabTo = (name: string): Promise<void> =>
    tabUntil(() =>
      page.evaluate((wanted) => {
        const element = document.activeElement;
        return (element?.getAttribute("aria-label") ?? element?.textContent ?? "").trim() === wanted;
      }, name),
    );
});

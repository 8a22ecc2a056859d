/** Somebody is invited for one profile of one authority, and that is all they ever see or do. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { inspect } from "./accessibility";
import { choose, chooseKey, issue, nameField, openIssued, openNewCertificate, signIn } from "./dashboard";
import { administrator, createInstance, destroy, type Instance, initialise } from "./instance";
import { type CapturedAction, captureAction, replay } from "./server-action";
import { changeRole, chooseAct, confirm, credentialsOf, emailOf, openGrant, openUsers, setPassword } from "./users";

test.describe("grants", () => {
  test.describe.configure({ mode: "serial", timeout: 300_000 });
  let instance: Instance;
  let admin: Page;
  let operator: Page;
  let serverUrl = "";
  let clientUrl = "";
  let hold: CapturedAction;
  const contexts: BrowserContext[] = [];
  const wrong: string[] = [];
  const look = async (page: Page, name: string) => wrong.push(...(await inspect(page, `grant-${name}`)));
  const dialog = () => admin.getByRole("dialog");

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    for (let count = 0; count < 2; count++) contexts.push(await browser.newContext({ acceptDownloads: true }));
    [admin, operator] = await Promise.all(
      contexts.map((context) => context.newPage()) as [Promise<Page>, Promise<Page>],
    );
    // A page with a key that was not saved asks before it is left.
    admin.on("dialog", (asked) => void asked.accept());
    await signIn(admin, instance);
    serverUrl = await made("Server", "shop.corp.example");
    clientUrl = await made("Client", "laptop-1");
    await admin.goto(clientUrl);
    await admin.getByRole("button", { name: "Hold…" }).click();
    hold = await captureAction(admin, () => confirm(admin, "Put on hold"), { hold: true });
  });
  test.afterAll(async () => {
    for (const context of contexts) await context.close();
    await destroy(instance);
  });

  async function made(purpose: "Server" | "Client", name: string): Promise<string> {
    await openNewCertificate(admin, instance, purpose);
    await nameField(admin).fill(name);
    await chooseKey(admin, "On the server");
    await admin.getByLabel("Password for the key").fill("gentle-meadow-93");
    await issue(admin);
    return openIssued(admin);
  }

  test("an invitation is for named authorities and profiles, says so, and names the field that is wrong", async () => {
    await openUsers(admin, instance);
    await admin.getByRole("button", { name: "Invite", exact: true }).click();
    await dialog().getByRole("textbox", { name: "E-mail" }).fill(administrator.email);
    await choose(admin, "Profiles", "Only these");
    await confirm(admin, "Make the invitation");
    await expect(dialog().getByText("Choose at least one profile, or all of them.")).toBeVisible();
    await look(admin, "invite-refused");
    await dialog().getByRole("checkbox", { name: "Server", exact: true }).check();
    await choose(admin, "Authorities", "Only these");
    await dialog().getByRole("checkbox", { name: "Corp Example Issuing CA" }).check();
    await expect(dialog().getByText("operator for Corp Example Issuing CA, profile Server")).toBeVisible();
    await confirm(admin, "Make the invitation");
    await expect(dialog().getByText(`There is a user ${administrator.email} already`, { exact: false })).toBeVisible();
    await dialog().getByRole("textbox", { name: "E-mail" }).fill(emailOf("Operator"));
    await look(admin, "invite");
    await confirm(admin, "Make the invitation");
    const link = (
      await dialog()
        .getByText(/\/password\//)
        .innerText()
    ).trim();
    await look(admin, "invitation");
    await confirm(admin, "Done");
    const row = admin.getByRole("row", { name: emailOf("Operator") });
    await expect(row).toContainText("Invited");
    await expect(row).toContainText("operator for Corp Example Issuing CA, profile Server");
    await look(admin, "users");
    await setPassword(operator, link, "Operator");
    await signIn(operator, instance, credentialsOf("Operator"));
  });

  test("what lies outside is in no list, no search, no choice, and on no page", async () => {
    await operator.goto(`${instance.consoleUrl}/certificates`);
    await expect(operator.getByRole("link", { name: "shop.corp.example" }).first()).toBeVisible();
    await expect(operator.getByText("laptop-1")).toHaveCount(0);
    await operator.goto(`${instance.consoleUrl}/certificates?q=laptop`);
    await expect(operator.getByRole("main").getByText("laptop-1")).toHaveCount(0);
    await operator.goto(`${instance.consoleUrl}/authorities`);
    await expect(operator.getByRole("main").getByText("Corp Example Issuing CA").first()).toBeVisible();
    await look(operator, "limited-authorities");
    await operator.goto(`${instance.consoleUrl}/profiles`);
    await expect(operator.getByRole("main").getByRole("link", { name: "Server", exact: true }).first()).toBeVisible();
    await expect(operator.getByRole("main").getByRole("link", { name: "Client", exact: true })).toHaveCount(0);
    await operator.goto(`${instance.consoleUrl}/`);
    await look(operator, "limited-overview");
    await operator.goto(`${instance.consoleUrl}/certificates/new`);
    await look(operator, "limited-new");
    for (const [url, status] of [
      [serverUrl, 200],
      [clientUrl, 403],
      [`${instance.consoleUrl}/users`, 403],
      [`${instance.consoleUrl}/audit`, 403],
      [`${instance.consoleUrl}/settings`, 403],
    ] as const) {
      expect((await operator.goto(url))?.status(), url).toBe(status);
    }
    await look(operator, "forbidden");
    const download = await operator.context().request.get(`${clientUrl}/download?format=pem`);
    expect(download.ok()).toBe(false);
    expect(await replay(operator.context(), instance, hold)).toMatchObject({ isDone: false });
  });

  test("a wider grant counts from the next click on", async () => {
    await openUsers(admin, instance);
    await openGrant(admin, "Operator");
    await look(admin, "change");
    await choose(admin, "Profiles", "Every profile");
    await confirm(admin, "Change grant");
    await expect(dialog().getByText("operator for Corp Example Issuing CA", { exact: true })).toBeVisible();
    await look(admin, "list");
    expect((await operator.goto(clientUrl))?.status()).toBe(200);
    expect(await replay(operator.context(), instance, hold)).toMatchObject({ isDone: true });
  });

  test("the last administrator can be neither demoted nor disabled", async () => {
    await openUsers(admin, instance);
    await changeRole(admin, "Administrator", "Operator");
    await expect(dialog().getByRole("alert")).toContainText("last administrator");
    await openUsers(admin, instance);
    await chooseAct(admin, "Administrator", "Grants…");
    await dialog()
      .getByRole("button", { name: /^Take away: / })
      .click();
    await expect(dialog().getByRole("alert")).toContainText("last administrator");
    await openUsers(admin, instance);
    await chooseAct(admin, "Administrator", "Disable…");
    await confirm(admin, "Disable");
    await expect(dialog().getByRole("alert")).toContainText("last administrator");
  });

  test("before somebody is disabled, it is said what they own and which sessions end", async () => {
    await admin.goto(serverUrl);
    await admin.getByRole("button", { name: /owner/i }).first().click();
    await dialog().getByLabel("Owner").fill(emailOf("Operator"));
    await confirm(admin, "Save");
    await expect(dialog()).toBeHidden();
    await openUsers(admin, instance);
    await chooseAct(admin, "Operator", "Disable…");
    await expect(dialog().getByText("1 session will end")).toBeVisible();
    await expect(dialog().getByText("shop.corp.example")).toBeVisible();
    await look(admin, "disable");
    await dialog().getByRole("link", { name: "1 certificate" }).click();
    await expect(admin).toHaveURL(/owner=user/);
    await expect(admin.getByRole("main").getByText("shop.corp.example").first()).toBeVisible();
    await openUsers(admin, instance);
    await chooseAct(admin, "Operator", "Disable…");
    await confirm(admin, "Disable");
    await expect(admin.getByRole("row", { name: emailOf("Operator") })).toContainText("Disabled");
    await operator.goto(`${instance.consoleUrl}/certificates`);
    await expect(operator).toHaveURL(/\/sign-in/);
  });

  test("every screen on the way looks right, light and dark, wide and narrow", () => {
    expect(wrong).toEqual([]);
  });
});

/** What the permission table on the Users screen says is what happens: in the menu, on pages, and to acts sent by hand. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import {
  type Acts,
  captureAuthorityActs,
  captureCertificateActs,
  capturedName,
  captureIssue,
  captureRequestActs,
  captureUserActs,
  permissionOf,
} from "./acts";
import { nameField, openNewCertificate, signIn } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";
import { replay } from "./server-action";
import {
  changeRole,
  chooseAct,
  confirm,
  createUser,
  credentialsOf,
  emailOf,
  expectUsedUp,
  openUsers,
  type PermissionTable,
  type Role,
  readPermissionTable,
  roles,
  setPassword,
} from "./users";

test.describe("roles", () => {
  test.describe.configure({ mode: "serial", timeout: 600_000 });
  let instance: Instance;
  const pages = new Map<Role, Page>();
  const contextOf = (role: Role): BrowserContext => pageOf(role).context();
  const acts: Acts = new Map();
  let table: PermissionTable = new Map();
  let certificateUrl = "";
  let authorityUrl = "";

  const pageOf = (role: Role): Page => {
    const page = pages.get(role);
    if (!page) throw new Error(`${role} has not signed in`);
    return page;
  };

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    await initialise(instance);
    const page = await (await browser.newContext()).newPage();
    pages.set("Administrator", page);
    await signIn(page, instance);
  });

  test.afterAll(async () => {
    for (const page of pages.values()) await page.context().close();
    await destroy(instance);
  });

  for (const role of ["Operator", "Auditor", "Requester"] as const) {
    test(`a new ${role.toLowerCase()} chooses a password by a link that works once`, async ({ browser }) => {
      const link = await createUser(pageOf("Administrator"), instance, role);
      const page = await (await browser.newContext()).newPage();
      await setPassword(page, link, role);
      await signIn(page, instance, credentialsOf(role));
      pages.set(role, page);
      await expectUsedUp(browser, link);
    });
  }

  test("every act is captured as the administrator's browser sends it", async () => {
    const page = pageOf("Administrator");
    const place = { page, instance, acts };
    await captureIssue(place);
    for (const name of ["laptop-1", "laptop-2"]) await issueAs("Administrator", name);
    certificateUrl = await urlOf("/certificates", "laptop-1");
    authorityUrl = await urlOf("/authorities", "Corp Example Issuing CA");
    await captureCertificateActs(place, certificateUrl);
    const root = await urlOf("/authorities", "Corp Example Root CA");
    await captureAuthorityActs(place, { issuing: authorityUrl, root });
    await captureRequestActs(place);
    await captureUserActs(place);
    table = await readPermissionTable(page, instance);
    expect([...table.keys()]).toEqual(expect.arrayContaining([...acts.keys()].map(permissionOf)));
  });

  for (const role of roles) {
    test(`${role.toLowerCase()}: menu and pages as the table says`, async () => {
      const page = pageOf(role);
      const has = (permission: string) => table.get(permission)?.has(role) ?? false;
      await page.goto(`${instance.consoleUrl}/profiles`);
      const menu = page.getByRole("navigation", { name: "Main" });
      for (const [label, permission, path] of [
        ["Overview", "overview.read", "/"],
        ["Certificates", "certificate.read-own", "/certificates"],
        ["Requests", "request.read-own", "/requests"],
        ["Authorities", "authority.read", "/authorities"],
        ["Profiles", "profile.read", "/profiles"],
        ["Audit", "audit.read", "/audit"],
        ["Users", "user.manage", "/users"],
      ] as const) {
        await expect(menu.getByRole("link", { name: label })).toHaveCount(has(permission) ? 1 : 0);
        expect(await canOpen(page, path), `${role} opens ${path}`).toBe(has(permission));
        await page.goto(`${instance.consoleUrl}/profiles`);
      }
      expect(await canOpen(page, new URL(certificateUrl).pathname)).toBe(has("certificate.read"));
      expect(await canOpen(page, new URL(authorityUrl).pathname)).toBe(has("authority.read"));
      expect(await canOpen(page, "/certificates/new")).toBe(has("certificate.preview"));
      expect(await canOpen(page, "/authorities/new?kind=root")).toBe(has("authority.create"));
      const download = await page.context().request.get(`${certificateUrl}/download?format=pem`);
      expect(download.ok()).toBe(has("certificate.read"));
    });

    test(`${role.toLowerCase()}: buttons as the table says`, async () => {
      const page = pageOf(role);
      const has = (permission: string) => table.get(permission)?.has(role) ?? false;
      await openNewCertificate(page, instance, "Client");
      await nameField(page).fill("preview only");
      await expect(page.getByText("Can be issued")).toBeVisible();
      await expect(page.getByRole("button", { name: "Issue", exact: true }).first()).toBeEnabled({
        enabled: has("certificate.issue"),
      });
      if (has("certificate.read")) {
        await page.goto(certificateUrl);
        await offers(page, "Revoke…", has("certificate.revoke"));
        await offers(page, "Hold…", has("certificate.revoke"));
        await expect(page.getByRole("link", { name: "Renew" })).toHaveCount(has("certificate.renew") ? 1 : 0);
      }
      if (has("authority.read")) {
        await page.goto(authorityUrl);
        await offers(page, "Pause…", has("authority.pause"));
        await offers(page, "Revoke…", has("authority.revoke"));
        await offers(page, "Publish now", has("crl.publish"));
        await expect(page.getByRole("main").getByRole("link", { name: "Settings" })).toHaveCount(
          has("authority.update") ? 1 : 0,
        );
      }
    });
  }

  test("every act sent with the cookies of a role that may not is refused, and changes nothing", async () => {
    const admin = pageOf("Administrator");
    const before = await everything(admin);
    for (const [name, act] of acts) {
      for (const role of roles.filter((candidate) => !table.get(permissionOf(name))?.has(candidate))) {
        const answer = await replay(contextOf(role), instance, act);
        expect(answer, `${role}, ${name}`).toMatchObject({ isDone: false });
        expect(answer.text, `${role}, ${name}`).toContain('"code":"forbidden"');
      }
    }
    expect(await everything(admin)).toBe(before);
    await admin.goto(`${instance.consoleUrl}/audit`);
    const log = await admin.getByRole("main").innerText();
    expect(log).toMatch(/refused/i);
    expect(log).toContain(emailOf("Auditor"));
  });

  test("sent without a session, or from another site, they are refused as well", async ({ browser }) => {
    const admin = pageOf("Administrator");
    const before = await everything(admin);
    const nobody = await browser.newContext();
    for (const [name, act] of acts) {
      expect(await replay(nobody, instance, act), name).toMatchObject({ isDone: false });
      const foreign = { ...act, headers: { ...act.headers, origin: "https://elsewhere.example" } };
      expect(await replay(contextOf("Administrator"), instance, foreign), name).toMatchObject({ isDone: false });
    }
    await nobody.close();
    expect(await everything(admin)).toBe(before);
  });

  test("the same acts go through for those who may, so it was the role that was refused", async () => {
    await issueAs("Operator", "laptop-3");
    for (const [role, name] of [
      ["Operator", "crl.publish"],
      ["Operator", "certificate.renew"],
      ["Operator", "certificate.revoke/hold"],
      ["Operator", "certificate.release"],
      ["Requester", "request.create"],
      ["Operator", "request.decide/approve"],
      ["Administrator", "authority.pause"],
    ] as const) {
      expect(await replay(contextOf(role), instance, acts.get(name)!), name).toMatchObject({ isDone: true });
    }
  });

  test("a user who is disabled is out at once: page, download, action, and sign-in", async () => {
    const admin = pageOf("Administrator");
    const auditor = pageOf("Auditor");
    expect(await canOpen(auditor, "/certificates")).toBe(true);
    await openUsers(admin, instance);
    await chooseAct(admin, "Auditor", "Disable…");
    await confirm(admin, "Disable");
    await expect(admin.getByRole("row", { name: emailOf("Auditor") })).toContainText("Disabled");
    const download = await auditor.context().request.get(`${certificateUrl}/download?format=pem`, { maxRedirects: 0 });
    expect(download.ok()).toBe(false);
    await auditor.getByRole("link", { name: "Profiles" }).click();
    await expect(auditor).toHaveURL(/\/sign-in/);
    const { email, password } = credentialsOf("Auditor");
    await auditor.getByLabel("E-mail").fill(email);
    await auditor.getByLabel("Password", { exact: true }).fill(password);
    await auditor.getByRole("button", { name: "Sign in" }).click();
    await expect(auditor.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
    await expect(auditor).toHaveURL(/\/sign-in/);
  });

  test("a change of role holds from the next click on, and the last administrator stays one", async () => {
    const admin = pageOf("Administrator");
    await openUsers(admin, instance);
    await changeRole(admin, "Operator", "Requester");
    await confirm(admin, "Done");
    await expect(admin.getByRole("row", { name: emailOf("Operator") })).toContainText("requester for everything");
    expect(await replay(contextOf("Operator"), instance, acts.get("certificate.issue")!)).toMatchObject({
      isDone: false,
    });
    expect(await canOpen(pageOf("Operator"), "/authorities")).toBe(false);
    await changeRole(admin, "Administrator", "Operator");
    await expect(admin.getByRole("dialog").getByRole("alert")).toBeVisible();
    await admin.reload();
    await expect(admin.getByRole("row", { name: emailOf("Administrator") })).toContainText(
      "administrator for everything",
    );
  });

  async function issueAs(role: Role, name: string): Promise<void> {
    const answer = await replay(contextOf(role), instance, acts.get("certificate.issue")!, (body) =>
      body.replaceAll(capturedName, name),
    );
    expect(answer, answer.text.slice(0, 400)).toMatchObject({ isDone: true });
  }

  async function urlOf(list: string, name: string): Promise<string> {
    const page = pageOf("Administrator");
    await page.goto(`${instance.consoleUrl}${list}`);
    await page.getByRole("main").getByRole("link", { name, exact: true }).first().click();
    await page.waitForURL((url) => url.pathname.startsWith(`${list}/`));
    return page.url();
  }

  async function canOpen(page: Page, path: string): Promise<boolean> {
    const answer = await page.goto(`${instance.consoleUrl}${path}`);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    const isRefused = await page.getByText(/Not for your role|Only an administrator/).count();
    return answer?.ok() === true && isRefused === 0 && new URL(page.url()).pathname === path.split("?")[0];
  }

  /** Certificates, authorities and users, without what time alone changes. */
  async function everything(page: Page): Promise<string> {
    const texts: string[] = [];
    for (const path of ["/certificates", "/authorities", authorityUrl.replace(instance.consoleUrl, ""), "/users"]) {
      await page.goto(`${instance.consoleUrl}${path}`);
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      texts.push(
        await page.getByRole("main").evaluate((main) => {
          const copy = main.cloneNode(true) as HTMLElement;
          for (const time of copy.querySelectorAll("time, script, style")) time.remove();
          return copy.textContent ?? "";
        }),
      );
    }
    return texts.join("\n").replaceAll(/\b\d+ (s|min|h|d|seconds?|minutes?|hours?|days?)\b|just now/g, "");
  }
});

const offers = (page: Page, button: string, isOffered: boolean): Promise<void> =>
  expect(page.getByRole("button", { name: button })).toHaveCount(isOffered ? 1 : 0);

/** Hostile text in every kind of field: refused beside the field or shown harmlessly, kept as typed, never executed. */
import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { watchForTrouble } from "./accessibility";
import { chooseKey, nameField, openNewCertificate, signIn } from "./dashboard";
import { administrator, createInstance, destroy, type Instance, initialise } from "./instance";
import { openUsers } from "./users";

const hostile: readonly (readonly [string, string])[] = [
  ["a script", '<script>document.title="owned"</script>'],
  ["an image with a handler", '"><img src=x onerror=\'document.title="owned"\'>'],
  ["quotes", `'"\`\\'"`],
  ["SQL", "'; DROP TABLE certificate; --"],
  ["a template", `\${document.title='owned'} {{7*7}} <%= 7*7 %>`],
  ["right to left", "\u202Egnp.exe\u202C\u2066x\u2069"],
  ["controls", "a\u0007b\u001b[31m"],
  ["20,000 characters", "x".repeat(20_000)],
];

test.describe("forms", () => {
  test.describe.configure({ mode: "serial", timeout: 600_000 });
  let instance: Instance;
  let context: BrowserContext;
  let page: Page;
  let trouble: { readonly lines: string[] };

  test.beforeAll(async ({ browser }) => {
    instance = await createInstance();
    context = await browser.newContext();
    page = await context.newPage();
    trouble = watchForTrouble(page);
  });

  test.afterEach(async () => {
    expect(await page.title(), "nothing was executed").not.toContain("owned");
    expect(trouble.lines.splice(0).filter((line) => /exception|dialog|answer 5/.test(line))).toEqual([]);
  });

  test.afterAll(async () => {
    await context?.close();
    await destroy(instance);
  });

  test("setup refuses a token that is not its own, an address that is none, and a short password", async () => {
    for (const [what, text] of hostile) {
      await page.goto(`${instance.consoleUrl}/setup`);
      await page.getByLabel("Setup token").fill(text);
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText("This is not the token of the running server."), what).toBeVisible();
    }
    await page.goto(instance.setupUrl ?? "");
    const [email, password] = [page.getByLabel("E-mail"), page.getByLabel("Password", { exact: true })];
    await email.fill("<script>@corp.example");
    await password.fill(administrator.password);
    await page.getByRole("button", { name: "Continue" }).click();
    await expectRefusedAt(email, "<script>@corp.example");
    await email.fill(administrator.email);
    await password.fill("short");
    await page.getByRole("button", { name: "Continue" }).click();
    await expectRefusedAt(password, "short");
    await initialise(instance);
  });

  test("sign-in keeps the address and says nothing about which part was wrong", async () => {
    await page.goto(`${instance.consoleUrl}/sign-in`);
    const email = page.getByLabel("E-mail");
    await email.fill(administrator.email);
    await page.getByLabel("Password", { exact: true }).fill('"><script>document.title="owned"</script>');
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toBeVisible();
    await expect(email).toHaveValue(administrator.email);
    await signIn(page, instance);
  });

  for (const [what, text] of hostile) {
    test(`${what} as a host name is refused there, as the name of a client judged, and kept as typed`, async () => {
      await openNewCertificate(page, instance, "Server");
      await nameField(page).fill(text);
      await expectRefusedAt(nameField(page));
      await openNewCertificate(page, instance, "Client");
      await nameField(page).fill(text);
      const kept = await nameField(page).inputValue();
      const verdict = page.getByText(/^(Can be issued|Refused|\d+ refused)$/);
      await expect(verdict.or(wrongFields(page)).first()).toBeVisible();
      await expect(nameField(page)).toHaveValue(kept);
    });

    test(`${what} is no CSR, no user's address, no validation URL`, async () => {
      await openNewCertificate(page, instance, "Server");
      await chooseKey(page, "From a CSR");
      const csr = page.getByLabel("Certificate signing request");
      await csr.fill(text);
      await expectRefusedAt(csr, text);
      await openUsers(page, instance);
      await page.getByRole("button", { name: "Invite", exact: true }).click();
      const email = page.getByRole("dialog").getByLabel("E-mail");
      await email.fill(`${text}@corp.example`);
      await page.getByRole("dialog").getByRole("button", { name: "Make the invitation" }).click();
      await expectRefusedAt(email);
      await page.goto(`${instance.consoleUrl}/authorities/new?kind=root`);
      await page.getByLabel("Name", { exact: true }).fill("Second Root");
      const url = page.getByLabel("Validation URL");
      await url.fill(text);
      await expectRefusedAt(url);
    });

    test(`${what} in a search and in addresses finds nothing and breaks nothing`, async () => {
      const query = encodeURIComponent(text.slice(0, 2_000));
      for (const path of [
        `/certificates?q=${query}&status=${query}&page=${query}`,
        `/audit?actor=${query}&action=${query}`,
        `/certificates/${query}`,
        `/authorities/${query}`,
      ]) {
        await page.goto(`${instance.consoleUrl}${path}`);
        const heading = page.getByRole("heading", { level: 1 });
        await expect(heading, path).toBeVisible();
        await expect(heading, path).not.toHaveText(/could not be shown/);
      }
    });
  }

  const wrongFields = (within: Page) => within.locator("[aria-invalid=true]");

  /** The browser's own refusal counts too: it stands at the field, and nothing is sent. */
  async function expectRefusedAt(field: Locator, kept?: string): Promise<void> {
    const typed = kept ?? (await field.inputValue());
    await expect(field.and(page.locator(":invalid, [aria-invalid=true]"))).toBeVisible();
    await expect(field).toHaveValue(typed);
  }
});

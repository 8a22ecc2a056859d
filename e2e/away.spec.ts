/** Nothing that was typed is lost while the server is away, or while something in front of it answers an error. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { chooseKey, nameField, openNewCertificate } from "./dashboard";
import { administrator, type Instance } from "./instance";
import { type IssuedConsole, openIssuedConsole } from "./issued-console";

/** A form, filled in and ready to be sent. */
interface Filled {
  readonly send: Locator;
  readonly field: Locator;
  readonly value: string;
}

test.describe("with the server away", () => {
  test.describe.configure({ mode: "serial" });
  let opened: IssuedConsole;
  let instance: Instance;
  let page: Page;
  let certificateUrl: string;

  test.beforeAll(async ({ browser }) => {
    opened = await openIssuedConsole(browser);
    ({ instance, page, certificateUrl } = opened);
  });
  test.afterAll(() => opened?.close());

  const open = (path: string) => page.goto(`${instance.consoleUrl}${path}`);
  const dialog = () => page.getByRole("dialog");
  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole("button", { name, exact: typeof name === "string" });
  const firstAuthority = async () => {
    await open("/authorities");
    await page.getByRole("link", { name: "Corp Example Issuing CA" }).first().click();
    await page.waitForURL(/\/authorities\/[a-z2-7]{12}/);
    return new URL(page.url()).pathname;
  };
  const into = async (field: Locator, value: string, send: Locator): Promise<Filled> => {
    await field.fill(value);
    return { field, value, send };
  };

  const forms: readonly (readonly [name: string, fill: () => Promise<Filled>])[] = [
    [
      "a new certificate",
      async () => {
        await openNewCertificate(page, instance, "Client");
        await nameField(page).fill("laptop-17");
        await expect(page.getByText("Can be issued")).toBeVisible();
        return { field: nameField(page), value: "laptop-17", send: button("Issue").first() };
      },
    ],
    [
      "renewal",
      async () => {
        await page.goto(`${certificateUrl}/renew`);
        await chooseKey(page, "On the server");
        const filled = await into(page.getByLabel("Password for the key"), "gentle-meadow-94", button("Renew").first());
        await expect(page.getByText("Can be issued")).toBeVisible();
        return filled;
      },
    ],
    [
      "the owner and tags of a certificate",
      async () => {
        await page.goto(certificateUrl);
        await button("Change owner and tags").click();
        return into(dialog().getByLabel("Tags"), "payments", button("Save", dialog()));
      },
    ],
    [
      "a profile",
      async () => {
        await open("/profiles/new?copy=server");
        await page.getByLabel("It is called").fill("Corp web");
        await expect(button("Make profile")).toBeEnabled();
        return { field: page.getByLabel("It is called"), value: "Corp web", send: button("Make profile") };
      },
    ],
    [
      "the settings of an authority",
      async () => {
        await page.goto(`${instance.consoleUrl}${await firstAuthority()}?tab=settings`);
        return into(page.getByLabel("Life of a CRL, hours"), "200", button("Save"));
      },
    ],
    [
      "a new user",
      async () => {
        await open("/users");
        await button("Invite").click();
        return into(dialog().getByLabel("E-mail"), "jane@corp.example", button("Make the invitation", dialog()));
      },
    ],
    [
      "the settings of the instance",
      async () => {
        await open("/settings");
        return into(page.getByLabel("Name of this instance"), "Feeling", button("Save"));
      },
    ],
    [
      "a view",
      async () => {
        await open("/certificates?status=valid");
        await button(/Keep this view/).click();
        return into(dialog().getByLabel("Name", { exact: true }), "Valid ones", button("Keep", dialog()));
      },
    ],
    [
      "a new password",
      async () => {
        await open("/account");
        await page.getByLabel("New password").fill("granite-teapot-meadow-12");
        return into(page.getByLabel("Current password"), "not this one", button("Change password"));
      },
    ],
  ];

  /** What a person meets while the server is away, and when something before it answers instead. */
  const troubles = [
    ["is away", (at: Page) => at.route("**/*", (route) => (isPost(route) ? route.abort() : route.fallback()))],
    [
      "answers an error",
      (at: Page) => at.route("**/*", (route) => (isPost(route) ? route.fulfill({ status: 502 }) : route.fallback())),
    ],
  ] as const;
  const isPost = (route: { request(): { method(): string } }) => route.request().method() === "POST";
  const said = (text: string | RegExp) => page.getByRole("alert").filter({ hasText: text });

  for (const [name, fill] of forms) {
    test(`${name}: nothing typed is lost while the server is away or answers an error`, async () => {
      const { field, value, send } = await fill();
      const url = page.url();
      for (const [, begin] of troubles) {
        await begin(page);
        await send.click();
        await expect(said("The server did not answer.")).toBeVisible();
        await expect(field).toHaveValue(value);
        await expect(send).toBeEnabled();
        await page.unroute("**/*");
      }
      expect(page.url()).toBe(url);
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await send.click();
      expect((await answered).status()).toBeLessThan(400);
      await expect(said("The server did not answer.")).toHaveCount(0);
    });
  }

  test("revoking: the dialog stays with its reason, and asks again what it could not read", async () => {
    await page.goto(certificateUrl);
    await troubles[0][1](page);
    await button("Revoke…").click();
    await expect(said("The server did not answer.")).toBeVisible();
    await page.unroute("**/*");
    await button("Try again", dialog()).click();
    const reason = dialog().getByRole("radio", { name: /superseded/i });
    await reason.check();
    for (const [, begin] of troubles) {
      await begin(page);
      await button("Revoke", dialog()).click();
      await expect(said("The server did not answer.")).toBeVisible();
      await expect(reason).toBeChecked();
      await page.unroute("**/*");
    }
    await button("Cancel", dialog()).click();
  });

  test("signing in: the address and the password stay, and the next attempt works", async ({ browser }) => {
    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(`${instance.consoleUrl}/sign-in`);
    await visitor.getByLabel("E-mail").fill(administrator.email);
    await visitor.getByLabel("Password", { exact: true }).fill(administrator.password);
    for (const answer of ["abort", "fulfill"] as const) {
      await visitor.route("**/api/auth/**", (route) =>
        answer === "abort" ? route.abort() : route.fulfill({ status: 503, body: "The database is away." }),
      );
      await button("Sign in", visitor).click();
      await expect(visitor.getByRole("alert").filter({ hasText: "The server did not answer." })).toBeVisible();
      await expect(visitor.getByLabel("E-mail")).toHaveValue(administrator.email);
      await expect(visitor.getByLabel("Password", { exact: true })).toHaveValue(administrator.password);
      await visitor.unroute("**/api/auth/**");
    }
    await button("Sign in", visitor).click();
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText("Overview");
    await visitor.context().close();
  });

  test("a preview that did not come is asked for again by itself", async () => {
    await openNewCertificate(page, instance, "Server");
    await troubles[0][1](page);
    await nameField(page).fill("again.corp.example");
    await expect(page.getByText(/there is no preview/)).toBeVisible();
    await page.unroute("**/*");
    await expect(page.getByText("Can be issued")).toBeVisible();
    await expect(nameField(page)).toHaveValue("again.corp.example");
  });
});

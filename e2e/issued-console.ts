/** A console in which somebody is signed in and one server certificate exists: where most looks at the screens begin. */
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { chooseKey, issue, nameField, openIssued, openNewCertificate, signIn } from "./dashboard";
import { createInstance, destroy, type Instance, initialise } from "./instance";

export interface IssuedConsole {
  readonly instance: Instance;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Of the page of `web.corp.example`. */
  readonly certificateUrl: string;
  close(): Promise<void>;
}

/** Questions of the browser, as on leaving a page, are answered with yes. */
export async function openIssuedConsole(browser: Browser): Promise<IssuedConsole> {
  const instance = await createInstance();
  await initialise(instance);
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "UTC", acceptDownloads: true });
  const page = await context.newPage();
  page.on("dialog", (dialog) => void dialog.accept());
  await signIn(page, instance);
  await openNewCertificate(page, instance, "Server");
  await nameField(page).fill("web.corp.example");
  await chooseKey(page, "On the server");
  await page.getByLabel("Password for the key").fill("gentle-meadow-93");
  await issue(page);
  const certificateUrl = await openIssued(page);
  const close = async () => {
    await context.close();
    await destroy(instance);
  };
  return { instance, context, page, certificateUrl, close };
}

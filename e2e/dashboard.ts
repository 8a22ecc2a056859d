/** The dashboard as a person uses it: by what is written on the screen, never by its markup. */
import { readFileSync } from "node:fs";
import { expect, type Locator, type Page } from "@playwright/test";
import { administrator, type Instance } from "./instance";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

export interface SavedDownload {
  readonly name: string;
  readonly bytes: Buffer;
}

export async function signIn(page: Page, instance: Instance, who: Credentials = administrator): Promise<void> {
  await page.goto(`${instance.consoleUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: who.email })).toBeVisible();
}

export type Purpose = "Server" | "Client" | "Server and client";
export type KeySource = "In this browser" | "From a CSR" | "On the server" | "Same key";

export async function openNewCertificate(page: Page, instance: Instance, purpose: Purpose): Promise<void> {
  await page.goto(`${instance.consoleUrl}/certificates/new`);
  await choose(page, "Purpose", purpose);
}

/** One of the segments of a choice. The radio itself is only for screen readers, so the words are clicked. */
export async function choose(page: Page, group: string, option: string): Promise<void> {
  const radio = page
    .getByRole("radiogroup", { name: group, exact: true })
    .getByRole("radio", { name: new RegExp(`^${option}`, "i") })
    .first();
  await radio.check({ force: true });
  await expect(radio).toBeChecked();
}

export const chooseKey = (page: Page, source: KeySource): Promise<void> =>
  choose(page, "Where the key comes from", source);

export const nameField = (page: Page) => page.getByLabel(/^(Host name or address|Who or what is it for)$/);

/** Waits for the preview's verdict, presses the button, and waits for the files. */
export async function issue(page: Page, button: "Issue" | "Renew" = "Issue"): Promise<void> {
  await expect(page.getByText("Can be issued")).toBeVisible();
  await page.getByRole("button", { name: button, exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "Take it away" })).toBeVisible({ timeout: 30_000 });
}

export async function openIssued(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Open certificate" }).click();
  await page.waitForURL(/\/certificates\/(?!new)[^/]+$/);
  return page.url();
}

/** Saves one of the files of a certificate just issued. */
export const takeAway = (page: Page, title: string): Promise<SavedDownload> =>
  savedBy(page, () => page.getByRole("button", { name: `Download ${title}`, exact: true }).click());

/** Saves one of the files of a certificate's own page. */
export const downloadFromMenu = (page: Page, title: string | RegExp): Promise<SavedDownload> =>
  savedBy(page, async () => {
    await page.getByRole("button", { name: "Download", exact: true }).click();
    await page.getByRole("menuitem", { name: title }).click();
  });

export async function savedBy(page: Page, act: () => Promise<void>): Promise<SavedDownload> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** As if it had been dragged there from the desktop. */
export async function dropFile(field: Locator, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await field.page().evaluateHandle(
    ([title, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(content)], title));
      return transfer;
    },
    [name, [...bytes]] as const,
  );
  await field.dispatchEvent("drop", { dataTransfer });
}

/** A reason of the revocation dialog, which folds the rarer ones away. */
export async function revoke(page: Page, reason: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: reason }).check();
  await dialog.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(dialog).toBeHidden();
}

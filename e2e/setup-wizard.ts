/** The first visit: the token that was printed, the administrator, both authorities. */
import { expect, type Page } from "@playwright/test";
import { type SavedDownload, savedBy } from "./dashboard";
import { administrator, type Instance } from "./instance";
import { type CapturedAction, captureAction } from "./server-action";

export async function tryWrongToken(page: Page, instance: Instance): Promise<void> {
  await page.goto(`${instance.consoleUrl}/setup`);
  await page.getByLabel("Setup token").fill("not-the-token-that-was-printed");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("This is not the token of the running server.")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveCount(0);
}

/** The act that made the authorities, to be sent again, and the root that was handed out. */
export async function passSetup(
  page: Page,
  instance: Instance,
): Promise<{ readonly act: CapturedAction; readonly root: SavedDownload }> {
  await page.goto(instance.setupUrl ?? "no setup link was printed");
  await page.getByLabel("E-mail").fill(administrator.email);
  await page.getByLabel("Password", { exact: true }).fill(administrator.password);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Organization").fill("Corp Example");
  await expect(page.getByLabel("Validation URL")).toHaveValue(instance.validationUrl);
  await expect(page.getByText("no other machine can check certificates that carry it")).toBeVisible();
  const act = await captureAction(page, () => page.getByRole("button", { name: "Create both authorities" }).click());
  const root = await savedBy(page, () => page.getByRole("button", { name: "Download the root" }).click());
  return { act, root };
}

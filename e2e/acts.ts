/** Every act of the dashboard, captured as an administrator's browser sends it, to be sent by others. */
import { expect, type Page } from "@playwright/test";
import { chooseKey, nameField, openNewCertificate } from "./dashboard";
import type { Instance } from "./instance";
import { type CapturedAction, captureAction, replay } from "./server-action";
import { chooseAct, confirm, openGrant, openUsers } from "./users";

/** By the permission they take; `certificate.revoke/hold` is one of the acts that take `certificate.revoke`. */
export type Acts = Map<string, CapturedAction>;

export const permissionOf = (name: string): string => name.split("/")[0]!;

/** The name in the captured request, to be replaced by others. */
export const capturedName = "captured";

interface Place {
  readonly page: Page;
  readonly instance: Instance;
  readonly acts: Acts;
}

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).first().click();

async function keep({ page, acts }: Place, name: string, act: () => Promise<void>, previews = false): Promise<void> {
  acts.set(name, await captureAction(page, act, { hold: true, previews }));
}

export async function captureIssue(place: Place): Promise<void> {
  const { page, instance } = place;
  await openNewCertificate(page, instance, "Client");
  await nameField(page).fill(capturedName);
  await chooseKey(page, "On the server");
  await page.getByLabel("Password for the key").fill("gentle-meadow-93");
  await expect(page.getByText("Can be issued")).toBeVisible();
  await keep(place, "certificate.issue", () => press(page, "Issue"), true);
}

/** Leaves the certificate valid. */
export async function captureCertificateActs(place: Place, url: string): Promise<void> {
  const { page, instance, acts } = place;
  await page.goto(`${url}/renew`);
  await chooseKey(page, "Same key");
  await expect(page.getByText("Can be issued")).toBeVisible();
  await keep(place, "certificate.renew", () => press(page, "Renew"), true);
  await page.goto(url);
  await press(page, "Hold…");
  await keep(place, "certificate.revoke/hold", () => confirm(page, "Put on hold"));
  await page.goto(url);
  await press(page, "Revoke…");
  await page.getByRole("radio", { name: /Superseded/ }).check();
  await keep(place, "certificate.revoke/for good", () => confirm(page, "Revoke"));
  const again = async (name: string) =>
    expect(await replay(page.context(), instance, acts.get(name)!), name).toMatchObject({ isDone: true });
  await again("certificate.revoke/hold");
  await page.goto(url);
  await press(page, "Release…");
  await keep(place, "certificate.release", () => confirm(page, "Release"));
  await again("certificate.release");
}

export async function captureAuthorityActs(place: Place, urls: { issuing: string; root: string }): Promise<void> {
  const { page, instance } = place;
  const typeName = (name: string) => page.getByLabel(/to confirm$/).fill(name);
  await page.goto(urls.issuing);
  await keep(place, "crl.publish", () => press(page, "Publish now"));
  await page.goto(urls.issuing);
  await press(page, "Pause…");
  await keep(place, "authority.pause", () => confirm(page, "Pause"));
  await page.goto(`${urls.issuing}?tab=settings`);
  await page.getByLabel("Life of a CRL, hours").fill("24");
  await keep(place, "authority.update", () => press(page, "Save"));
  await page.goto(urls.issuing);
  await press(page, "Revoke…");
  await page.getByRole("radio", { name: /Superseded/ }).check();
  await typeName("Corp Example Issuing CA");
  await keep(place, "authority.revoke", () => confirm(page, "Revoke"));
  await page.goto(urls.root);
  await press(page, "Retire…");
  await typeName("Corp Example Root CA");
  await keep(place, "authority.retire", () => confirm(page, "Retire"));
  await page.goto(`${instance.consoleUrl}/authorities/new?kind=root`);
  await page.getByLabel("Name", { exact: true }).fill("Second Root");
  await expect(page.getByText("Can be made")).toBeVisible();
  await keep(place, "authority.create", () => press(page, "Make root"), true);
}

/** Leaves one request waiting. */
export async function captureRequestActs(place: Place): Promise<void> {
  const { page, instance } = place;
  await page.goto(`${instance.consoleUrl}/requests/new?profile=client`);
  await nameField(page).fill("asked-for");
  await page.getByLabel("Password for the key").fill("gentle-meadow-93");
  await expect(page.getByText("Can be issued")).toBeVisible();
  await keep(place, "request.create", () => press(page, "Send request"), true);
  await expect(page.getByText(/The server did not answer/)).toBeVisible();
  await press(page, "Send request");
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}$/);
  await press(page, "Approve…");
  await keep(place, "request.decide/approve", () => confirm(page, "Approve and issue"));
  await page.reload();
  await press(page, "Refuse…");
  await page.getByLabel("Reason").fill("Not this one.");
  await keep(place, "request.decide/refuse", () => confirm(page, "Refuse"));
}

export async function captureUserActs(place: Place): Promise<void> {
  const { page, instance } = place;
  await openUsers(page, instance);
  await press(page, "Invite");
  await page.getByRole("dialog").getByLabel("E-mail").fill("intruder@corp.example");
  await page.getByRole("radio", { name: /^Administrator/ }).check();
  await keep(place, "user.manage/create", () => confirm(page, "Make the invitation"));
  await openUsers(page, instance);
  await openGrant(page, "Requester");
  await page.getByRole("radio", { name: /^Administrator/ }).check();
  await keep(place, "user.manage/change grant", () => confirm(page, "Change grant"));
  await openUsers(page, instance);
  await chooseAct(page, "Requester", "Grants…");
  await keep(place, "user.manage/take away", () => page.getByRole("button", { name: /^Take away: / }).click());
  await openUsers(page, instance);
  await chooseAct(page, "Requester", "Grants…");
  await confirm(page, "Add a grant");
  await page.getByRole("radio", { name: /^Administrator/ }).check();
  await keep(place, "user.manage/add grant", () => confirm(page, "Add grant"));
  await openUsers(page, instance);
  await chooseAct(page, "Operator", "Disable…");
  await expect(page.getByRole("dialog").getByText(/^Owns /)).toBeVisible();
  await keep(place, "user.manage/disable", () => confirm(page, "Disable"), true);
  await openUsers(page, instance);
  await chooseAct(page, "Operator", "Link to set a password…");
  await keep(place, "user.manage/password", () => confirm(page, "Make a link"));
}

/** People with each role, and the Users screen on which an administrator keeps them. */
import { type Browser, expect, type Page } from "@playwright/test";
import type { Credentials } from "./dashboard";
import { administrator, type Instance } from "./instance";

export const roles = ["Administrator", "Operator", "Auditor", "Requester"] as const;
export type Role = (typeof roles)[number];

/** Permission → the roles that have it. */
export type PermissionTable = ReadonlyMap<string, ReadonlySet<Role>>;

export const credentialsOf = (role: Role): Credentials =>
  role === "Administrator"
    ? administrator
    : { email: `${role.toLowerCase()}@corp.example`, password: `${role}-window-lamp-58` };

export const emailOf = (role: Role): string => credentialsOf(role).email;

export async function openUsers(page: Page, instance: Instance): Promise<void> {
  await page.goto(`${instance.consoleUrl}/users`);
  await expect(page.getByRole("button", { name: "Invite", exact: true })).toBeVisible();
}

/** The link with which the new user sets a password. */
export async function createUser(page: Page, instance: Instance, role: Role): Promise<string> {
  await openUsers(page, instance);
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(emailOf(role));
  await dialog.getByRole("radio", { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole("button", { name: "Make the invitation" }).click();
  const link = dialog.getByText(/\/password\//);
  await expect(link).toBeVisible();
  return (await link.innerText()).trim();
}

export async function setPassword(page: Page, link: string, role: Role): Promise<void> {
  await page.goto(link);
  await page.getByLabel("New password").fill("too short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByText("At least 12 characters.", { exact: true })).toBeVisible();
  await page.getByLabel("New password").fill(credentialsOf(role).password);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.waitForURL(/\/sign-in/);
}

export async function expectUsedUp(browser: Browser, link: string): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("New password")).toHaveCount(0);
  await page.context().close();
}

export async function chooseAct(page: Page, role: Role, act: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${emailOf(role)}` }).click();
  await page.getByRole("menuitem", { name: act }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
}

export const confirm = (page: Page, button: string): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name: button, exact: true }).click();

/** The only grant they have, from one role to another. */
export async function changeRole(page: Page, from: Role, to: Role): Promise<void> {
  await openGrant(page, from);
  await page
    .getByRole("dialog")
    .getByRole("radio", { name: new RegExp(`^${to}`) })
    .check();
  await confirm(page, "Change grant");
}

/** The form of the only grant they have. */
export async function openGrant(page: Page, of: Role): Promise<void> {
  await chooseAct(page, of, "Grants…");
  await page.getByRole("button", { name: /^Change: / }).click();
}

/** As people see it; its first cells carry the permission's own name as their title. */
export async function readPermissionTable(page: Page, instance: Instance): Promise<PermissionTable> {
  await openUsers(page, instance);
  const rows = page.getByRole("row").filter({ has: page.getByRole("img", { name: /^(yes|no)$/ }) });
  await expect(rows.first()).toBeVisible();
  const entries = await rows.evaluateAll((found) =>
    found.map((row) => ({
      permission: row.querySelector("[title]")?.getAttribute("title") ?? "",
      marks: [...row.querySelectorAll("[role=img]")].map((mark) => mark.getAttribute("aria-label") === "yes"),
    })),
  );
  expect(entries.length).toBeGreaterThan(10);
  return new Map(entries.map(({ permission, marks }) => [permission, new Set(roles.filter((_, at) => marks[at]))]));
}

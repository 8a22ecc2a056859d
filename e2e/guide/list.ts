/** What the guide shows: who looks, where, and what was done there just before. */
import type { Page } from "@playwright/test";
import { choose, chooseKey, nameField } from "../dashboard";

/** `nobody`: setup of an empty instance. `visitor`: nobody signed in. */
export type Role = "nobody" | "visitor" | "administrator" | "operator" | "auditor" | "requester";

export interface Picture {
  readonly name: string;
  readonly role: Role;
  /** Path of the page. */
  readonly at: string;
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly height?: number;
  /** The whole page, however long. */
  readonly isWhole?: boolean;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const phone = { width: 390, height: 800 } as const;

/** A leaf of the list at `at`. */
const openFirst = async (page: Page) => {
  await page.getByRole("region", { name: "Certificates" }).getByRole("row").getByRole("link").first().click();
  await page.waitForURL(/\/certificates\/[0-9a-f-]{30,}/);
};

const preview = (page: Page) => page.getByText("Can be issued").first().waitFor();

const ask = (purpose: "Server" | "Client", name: string) => async (page: Page) => {
  await choose(page, "Purpose", purpose);
  await nameField(page).fill(name);
};

export const pictures: readonly Picture[] = [
  {
    name: "setup",
    role: "nobody",
    at: "/setup",
    height: 900,
    async prepare(page) {
      await page.getByLabel("E-mail").fill("ada@corp.example");
      await page.getByLabel("Password", { exact: true }).fill("ample-lantern-orbit-49");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByLabel("Organization").fill("Corp Example");
    },
  },
  { name: "sign-in", role: "visitor", at: "/sign-in", height: 560 },
  { name: "overview", role: "operator", at: "/", height: 900 },
  { name: "overview-dark", role: "operator", at: "/", theme: "dark", height: 900 },
  { name: "overview-phone", role: "operator", at: "/", ...phone },
  { name: "certificates", role: "operator", at: "/certificates?status=valid&status=expiring&sort=expiry" },
  {
    name: "certificates-chosen",
    role: "operator",
    at: "/certificates?tag=cluster&status=valid",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
      await page.getByRole("region", { name: "Chosen certificates" }).waitFor();
    },
  },
  {
    name: "certificates-renew",
    role: "operator",
    at: "/certificates?tag=cluster&status=valid",
    async prepare(page) {
      await page.getByRole("checkbox", { name: "Choose all on this page" }).check();
      await page.getByRole("region", { name: "Chosen certificates" }).getByRole("button", { name: "Renew…" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "palette",
    role: "operator",
    at: "/certificates",
    height: 640,
    async prepare(page) {
      const box = page.getByRole("dialog").getByLabel(/^Find a certificate/);
      // The key means nothing until the page has its scripts.
      for (let tries = 0; tries < 20 && !(await box.isVisible()); tries++) {
        await page.keyboard.press("Control+k");
        await box.waitFor({ timeout: 1_000 }).catch(() => {});
      }
      await box.fill("ledger");
      await page
        .getByRole("dialog")
        .getByRole("link", { name: /ledger/ })
        .first()
        .waitFor();
    },
  },
  {
    name: "new-server",
    role: "operator",
    at: "/certificates/new",
    height: 1_000,
    async prepare(page) {
      await ask("Server", "shop-eu.corp.example")(page);
      await page.getByLabel("Issued by").selectOption({ label: "Corp Servers" });
      await preview(page);
    },
  },
  {
    name: "new-refused",
    role: "operator",
    at: "/certificates/new",
    height: 1_000,
    async prepare(page) {
      await ask("Server", "shop.corp.example")(page);
      await page.getByLabel("Issued by").selectOption({ label: "Lab Issuing" });
      await page
        .getByText(/^(\d+ refused|Refused)$/)
        .first()
        .waitFor();
    },
  },
  {
    name: "issued",
    role: "operator",
    at: "/certificates/new",
    height: 1_000,
    async prepare(page) {
      await ask("Client", "laptop-ines")(page);
      await chooseKey(page, "In this browser");
      await page.getByLabel("Issued by").selectOption({ label: "Corp People" });
      await preview(page);
      await page.getByRole("button", { name: "Issue", exact: true }).first().click();
      await page.getByRole("heading", { name: "Take it away" }).waitFor();
    },
  },
  {
    name: "certificate",
    role: "operator",
    at: "/certificates?q=checkout.corp.example&status=valid",
    height: 1_000,
    prepare: openFirst,
  },
  {
    name: "certificate-dark",
    role: "operator",
    at: "/certificates?status=hold",
    theme: "dark",
    height: 1_000,
    prepare: openFirst,
  },
  {
    name: "revoke",
    role: "operator",
    at: "/certificates?tag=laptop&status=valid",
    async prepare(page) {
      await openFirst(page);
      await page.getByRole("button", { name: "Revoke…" }).click();
      await page.getByRole("dialog").getByRole("radio").first().waitFor();
    },
  },
  {
    name: "programs",
    role: "operator",
    at: "/certificates?q=gateway.corp.example&status=valid",
    height: 900,
    async prepare(page) {
      await openFirst(page);
      await page.getByRole("link", { name: "Use it", exact: true }).click();
      await page.getByRole("radiogroup", { name: "Programs" }).waitFor();
      await page.getByRole("link", { name: "Use it", exact: true }).evaluate((tab) => tab.scrollIntoView());
      await page.mouse.wheel(0, -90);
    },
  },
  { name: "authorities", role: "administrator", at: "/authorities" },
  { name: "profiles", role: "administrator", at: "/profiles", height: 900 },
  {
    name: "profile",
    role: "administrator",
    at: "/profiles",
    height: 1_000,
    async prepare(page) {
      await page.getByRole("link", { name: "Corp web servers", exact: true }).click();
      await page.getByRole("textbox", { name: "Names", exact: true }).fill("web.other.example");
      await page.getByRole("textbox", { name: "Names", exact: true }).press("Enter");
      await page.getByText("Refused", { exact: true }).first().waitFor();
    },
  },
  { name: "users", role: "administrator", at: "/users", height: 900 },
  { name: "account", role: "administrator", at: "/account", height: 900 },
  { name: "requests", role: "operator", at: "/requests" },
  {
    name: "request",
    role: "operator",
    at: "/requests",
    height: 900,
    async prepare(page) {
      await page.getByRole("main").getByRole("link", { name: "winter.staging.corp.example" }).click();
      await page
        .getByRole("button", { name: /Approve/ })
        .first()
        .waitFor();
    },
  },
  { name: "requests-own", role: "requester", at: "/requests?state=decided" },
  {
    name: "inspect",
    role: "auditor",
    at: "/inspect",
    height: 1_000,
    async prepare(page) {
      const pem = await page.evaluate(async () => (await fetch("/certificates/export?format=pem&tag=pci")).text());
      await page
        .getByLabel("Certificate, request, CRL, PKCS#7 or PKCS#12")
        .fill(pem.slice(0, pem.indexOf("-----END CERTIFICATE-----") + 26));
      await page.getByText("Issued here", { exact: false }).first().waitFor();
    },
  },
  { name: "settings", role: "administrator", at: "/settings", height: 900 },
  { name: "audit", role: "auditor", at: "/audit" },
  { name: "audit-phone", role: "auditor", at: "/audit?result=refused", ...phone },
];

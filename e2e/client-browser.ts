/**
 * Chromium as a person's browser that holds a client certificate: its root and PKCS#12 in an NSS database, and a
 * managed policy that picks the certificate, because nobody is there to click. The policy directory belongs to root.
 */
import { execFileSync } from "node:child_process";
import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import { chromiumFlags, findChromium } from "./browser";

const policies = "/etc/chromium/policies/managed";

/** Only root may say which certificate Chromium takes without asking. */
export function canSetPolicy(): boolean {
  try {
    accessSync("/etc", constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export interface Visit {
  /** 0 when the connection itself failed. */
  readonly status: number;
  readonly text: string;
}

/** What `url` answers to a browser with this certificate in its store, or with none when `pkcs12` is null. */
export async function visitWithCertificate(
  url: string,
  trust: { readonly rootPem: string; readonly pkcs12: Uint8Array | null; readonly password: string },
): Promise<Visit> {
  const home = mkdtempSync(path.join(tmpdir(), "countersign-home-"));
  const policy = path.join(policies, `countersign-${path.basename(home)}.json`);
  try {
    fillStore(home, trust);
    mkdirSync(policies, { recursive: true });
    const selection = JSON.stringify({ pattern: new URL(url).origin, filter: {} });
    writeFileSync(policy, JSON.stringify({ AutoSelectCertificateForUrls: [selection] }));
    return await visit(url, home);
  } finally {
    rmSync(policy, { force: true });
    rmSync(home, { recursive: true, force: true });
  }
}

function fillStore(home: string, trust: { rootPem: string; pkcs12: Uint8Array | null; password: string }): void {
  const directory = path.join(home, ".pki/nssdb");
  const database = `sql:${directory}`;
  mkdirSync(directory, { recursive: true });
  execFileSync("certutil", ["-N", "-d", database, "--empty-password"]);
  writeFileSync(path.join(home, "root.pem"), trust.rootPem);
  execFileSync("certutil", ["-A", "-d", database, "-n", "root", "-t", "C,,", "-i", path.join(home, "root.pem")]);
  if (!trust.pkcs12) return;
  writeFileSync(path.join(home, "client.p12"), trust.pkcs12);
  execFileSync("pk12util", ["-i", path.join(home, "client.p12"), "-d", database, "-W", trust.password], {
    stdio: "ignore",
  });
}

async function visit(url: string, home: string): Promise<Visit> {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: chromiumFlags,
    env: { ...process.env, HOME: home },
  });
  try {
    const page = await browser.newPage();
    const response = await page.goto(url);
    return { status: response?.status() ?? 0, text: (await page.textContent("body")) ?? "" };
  } catch (error) {
    return { status: 0, text: String(error) };
  } finally {
    await browser.close();
  }
}

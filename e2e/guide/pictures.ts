/**
 * `npm run guide:pictures`: takes every picture of docs/guide anew, from a demo and from an instance that nobody has set
 * up. Names of pictures on the command line take only those.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "../browser";
import { signIn } from "../dashboard";
import { cleanEnvironment, createInstance, destroy, type Instance, start, stop } from "../instance";
import { type Picture, pictures, type Role } from "./list";

const folder = fileURLToPath(new URL("../../docs/guide/pictures", import.meta.url));
const wanted = process.argv.slice(2);
const chosen = pictures.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const temporary = mkdtempSync(path.join(tmpdir(), "countersign-guide-"));

/** A demo that runs already, by what it printed into a file (COUNTERSIGN_TEST_DEMO), or one of our own. */
async function openDemo(): Promise<Instance> {
  const file = process.env.COUNTERSIGN_TEST_DEMO;
  const environment = cleanEnvironment({
    TMPDIR: temporary,
    PORT: "0",
    COUNTERSIGN_VALIDATION_PORT: "0",
    COUNTERSIGN_VALIDATION_URL: "http://pki.corp.example",
  });
  const prepared: Instance = {
    ...{ dataDir: temporary, databaseUrl: null, environment, process: null, output: "" },
    ...{ consoleUrl: "", validationUrl: "", setupUrl: null },
  };
  if (!file) return start(prepared, ["npm", "run", "demo"], 600);
  const output = readFileSync(file, "utf8");
  return { ...prepared, output, consoleUrl: /^ready console=(\S+)/m.exec(output)?.[1] ?? "" };
}

function credentialsOf({ output }: Instance, role: Role) {
  const [, email = "", password = ""] = new RegExp(`^sign-in ${role} (\\S+) (\\S+)$`, "m").exec(output) ?? [];
  return { email, password };
}

async function openPage(browser: Browser, { theme = "light", width = 1_280, height = 800 }: Partial<Picture>) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "UTC",
  });
  return context.newPage();
}

/** Told at the end: one picture that cannot be taken is no reason to do without the others. */
const failures: string[] = [];

async function take(page: Page, picture: Picture): Promise<void> {
  try {
    await takeOne(page, picture);
    console.log(picture.name);
  } catch (error) {
    failures.push(`${picture.name}: ${error}`);
  }
}

async function takeOne(page: Page, { name, prepare, height = 800, width = 1_280, isWhole = false }: Picture) {
  await page.setViewportSize({ width, height });
  await prepare?.(page);
  await page.waitForLoadState("networkidle");
  // Nothing blinks, and nothing is half faded in.
  await page.screenshot({
    path: path.join(folder, `${name}.png`),
    animations: "disabled",
    caret: "hide",
    fullPage: isWhole,
  });
}

async function takeSetup(browser: Browser): Promise<void> {
  const of = chosen.filter(({ role }) => role === "nobody");
  if (of.length === 0) return;
  const instance = await createInstance();
  try {
    for (const picture of of) {
      const page = await openPage(browser, picture);
      await page.goto(instance.setupUrl ?? "");
      await take(page, picture);
      await page.context().close();
    }
  } finally {
    await destroy(instance);
  }
}

/** One session for each role: the demo's own limits on signing in hold for pictures, too. */
async function takeDemo(browser: Browser): Promise<void> {
  const of = chosen.filter(({ role }) => role !== "nobody");
  if (of.length === 0) return;
  const demo = await openDemo();
  const pages = new Map<Role, Page>();
  try {
    for (const picture of of) {
      let page = pages.get(picture.role);
      if (!page) {
        page = await openPage(browser, {});
        pages.set(picture.role, page);
        if (picture.role !== "visitor") await signIn(page, demo, credentialsOf(demo, picture.role));
      }
      await page.emulateMedia({ colorScheme: picture.theme ?? "light", reducedMotion: "reduce" });
      await page.setViewportSize({ width: picture.width ?? 1_280, height: picture.height ?? 800 });
      await page.goto(demo.consoleUrl + picture.at);
      await take(page, picture);
    }
  } finally {
    await stop(demo);
  }
}

mkdirSync(folder, { recursive: true });
if (wanted.length === 0) for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: chromiumFlags });
try {
  await takeSetup(browser);
  await takeDemo(browser);
} finally {
  await browser.close();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}
if (failures.length) {
  console.error(failures.join("\n"));
  process.exitCode = 1;
}

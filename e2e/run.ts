/**
 * `npm test`: every test there is, the quickest first, one summary at the end.
 * `--soak` runs in full what runs short otherwise; `--postgres` runs what touches the store, and one full journey.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureChromium } from "./browser";

const isSoak = process.argv.includes("--soak");
const onPostgres = process.argv.includes("--postgres");
const environment = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...(isSoak ? { COUNTERSIGN_SOAK: "1" } : {}) };
const total = { passed: 0, failed: 0, skipped: 0 };
let isBroken = false;

function step(name: string, command: readonly string[]): boolean {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command[0]!, command.slice(1), { stdio: "inherit", env: environment });
  if (status !== 0) isBroken = true;
  return status === 0;
}

function report(file: string): Record<string, never> | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, never>) : null;
}

function vitest(project: string): void {
  const file = `test-results/${project}.json`;
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  step(project, ["npx", "vitest", "run", "--project", project, ...reporters]);
  const counts: Record<string, number> = report(file) ?? {};
  total.passed += counts.numPassedTests ?? 0;
  total.failed += counts.numFailedTests ?? 0;
  total.skipped += (counts.numPendingTests ?? 0) + (counts.numTodoTests ?? 0);
}

function playwright(args: readonly string[]): void {
  const file = "test-results/browser.json";
  rmSync(file, { force: true });
  step("browser", ["npx", "playwright", "test", ...args]);
  const stats: Record<string, number> = report(file)?.stats ?? {};
  if (stats.flaky) console.log(`${stats.flaky} browser tests passed only the second time`);
  total.passed += (stats.expected ?? 0) + (stats.flaky ?? 0);
  total.failed += stats.unexpected ?? 0;
  total.skipped += stats.skipped ?? 0;
}

function browserTests(): void {
  if (ensureChromium()) {
    playwright(onPostgres ? ["--grep", "@journey"] : []);
    return;
  }
  console.error("skipped: the browser tests, because there is no Chromium (Debian package chromium)");
  if (process.env.CI) isBroken = true;
}

if (onPostgres && !process.env.COUNTERSIGN_TEST_DATABASE_URL) {
  console.error(
    "npm run test:postgres needs COUNTERSIGN_TEST_DATABASE_URL: a server on which databases can be created.",
  );
  process.exit(2);
}
mkdirSync("test-results", { recursive: true });
if (!onPostgres) vitest("unit");
vitest("store");
if (step("build", ["npm", "run", "build"])) {
  vitest("clients");
  browserTests();
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(isBroken || total.failed > 0 ? 1 : 0);

import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./e2e/browser";

/** Journeys in a real Chromium. Each spec starts the instance it needs, on ports of its own. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/browser",
  timeout: 240_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  use: {
    launchOptions: { executablePath: findChromium() ?? undefined, args: chromiumFlags },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    locale: "en-GB",
    timezoneId: "UTC",
    acceptDownloads: true,
  },
});

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = { "@": root.replace(/\/$/, "") };

/** A shared machine may stall a real process for seconds; what passes only the second time is printed as such. */
const retriesInCi = process.env.CI ? 1 : 0;

/**
 * unit: pure and quick. store: needs the embedded PostgreSQL (or COUNTERSIGN_TEST_DATABASE_URL).
 * clients: real programs (openssl, nginx, …) against real bytes and a running instance; `*.tools.test.ts` needs none.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // RSA keys and property tests on a busy machine.
          testTimeout: 60_000,
          // A thread begins sooner than a process, and no unit test needs one of its own.
          pool: "threads",
          include: ["{lib,components,app,cli,server}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.{store,tools}.test.ts", "**/node_modules/**"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "store",
          include: ["{lib,cli,server}/**/*.store.test.ts"],
          globalSetup: ["lib/store/testing/global-setup.ts"],
          testTimeout: 90_000,
          hookTimeout: 120_000,
          retry: retriesInCi,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "clients",
          include: ["e2e/clients/**/*.test.ts", "lib/**/*.tools.test.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          retry: retriesInCi,
        },
      },
    ],
  },
});

/**
 * The instance that runs in this process. `server/main.ts` makes it with `compose` and publishes it here;
 * Next's bundles are a second module graph and find it through the same global symbol.
 */
import type { Application } from "./contract/application";

export interface Running {
  readonly application: Application;
  /** The console's public URL, without a trailing slash. */
  readonly consoleUrl: string;
  /** Cookies are Secure exactly when the console's public URL is https. */
  readonly isSecure: boolean;
  /** For next-auth's JWT; derived from the master key, so that it survives restarts and is the same on every instance. */
  readonly sessionSecret: string;
  readonly version: string;
  /** The packages this product is made of, as their own metadata says. Read when asked for. */
  readonly licences: () => Promise<readonly Licence[]>;
}

export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or “unknown”. */
  readonly licence: string;
}

/** Request header in which `server/main.ts` states the client address it believes; whatever a client sends there is dropped. */
export const clientAddressHeader = "x-countersign-client-address";

const key = Symbol.for("countersign.running");

export function publishRunning(running: Running | null): void {
  (globalThis as { [key]?: Running | null })[key] = running;
}

/** Throws TypeError when the server was not started by `server/main.ts`. */
export function running(): Running {
  const found = (globalThis as { [key]?: Running | null })[key];
  if (!found)
    throw new TypeError("Countersign is not running in this process; start it with npm start or npm run dev.");
  return found;
}

export function application(): Application {
  return running().application;
}

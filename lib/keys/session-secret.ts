import type { MasterKey } from "./master-key";

/** For next-auth's JWT: survives restarts, and is the same on every instance with this master key. */
export const sessionSecretOf = (masterKey: MasterKey): string => masterKey.derive("session secret").toString("base64");

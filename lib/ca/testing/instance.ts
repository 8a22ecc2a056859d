/** A whole instance for tests: the real store, real keys, a clock that the test moves. */
import { randomBytes } from "node:crypto";
import type { Application } from "../../contract/application";
import { noNameConstraints } from "../../contract/authority";
import type { FirstHierarchy, SetupResult } from "../../contract/setup";
import { createDatabaseKeys } from "../../keys/database-keys";
import { newMasterKey } from "../../keys/master-key";
import { createVerifier } from "../../keys/verifier";
import { openTestStore } from "../../store/testing/open-test-store";
import type { Actor, Role } from "../actor";
import { createApplication } from "../application";
import { everywhere } from "../grant";
import type { PasswordHasher, Ports } from "../ports";

export const setupToken = "the-token-printed-on-the-console";
export const validationUrl = "http://pki.corp.example";
export const administratorPassword = "correct horse battery staple";

export interface TestInstance {
  readonly application: Application;
  readonly ports: Ports;
  /** Milliseconds that this machine's clock runs ahead of the real one. */
  shiftClock(milliseconds: number): void;
  /** Both clocks, ours and the database's, as they would be then; back to the present with 0. */
  travel(milliseconds: number): Promise<void>;
  /** How often the publisher was woken. */
  readonly wakes: { count: number };
  close(): Promise<void>;
}

/** Argon2 is tested elsewhere; here it would only cost time. */
const plainPasswords: PasswordHasher = {
  hash: async (password) => `plain:${password}`,
  verify: async (hash, password) => hash === `plain:${password}`,
  isCommon: (password) => /^(password|qwerty).*$/i.test(password),
};

export async function openTestInstance(): Promise<TestInstance> {
  const { store, close } = await openTestStore();
  let shift = 0;
  const wakes = { count: 0 };
  const ports: Ports = {
    clock: () => new Date(Date.now() + shift),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    keys: createDatabaseKeys(newMasterKey()),
    crypto: createVerifier(),
    passwords: plainPasswords,
    store,
    validationUrl,
    setupToken,
    wakePublisher: () => {
      wakes.count++;
    },
  };
  return {
    application: createApplication(ports),
    ports,
    wakes,
    shiftClock(milliseconds) {
      shift = milliseconds;
    },
    async travel(milliseconds) {
      shift = milliseconds;
      const newestSignedAt = new Date(Math.floor(ports.clock().getTime() / 1_000) * 1_000);
      await store.instance.acceptClock({ newestSignedAt, acceptedSkewMilliseconds: milliseconds });
    },
    close,
  };
}

export const setupActor: Actor = {
  kind: "setup",
  id: "",
  name: "setup",
  grants: [],
  door: "console",
  address: "192.0.2.1",
};

export const hierarchy: FirstHierarchy = {
  subject: { country: "DE", organization: "Corp Example" },
  rootName: "Corp Root",
  issuingName: "Corp Issuing",
  keyType: "ec-p256",
  rootValidityYears: 10,
  issuingValidityYears: 5,
  rootPathLength: 1,
  nameConstraints: noNameConstraints,
  validationUrl,
};

export function setUpInstance(
  { application }: TestInstance,
  change: Partial<FirstHierarchy> = {},
): Promise<SetupResult> {
  return application.setUp(setupActor, {
    token: setupToken,
    administrator: { email: "ops@corp.example", password: administratorPassword },
    hierarchy: { ...hierarchy, ...change },
  });
}

/** Somebody with this role for everything, who need not have an account. */
export const person = (role: Role, id = `id-of-${role}`): Actor => ({
  kind: "user",
  id,
  name: `${role}@corp.example`,
  grants: [{ role, ...everywhere }],
  door: "console",
  address: "192.0.2.7",
});

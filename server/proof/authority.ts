/**
 * A complete authority for proofs: real store, real keys, the use cases, and the listener that the URLs in its
 * certificates point at. Nothing happens by itself: CRLs are published when a test says so, and time is the test's.
 */
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Actor, Role } from "../../lib/ca/actor";
import { createApplication } from "../../lib/ca/application";
import { everywhere, type HeldGrant, type Scope } from "../../lib/ca/grant";
import type { CrlRecord, Ports, User } from "../../lib/ca/ports";
import { authoritiesDue, publishCrlIfDue } from "../../lib/ca/publish-crl";
import type { Application } from "../../lib/contract/application";
import { type AuthoritySpec, noNameConstraints } from "../../lib/contract/authority";
import type { Issued, IssueInput } from "../../lib/contract/certificate";
import type { EstablishedAuthority, FirstHierarchy } from "../../lib/contract/setup";
import { createDatabaseKeys } from "../../lib/keys/database-keys";
import { openEnvelope } from "../../lib/keys/envelope";
import { type MasterKey, newMasterKey } from "../../lib/keys/master-key";
import { createPasswordHasher } from "../../lib/keys/password";
import { createVerifier } from "../../lib/keys/verifier";
import { encodePem } from "../../lib/pki/pem";
import type { RevocationReason } from "../../lib/pki/revocation-reason";
import { createValidationHandler } from "../../lib/protocols/crl";
import { createPublished, type Published } from "../../lib/protocols/published";
import { openTestStore, type TestStore } from "../../lib/store/testing/open-test-store";
import { createValidationServer } from "../validation";

export const administratorAccount = { email: "ops@corp.example", password: "ample-lantern-orbit-49" } as const;
/** Of every PKCS#12 and encrypted PEM that proofs have made. */
export const sealPassword = "orbit-lantern-49";

export interface TestAuthority {
  readonly application: Application;
  readonly ports: Ports;
  readonly database: TestStore;
  readonly administrator: Actor;
  readonly root: EstablishedAuthority;
  readonly issuing: EstablishedAuthority;
  readonly validationUrl: string;
  /** A user of this role, for everything unless limited, who exists in the database. */
  person(role: Role, limits?: Partial<Scope>): Promise<Actor>;
  /** From now on the use cases and the database agree that it is this much later than it is. */
  travel(milliseconds: number): Promise<void>;
  /** What the job does: publishes whatever is due, and returns it. */
  publishDue(): Promise<CrlRecord[]>;
  /** GET on the validation listener; throws unless it answers 200. */
  fetch(path: string): Promise<Uint8Array>;
  issue(input: Partial<IssueInput> & Pick<IssueInput, "key">): Promise<Issued>;
  revoke(certificateId: string, reason: RevocationReason): Promise<void>;
  /** PKCS#8 in PEM: to sign, with another program, what the use cases refuse. */
  privateKeyPem(authorityId: string): Promise<string>;
  close(): Promise<void>;
}

export const firstHierarchy: Omit<FirstHierarchy, "validationUrl"> = {
  subject: { country: "DE", organization: "Müller & Söhne" },
  rootName: "Proof Root",
  issuingName: "Proof Issuing",
  keyType: "ec-p256",
  rootValidityYears: 20,
  issuingValidityYears: 5,
  rootPathLength: 1,
  nameConstraints: noNameConstraints,
};

export async function openAuthority(change: Partial<FirstHierarchy> = {}): Promise<TestAuthority> {
  const database = await openTestStore();
  const published = createPublished({ source: database.store, onFailure: () => {} });
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  const validation = await listen(published);
  const masterKey = newMasterKey();
  const ports = portsOf(database, { masterKey, validationUrl: validation.url, clock });
  const application = createApplication(ports);
  const { root, issuing } = await application.setUp(setupActor, {
    token: ports.setupToken,
    administrator: administratorAccount,
    hierarchy: { ...firstHierarchy, validationUrl: validation.url, ...change },
  });
  const administrator = await administratorOf(ports);
  return {
    application,
    ports,
    database,
    administrator,
    root,
    issuing,
    validationUrl: validation.url,
    person: (role, limits = {}) => person(ports, { role, ...everywhere, ...limits }),
    async travel(milliseconds) {
      const { newestSignedAt } = await database.store.instance.read();
      offset += milliseconds;
      await database.store.instance.acceptClock({
        newestSignedAt: newestSignedAt ?? clock(),
        acceptedSkewMilliseconds: offset,
      });
    },
    async publishDue() {
      const made: CrlRecord[] = [];
      for (const id of await authoritiesDue(ports)) {
        const crl = await publishCrlIfDue(ports, id, { isForced: false });
        if (crl) made.push(crl);
      }
      return made;
    },
    async fetch(path) {
      published.forget();
      const response = await fetch(new URL(path, validation.url));
      if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${await response.text()}`);
      return new Uint8Array(await response.arrayBuffer());
    },
    issue: (input) => application.issue(administrator, { ...request, ...input }),
    async revoke(certificateId, reason) {
      await application.revoke(administrator, { certificateId, reason, alsoIds: [], confirmName: "" });
    },
    async privateKeyPem(authorityId) {
      const authority = await database.store.authorities.find(authorityId);
      const key = await database.store.keys.find(authority!.keyId);
      return encodePem("PRIVATE KEY", openEnvelope(masterKey, key!));
    },
    async close() {
      await validation.close();
      await database.close();
    },
  };
}

/** Asks for nothing in particular: what is not said comes from the CSR, or from the profile. */
export const request: Omit<IssueInput, "key"> = {
  authorityId: null,
  profileId: "server",
  subject: null,
  names: null,
  validity: { kind: "default" },
};

export const serverKey = {
  source: "server",
  keyType: "ec-p256",
  password: sealPassword,
  format: "pkcs12-modern",
} as const satisfies IssueInput["key"];

/** An authority's certificate to be made: 20 years for a root, 5 below one. */
export function authoritySpec(
  at: TestAuthority,
  change: Partial<AuthoritySpec> & { readonly name: string },
): AuthoritySpec {
  const { name, ...rest } = change;
  return {
    subject: { organization: "Example", commonName: name },
    keyType: "ec-p256",
    validityYears: 5,
    pathLength: 0,
    nameConstraints: noNameConstraints,
    validationUrl: at.validationUrl,
    ...rest,
  };
}

const setupActor: Actor = { kind: "setup", id: "", name: "setup", grants: [], door: "console", address: "192.0.2.1" };

interface Wiring extends Pick<Ports, "clock" | "validationUrl"> {
  readonly masterKey: MasterKey;
}

function portsOf({ store }: TestStore, { masterKey, validationUrl, clock }: Wiring): Ports {
  return {
    clock,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    keys: createDatabaseKeys(masterKey),
    crypto: createVerifier(),
    passwords: createPasswordHasher(),
    store,
    validationUrl,
    setupToken: randomBytes(24).toString("base64url"),
    wakePublisher: () => {},
  };
}

async function listen(published: Published) {
  const failures: unknown[] = [];
  const { server, serve } = createValidationServer((error) => failures.push(error));
  serve(createValidationHandler(published));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (failures.length) throw new AggregateError(failures, "The validation listener failed.");
    },
  };
}

async function administratorOf({ store }: Ports): Promise<Actor> {
  const user = await store.users.findByEmail(administratorAccount.email);
  if (!user) throw new Error("Setup made no administrator.");
  return actorOf(user);
}

async function person({ store, clock }: Ports, held: HeldGrant): Promise<Actor> {
  const id = randomBytes(16).toString("hex");
  const grant = { id: `grant-of-${id}`, ...held, createdAt: clock(), createdBy: "proof" };
  const user = { id, email: `${held.role}-${id.slice(0, 6)}@corp.example`, grants: [grant] };
  const rest = { passwordHash: null, createdAt: clock(), disabledAt: null, lastSignInAt: null };
  await store.users.insert({ ...user, ...rest });
  return actorOf(user);
}

const actorOf = ({ id, email, grants }: Pick<User, "id" | "email" | "grants">): Actor => ({
  kind: "user",
  id,
  name: email,
  grants,
  door: "console",
  address: "192.0.2.7",
});

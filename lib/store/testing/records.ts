/** Rows as the use cases would make them, for tests: every argument is optional, every value unique where it must be. */
import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "../../ca/actor";
import type { Grant } from "../../ca/grant";
import type { Authority, CertificateRecord, Session, Store, User, WrappedKey } from "../../ca/ports";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");
export const at = (text: string): Date => new Date(`${text}Z`);

export function user(change: Partial<User> = {}): User {
  return {
    id: randomUUID(),
    email: `${hex(6)}@example.org`,
    grants: [],
    passwordHash: null,
    createdAt: at("2026-01-01T00:00:00"),
    disabledAt: null,
    lastSignInAt: null,
    ...change,
  };
}

/** For everything, unless said otherwise. */
export function grant(role: Role, change: Partial<Grant> = {}): Grant {
  const createdAt = at("2026-01-01T00:00:00");
  return { id: randomUUID(), role, authorityIds: null, profileIds: null, createdAt, createdBy: "test", ...change };
}

export function session(change: Partial<Session> & Pick<Session, "userId">): Session {
  return {
    id: hex(16),
    createdAt: at("2026-01-01T00:00:00"),
    expiresAt: at("2026-01-02T00:00:00"),
    lastSeenAt: null,
    revokedAt: null,
    address: "192.0.2.1",
    userAgent: "test",
    ...change,
  };
}

export function wrappedKey(change: Partial<WrappedKey> = {}): WrappedKey {
  return {
    id: randomUUID(),
    keyType: "ec-p256",
    spkiDer: randomBytes(91),
    envelope: randomBytes(120),
    masterKeyId: "0011223344556677",
    ...change,
  };
}

export function certificate(
  change: Partial<CertificateRecord> & Pick<CertificateRecord, "authorityId">,
): CertificateRecord {
  return {
    id: randomUUID(),
    serial: `40${hex(15)}`,
    der: randomBytes(400),
    kind: "server",
    profileId: "server",
    profileVersion: 1,
    displayName: "web.corp.example",
    subject: "CN=web.corp.example, O=Example",
    names: ["dns:web.corp.example"],
    notBefore: at("2026-01-01T00:00:00"),
    notAfter: at("2026-04-01T00:00:00"),
    spkiSha256: hex(32),
    sha1: hex(20),
    sha256: hex(32),
    keyType: "ec-p256",
    keyOrigin: "csr",
    revokedAt: null,
    revocationReason: null,
    predecessorId: null,
    successorId: null,
    issuedById: null,
    issuedByName: "ops@example.org",
    createdAt: at("2026-01-01T00:00:00"),
    owner: null,
    tags: [],
    ...change,
  };
}

export function authority(change: Partial<Authority> & Pick<Authority, "keyId" | "certificateId">): Authority {
  return {
    id: hex(6),
    name: `Example CA ${hex(4)}`,
    kind: "root",
    parentId: null,
    state: "active",
    keyType: "ec-p256",
    certificateDer: randomBytes(400),
    notBefore: at("2026-01-01T00:00:00"),
    notAfter: at("2036-01-01T00:00:00"),
    validationUrl: "http://127.0.0.1:8080",
    crlLifeSeconds: 604_800,
    crlStaleSince: null,
    createdAt: at("2026-01-01T00:00:00"),
    ...change,
  };
}

/** An authority with its key and its own certificate, in the order and the one transaction that establishing uses. */
export async function establish(store: Store, change: Partial<Authority> = {}): Promise<Authority> {
  const key = wrappedKey();
  const own = randomUUID();
  const made = authority({ ...change, keyId: key.id, certificateId: own });
  await store.transaction(async (tables) => {
    await tables.keys.insert(key);
    await tables.authorities.insert(made);
    await tables.certificates.insert(
      certificate({
        id: own,
        authorityId: made.parentId ?? made.id,
        kind: "authority",
        keyOrigin: "authority",
        displayName: made.name,
        subject: `CN=${made.name}`,
        names: [],
        notBefore: made.notBefore,
        notAfter: made.notAfter,
        profileId: null,
        profileVersion: null,
      }),
    );
  });
  return made;
}

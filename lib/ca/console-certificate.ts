/**
 * The certificate with which the console's own listener proves itself: from an authority of this instance when there is
 * one that browsers take, else signed by its own key, for people to compare by fingerprint.
 */
import { parseCertificate } from "../pki/certificate";
import { encodePem } from "../pki/pem";
import { systemActor } from "./audit-entry";
import { authoritiesOf, loadChain } from "./chain";
import { issuerFor, validity } from "./console-issuer";
import { issueCertificate } from "./issue";
import type { ConsoleCertificateRecord, Ports, WrappedKey } from "./ports";

/** Keys of the console's certificates, P-256; what signs for an authority is never opened by them. */
export interface ConsoleKeys {
  /** A new key, wrapped, and a certification request signed with it, PEM. */
  create(): Promise<{ readonly key: WrappedKey; readonly csr: string }>;
  /** A certificate over these names by the key itself, DER. */
  selfSign(key: WrappedKey, names: readonly string[], now: Date): Promise<Uint8Array>;
  /** PKCS#8 PEM, for the listener. Throws for a key that `create` did not make. */
  reveal(key: WrappedKey): string;
}

export interface ConsoleCertificate {
  /** The certificate and everything between it and the root, PEM. */
  readonly chainPem: string;
  readonly keyPem: string;
  /** Of the certificate, hex. */
  readonly sha256: string;
  readonly isSelfSigned: boolean;
}

export interface ConsoleNames {
  /** As a person types them, the most important one first. */
  readonly names: readonly string[];
  /** Under which the certificate is stored. */
  readonly namesSha256: string;
}

/** `present` is what the listener shows now; the same object comes back while that is right. */
export async function consoleCertificate(
  ports: Ports,
  keys: ConsoleKeys,
  wanted: ConsoleNames,
  present: ConsoleCertificate | null,
): Promise<ConsoleCertificate> {
  const { setupAt } = await ports.store.instance.read();
  // Nothing is stored before setup: an empty database stays one that any master key may take.
  if (!setupAt) return present ?? (await selfSigned(ports, keys, wanted)).shown;
  const stored = await usable(ports, wanted);
  if (stored?.isIssued && !stored.isDue) return show(ports, keys, stored.record, present);
  const issuer = await issuerFor(ports, wanted.names);
  if (issuer) return issued(ports, keys, { ...issuer, namesSha256: wanted.namesSha256 });
  if (stored) return show(ports, keys, stored.record, present);
  const { key, der, shown } = await selfSigned(ports, keys, wanted);
  await keep(ports, key, { namesSha256: wanted.namesSha256, keyId: key.id, certificateId: null, der });
  return shown;
}

interface Usable {
  readonly record: ConsoleCertificateRecord;
  readonly isIssued: boolean;
  /** Two thirds of its life are over. */
  readonly isDue: boolean;
}

async function usable(ports: Ports, { namesSha256 }: ConsoleNames): Promise<Usable | null> {
  const record = await ports.store.consoleCertificates.find(namesSha256);
  if (!record || !(await ports.store.keys.find(record.keyId))) return null;
  const { notBefore, notAfter } = parseCertificate(record.der);
  const now = ports.clock().getTime();
  if (notAfter.getTime() <= now || (record.certificateId && (await isRevoked(ports, record.certificateId))))
    return null;
  const isDue = now - notBefore.getTime() > ((notAfter.getTime() - notBefore.getTime()) * 2) / 3;
  return { record, isIssued: record.certificateId !== null, isDue };
}

async function isRevoked({ store }: Ports, certificateId: string): Promise<boolean> {
  const certificate = await store.certificates.find(certificateId);
  if (!certificate || certificate.revokedAt) return true;
  return authoritiesOf(await loadChain(store, certificate.authorityId)).some(({ state }) => state === "revoked");
}

interface Issuing {
  readonly authorityId: string;
  readonly names: readonly string[];
  readonly namesSha256: string;
}

/** The way every certificate goes: authorised, linted, audited. */
async function issued(ports: Ports, keys: ConsoleKeys, { authorityId, names, namesSha256 }: Issuing) {
  const { key, csr } = await keys.create();
  const { certificate, pem, chainPem } = await issueCertificate(ports, systemActor, {
    authorityId,
    profileId: "server",
    subject: {},
    names: [...names],
    validity,
    key: { source: "csr", csr },
  });
  const { der, sha256 } = parseCertificate(pem);
  await keep(ports, key, { namesSha256, keyId: key.id, certificateId: certificate.id, der });
  const chain = [pem, ...chainPem.slice(0, -1)].join("");
  return { chainPem: chain, keyPem: keys.reveal(key), sha256, isSelfSigned: false };
}

async function keep(ports: Ports, key: WrappedKey, record: ConsoleCertificateRecord): Promise<void> {
  await ports.store.transaction(async (tables) => {
    await tables.keys.insert(key);
    const before = await tables.consoleCertificates.replace(record);
    if (before) await tables.keys.delete(before);
  });
}

async function selfSigned(ports: Ports, keys: ConsoleKeys, { names }: ConsoleNames) {
  const { key } = await keys.create();
  const der = await keys.selfSign(key, names, ports.clock());
  const chainPem = encodePem("CERTIFICATE", der);
  const { sha256 } = parseCertificate(der);
  return { key, der, shown: { chainPem, keyPem: keys.reveal(key), sha256, isSelfSigned: true } };
}

async function show(
  ports: Ports,
  keys: ConsoleKeys,
  { der, keyId, certificateId }: ConsoleCertificateRecord,
  present: ConsoleCertificate | null,
): Promise<ConsoleCertificate> {
  const { sha256 } = parseCertificate(der);
  if (present?.sha256 === sha256) return present;
  const key = await ports.store.keys.find(keyId);
  if (!key) throw new TypeError("A key that was there a moment ago is gone.");
  const above = certificateId === null ? [] : await certificatesAbove(ports, certificateId);
  const chainPem = [der, ...above].map((one) => encodePem("CERTIFICATE", one)).join("");
  return { chainPem, keyPem: keys.reveal(key), sha256, isSelfSigned: certificateId === null };
}

/** Everything between the certificate and the root, which whoever trusts it has. */
async function certificatesAbove({ store }: Ports, certificateId: string): Promise<Uint8Array[]> {
  const certificate = await store.certificates.find(certificateId);
  if (!certificate) return [];
  const chain = await loadChain(store, certificate.authorityId);
  return chain.slice(0, -1).map((link) => link.certificate.der);
}

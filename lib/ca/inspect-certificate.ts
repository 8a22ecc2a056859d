import type { CertificateDetail, ChainLink } from "../contract/certificate";
import { algorithms } from "../pki/algorithm";
import { type Certificate, extensionOf, parseCertificate } from "../pki/certificate";
import { listsSerial } from "../pki/crl-entry";
import { decodeCertificate } from "../pki/decode";
import { authorityInfoAccessOf, crlDistributionPointsOf } from "../pki/extension";
import { oid } from "../pki/oid";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { auditDto } from "./audit-dto";
import { authorize } from "./authorize";
import { certificateStatus, certificateSummaries } from "./certificate-summary";
import { authoritiesOf, type Chain, loadChain, whyNotIssueLeaf } from "./chain";
import { onCertificate } from "./grant";
import { mayAct, type Permission } from "./permission";
import type { Authority, CertificateRecord, Ports } from "./ports";
import { findCertificate, mayRead } from "./read-certificate";
import { isOnHold, possibleReasons, revocationOf } from "./revocation";
import { authorityOfCertificate } from "./revoke";

const historyLength = 50;

export async function inspectCertificate(
  ports: Ports,
  actor: Actor,
  certificateId: string,
): Promise<CertificateDetail> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const record = await findCertificate(ports, certificateId);
  await mayRead(ports, actor, record);
  const issuer = await loadChain(ports.store, record.authorityId);
  const certificate = parseCertificate(record.der);
  const [[summary], history, isKeyBlocked, predecessor, successor, chain, latestCrl] = await Promise.all([
    certificateSummaries(ports, [record]),
    ports.store.audit.list({ ...anything, objectId: record.id, limit: historyLength }),
    ports.store.blockedKeys.isBlocked(record.spkiSha256),
    neighbour(ports, record.predecessorId),
    neighbour(ports, record.successorId),
    chainLinks(ports, record, issuer),
    latestCrlOf(ports, record),
  ]);
  return {
    ...summary!,
    subject: record.subject,
    keyType: record.keyType,
    keyLabel: algorithms[record.keyType].label,
    keyOrigin: record.keyOrigin,
    isKeyBlocked,
    spkiSha256: record.spkiSha256,
    sha1: record.sha1,
    sha256: record.sha256,
    pem: encodePem("CERTIFICATE", record.der),
    chain,
    decoded: decodeCertificate(certificate),
    predecessor,
    successor,
    crlUrls: read(certificate, oid.crlDistributionPoints, crlDistributionPointsOf) ?? [],
    caIssuersUrls: read(certificate, oid.authorityInfoAccess, authorityInfoAccessOf)?.caIssuers ?? [],
    latestCrl,
    history: history.map(auditDto),
    isAuditReadable: mayAct(actor, "audit.read"),
    may: mayDo(actor, {
      record,
      issuer,
      certified: record.kind === "authority" ? await authorityOfCertificate(ports, record) : null,
      now: ports.clock(),
    }),
  };
}

const anything = { before: null, actor: null, action: null, result: null } as const;

function read<T>(certificate: Certificate, id: string, decode: (value: Uint8Array) => T): T | null {
  const extension = extensionOf(certificate, id);
  return extension ? decode(extension.value) : null;
}

async function neighbour(ports: Ports, id: string | null): Promise<CertificateDetail["predecessor"]> {
  const record = id === null ? null : await ports.store.certificates.find(id);
  if (!record) return null;
  const { serial, notBefore, notAfter } = record;
  const dates = { notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
  return { id: record.id, serial, ...dates, status: certificateStatus(record, ports.clock()) };
}

/** Issuer first, root last; a root has nobody above it. */
async function chainLinks(ports: Ports, record: CertificateRecord, issuer: Chain): Promise<ChainLink[]> {
  if (isOwnIssuer(record, issuer)) return [];
  const now = ports.clock();
  return Promise.all(
    issuer.map(async ({ authority }) => {
      const own = await findCertificate(ports, authority.certificateId);
      return {
        certificateId: own.id,
        authorityId: authority.id,
        name: authority.name,
        notAfter: authority.notAfter.toISOString(),
        status: certificateStatus(own, now),
        pem: encodePem("CERTIFICATE", authority.certificateDer),
      };
    }),
  );
}

/** A root's certificate stands under itself. */
export const isOwnIssuer = (record: CertificateRecord, [{ authority }]: Chain): boolean =>
  authority.certificateId === record.id;

/** Looked up in the CRL's own bytes: what relying parties are told, not what our rows say. */
async function latestCrlOf(ports: Ports, record: CertificateRecord): Promise<CertificateDetail["latestCrl"]> {
  const crl = await ports.store.crls.latest(record.authorityId);
  if (!crl) return null;
  return {
    number: crl.number.toString(),
    thisUpdate: crl.thisUpdate.toISOString(),
    nextUpdate: crl.nextUpdate.toISOString(),
    listsThis: crl.entryCount > 0 && listsSerial(crl.der, record.serial),
  };
}

interface Standing {
  readonly record: CertificateRecord;
  readonly issuer: Chain;
  /** Whose certificate it is; null for a leaf. */
  readonly certified: Authority | null;
  readonly now: Date;
}

function mayDo(actor: Actor, { record, issuer, certified, now }: Standing): CertificateDetail["may"] {
  const isAuthority = certified !== null;
  const mayRevokeAuthority = isAuthority && mayAct(actor, "authority.revoke", { authorityId: certified.id });
  const current = revocationOf(record);
  const may = (permission: Permission) => mayAct(actor, permission, onCertificate(record));
  const mayRevoke = may("certificate.revoke");
  return {
    renew:
      may("certificate.renew") &&
      !isAuthority &&
      !isOnHold(record) &&
      whyNotIssueLeaf(authoritiesOf(issuer), now) === "",
    revoke:
      mayRevoke &&
      (!isAuthority || (mayRevokeAuthority && !isOwnIssuer(record, issuer))) &&
      possibleReasons(current, isAuthority).length > 0,
    hold: mayRevoke && !isAuthority && current === null,
    release: may("certificate.release") && current?.reason === "certificateHold",
    edit: may("certificate.edit"),
  };
}

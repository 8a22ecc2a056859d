/** Certificates that people bring: whether they are ours, and whether whoever trusts our roots should trust them. */
import type { CrlIssuer, Inspected, InspectedLink, InspectInput, Inspection } from "../contract/inspect";
import { CaError, isCaError } from "../errors";
import { type Certificate, parseCertificate } from "../pki/certificate";
import { isIssuedBy } from "../pki/chain";
import { equalBytes } from "../pki/der";
import { isPrivateKey, readForeign } from "../pki/foreign";
import { commonNameOf, formatName } from "../pki/name";
import { buildPath, checkPath, type PathCheck, type Verify } from "../pki/path";
import { bytesFromBase64 } from "../pki/pem";
import { escapeHidden } from "../pki/quote";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { reaches, readReach } from "./certificate-reach";
import { certificateStatus } from "./certificate-summary";
import type { Authority, CertificateRecord, Ports } from "./ports";

interface Known {
  readonly ports: Ports;
  readonly actor: Actor;
  readonly authorities: readonly { readonly authority: Authority; readonly certificate: Certificate }[];
  readonly brought: readonly Certificate[];
  readonly verify: Verify;
}

/** Throws `invalid` with the field `certificates` for one that cannot be read, and for anything but certificates. */
export async function inspectForeign(ports: Ports, actor: Actor, input: InspectInput): Promise<Inspection> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const brought = input.certificates.map(readCertificate);
  const authorities = (await ports.store.authorities.list()).map((authority) => ({
    authority,
    certificate: parseCertificate(authority.certificateDer),
  }));
  const known: Known = { ports, actor, authorities, brought, verify: remembering(ports) };
  const found: Inspected[] = [];
  for (const certificate of brought) found.push(await inspectOne(known, certificate));
  return {
    certificates: found,
    crlIssuers: await Promise.all(input.crlIssuers.map((name) => crlIssuer(known, name))),
  };
}

async function crlIssuer({ ports, authorities }: Known, base64: string): Promise<CrlIssuer | null> {
  const name = bytesFromBase64(base64);
  if (!name) throw new CaError("invalid", "A name is sent as the base64 of its DER.", { field: "crlIssuers" });
  const named = authorities.filter(({ certificate }) => equalBytes(certificate.subjectDer, name));
  const [first] = named;
  if (!first) return null;
  const latest = await ports.store.crls.latest(first.authority.id);
  return {
    authority: { id: first.authority.id, name: first.authority.name },
    certificates: named.map(({ certificate }) => base64Of(certificate.der)),
    latestNumber: latest?.number.toString() ?? null,
  };
}

const base64Of = (der: Uint8Array): string => Buffer.from(der).toString("base64");

function readCertificate(base64: string): Certificate {
  const der = bytesFromBase64(base64);
  const field = "certificates";
  if (!der) throw new CaError("invalid", "A certificate is sent as the base64 of its DER.", { field });
  let item: ReturnType<typeof readForeign>[number] | undefined;
  try {
    item = readForeign(der)[0];
  } catch (error) {
    if (!isCaError(error)) throw error;
    const detail = isPrivateKey(error) ? "This is a private key, which belongs on no server." : error.detail;
    throw new CaError("invalid", detail, { field });
  }
  if (item?.kind === "certificate") return item.certificate;
  const why = item?.kind === "other" ? item.problem : "Only certificates are looked at here.";
  throw new CaError("invalid", why, { field });
}

/** A chain of many shares its upper links: each signature is checked once. */
function remembering(ports: Ports): Verify {
  const answers = new WeakMap<Uint8Array, Map<Uint8Array, Promise<boolean>>>();
  return (input) => {
    const byKey = answers.get(input.signed) ?? new Map<Uint8Array, Promise<boolean>>();
    answers.set(input.signed, byKey);
    const answer = byKey.get(input.spkiDer) ?? ports.crypto.verify(input);
    byKey.set(input.spkiDer, answer);
    return answer;
  };
}

async function inspectOne(known: Known, certificate: Certificate): Promise<Inspected> {
  const { ports, authorities, brought, verify } = known;
  const now = ports.clock();
  const ours = authorities.map((one) => one.certificate);
  const hashes = new Set(ours.map(({ sha256 }) => sha256));
  const others = [...ours, ...brought.filter(({ sha256 }) => !hashes.has(sha256))];
  const path = await buildPath(certificate, others, verify);
  const links = path.map(
    (link): InspectedLink => ({ name: nameOf(link), sha256: link.sha256, authority: authorityOf(known, link) }),
  );
  const root = path.at(-1)!;
  const reachesOurRoot = isIssuedBy(root, root) && links.at(-1)?.authority !== null;
  const [checks, records] = await Promise.all([
    checkPath(path, now, verify),
    Promise.all(path.map((link, at) => recordOf(known, link, path[at + 1]))),
  ]);
  const all = [...checks, ...records.flatMap((record, at) => revocationCheck(record, at, links))];
  return {
    sha256: certificate.sha256,
    ...originOf(known, { record: records[0] ?? null, links, checks, now }),
    authority: links[0]?.authority ?? null,
    path: links,
    reachesOurRoot,
    checks: all.sort((a, b) => a.at - b.at),
    isTrusted: reachesOurRoot && all.every(({ result }) => result === "good"),
    issuers: path.slice(1).map(({ der }) => base64Of(der)),
  };
}

const nameOf = (certificate: Certificate): string =>
  escapeHidden(commonNameOf(certificate.subject) ?? formatName(certificate.subject)) || "(empty subject)";

function authorityOf({ authorities }: Known, { sha256 }: Certificate): InspectedLink["authority"] {
  const found = authorities.find(({ certificate }) => certificate.sha256 === sha256);
  return found ? { id: found.authority.id, name: found.authority.name } : null;
}

/** Our row for these very bytes; a serial of ours under other bytes is not ours. */
async function recordOf(
  { ports, authorities }: Known,
  certificate: Certificate,
  issuer: Certificate | undefined,
): Promise<CertificateRecord | null> {
  const signer = authorities.find((one) => one.certificate.sha256 === (issuer ?? certificate).sha256);
  const record = signer ? await ports.store.certificates.findBySerial(signer.authority.id, certificate.serial) : null;
  return record?.sha256 === certificate.sha256 ? record : null;
}

function revocationCheck(record: CertificateRecord | null, at: number, links: readonly InspectedLink[]): PathCheck[] {
  const source = "RFC 5280 §6.1.3 (a)(3)";
  if (record === null) {
    const isEnd = at === links.length - 1 && links[at]?.authority === null;
    return isEnd
      ? []
      : [{ at, result: "unknown", text: "Not in our records, so whether it is revoked is not known here.", source }];
  }
  if (!record.revokedAt) return [{ at, result: "good", text: "Not revoked, as our records have it.", source }];
  const held = record.revocationReason === "certificateHold";
  const text = `${held ? "On hold" : "Revoked"} since ${record.revokedAt.toISOString()}${held ? "" : ` (${record.revocationReason})`}.`;
  return [{ at, result: "bad", text, source }];
}

interface OriginFacts {
  readonly record: CertificateRecord | null;
  readonly links: readonly InspectedLink[];
  readonly checks: readonly PathCheck[];
  readonly now: Date;
}

function originOf(
  { actor }: Known,
  { record, links, checks, now }: OriginFacts,
): Pick<Inspected, "origin" | "certificate"> {
  if (record) {
    const certificate = { id: record.id, name: record.displayName, status: certificateStatus(record, now) };
    return { origin: "ours", certificate: reaches(readReach(actor), record) ? certificate : null };
  }
  const isSigned = checks.find(({ at }) => at === 0)?.result === "good";
  return { origin: isSigned && links[1]?.authority ? "signed-here" : "elsewhere", certificate: null };
}

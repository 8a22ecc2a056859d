/** Checking a certificate against those above it, step by step (RFC 5280 §6.1): each answer is kept, not only the last. */
import { isCaError } from "../errors";
import { type Certificate, extensionOf } from "./certificate";
import { isIssuedBy } from "./chain";
import type { Der } from "./der";
import { basicConstraintsOf, keyUsageOf, nameConstraintsOf, subjectAltNameOf } from "./extension";
import { nameConstraintViolations } from "./name-constraints";
import { describeOid, oid } from "./oid";
import type { SignedBytes } from "./signature";

export interface PathCheck {
  /** Position in the path: 0 is the certificate itself. */
  readonly at: number;
  readonly result: "good" | "bad" | "unknown";
  /** One sentence. */
  readonly text: string;
  readonly source: string;
}

export type Verify = (input: SignedBytes) => Promise<boolean>;

export const pathLengthMax = 8;
/** Several authorities may have one name; this many are tried before the first is taken. */
const candidatesMax = 4;

/**
 * The certificate first, each followed by whoever of `others` signed it, the root last if it is among them. Where
 * several have the issuer’s name, one whose key made the signature is preferred.
 */
export async function buildPath(
  leaf: Certificate,
  others: readonly Certificate[],
  verify: Verify,
): Promise<Certificate[]> {
  const path = [leaf];
  for (let current = leaf; path.length < pathLengthMax && !isIssuedBy(current, current); ) {
    const candidates = others
      .filter((candidate) => isIssuedBy(current, candidate) && path.every(({ sha256 }) => sha256 !== candidate.sha256))
      .slice(0, candidatesMax);
    let issuer = candidates[0];
    for (const candidate of candidates.length > 1 ? candidates : []) {
      if (await isSignedBy(current, candidate, verify)) {
        issuer = candidate;
        break;
      }
    }
    if (!issuer) break;
    path.push(issuer);
    current = issuer;
  }
  return path;
}

/** Signatures, times, the right to sign, path lengths, name constraints and critical extensions; not revocation. */
export async function checkPath(path: readonly Certificate[], now: Date, verify: Verify): Promise<PathCheck[]> {
  const checks: PathCheck[] = [];
  for (const [at, certificate] of path.entries()) {
    const issuer = path[at + 1] ?? (isIssuedBy(certificate, certificate) ? certificate : null);
    checks.push(await signatureCheck(at, { certificate, issuer, verify }), timeCheck(at, certificate, now));
    if (at > 0) checks.push(...authorityChecks(at, certificate, path));
    checks.push(...constraintChecks(at, path), ...criticalChecks(at, certificate));
  }
  return checks;
}

const isSignedBy = (certificate: Certificate, issuer: Certificate, verify: Verify): Promise<boolean> =>
  verify({
    spkiDer: issuer.spki.der,
    algorithm: certificate.signatureAlgorithm,
    signed: certificate.tbsDer,
    signature: certificate.signature,
  });

async function signatureCheck(
  at: number,
  { certificate, issuer, verify }: { certificate: Certificate; issuer: Certificate | null; verify: Verify },
): Promise<PathCheck> {
  const source = "RFC 5280 §6.1.3 (a)(1)";
  if (!issuer)
    return { at, result: "unknown", text: "Its issuer is not at hand, so its signature cannot be checked.", source };
  if (await isSignedBy(certificate, issuer, verify)) {
    const whose = issuer === certificate ? "itself" : "its issuer";
    return { at, result: "good", text: `Signed by ${whose}.`, source };
  }
  return {
    at,
    result: "bad",
    text: "Its issuer’s key did not make its signature, or made it with an algorithm nobody trusts.",
    source,
  };
}

function timeCheck(at: number, { notBefore, notAfter }: Certificate, now: Date): PathCheck {
  const source = "RFC 5280 §6.1.3 (a)(2)";
  if (now < notBefore) return { at, result: "bad", text: `Not valid before ${minuteOf(notBefore)}.`, source };
  if (now > notAfter) return { at, result: "bad", text: `Expired on ${minuteOf(notAfter)}.`, source };
  return { at, result: "good", text: "Within its dates.", source };
}

const minuteOf = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

function authorityChecks(at: number, certificate: Certificate, path: readonly Certificate[]): PathCheck[] {
  const constraints = read(certificate, oid.basicConstraints, basicConstraintsOf);
  if (!constraints?.isCa) {
    return [
      {
        at,
        result: "bad",
        text: "Not a certificate authority, so it may sign no certificate.",
        source: "RFC 5280 §6.1.4 (k)",
      },
    ];
  }
  const checks: PathCheck[] = [];
  const usage = read(certificate, oid.keyUsage, keyUsageOf);
  if (usage && !usage.includes("keyCertSign")) {
    checks.push({
      at,
      result: "bad",
      text: "Its key usage does not allow signing certificates.",
      source: "RFC 5280 §6.1.4 (n)",
    });
  }
  // RFC 5280 §4.2.1.9: self-issued ones do not count, nor does the last certificate.
  const below = path.slice(1, at).filter((link) => !isIssuedBy(link, link)).length;
  if (constraints.pathLength !== null && constraints.pathLength < below) {
    checks.push({
      at,
      result: "bad",
      text: `It allows ${constraints.pathLength} authorities below it; here are ${below}.`,
      source: "RFC 5280 §6.1.4 (l)",
    });
  }
  if (checks.length === 0)
    checks.push({ at, result: "good", text: "May sign certificates.", source: "RFC 5280 §6.1.4 (k)–(n)" });
  return checks;
}

function constraintChecks(at: number, path: readonly Certificate[]): PathCheck[] {
  const certificate = path[at]!;
  const source = "RFC 5280 §6.1.3 (b), (c)";
  const names = extensionOf(certificate, oid.subjectAltName)
    ? read(certificate, oid.subjectAltName, subjectAltNameOf)
    : [];
  return path.slice(at + 1).flatMap((above): PathCheck[] => {
    if (!extensionOf(above, oid.nameConstraints)) return [];
    const constraints = read(above, oid.nameConstraints, nameConstraintsOf);
    if (!constraints || !names)
      return [{ at, result: "bad", text: "Name constraints above it cannot be checked.", source }];
    const violations = nameConstraintViolations(constraints, certificate.subjectDer, names);
    if (violations.length === 0)
      return [{ at, result: "good", text: "Its names are within the constraints above it.", source }];
    return violations.slice(0, 10).map(({ name, constraint, kind }) => ({
      at,
      result: "bad",
      text:
        kind === "excluded"
          ? `${name} is excluded above it (${constraint}).`
          : `${name} is not among what is permitted above it (${constraint}).`,
      source,
    }));
  });
}

// What a client of RFC 5280 has to process (§4.2).
const processed = new Set<string>([
  oid.basicConstraints,
  oid.keyUsage,
  oid.extendedKeyUsage,
  oid.subjectAltName,
  oid.nameConstraints,
  oid.certificatePolicies,
  oid.policyMappings,
  oid.policyConstraints,
  oid.inhibitAnyPolicy,
  oid.crlDistributionPoints,
  oid.authorityKeyIdentifier,
  oid.subjectKeyIdentifier,
]);

function criticalChecks(at: number, { extensions }: Certificate): PathCheck[] {
  return extensions
    .filter(({ critical, oid: id }) => critical && !processed.has(id))
    .map(({ oid: id }) => ({
      at,
      result: "bad",
      text: `A critical extension that clients do not know: ${describeOid(id)?.name ?? id}.`,
      source: "RFC 5280 §6.1.4 (o)",
    }));
}

function read<T>(certificate: Certificate, id: string, decode: (value: Der) => T): T | null {
  const extension = extensionOf(certificate, id);
  try {
    return extension ? decode(extension.value) : null;
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

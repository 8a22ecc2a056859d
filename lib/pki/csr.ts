/** Certification requests, PKCS#10 (RFC 2986), as strangers write them. */
import { CaError } from "../errors";
import { type CsrAttribute, readAttributes } from "./csr-attribute";
import { children, type Der, expectTag, readBits, readDer, readInteger, tag } from "./der";
import type { Extension } from "./extension/envelope";
import type { GeneralName } from "./general-name";
import { type Name, parseName, subjectOf } from "./name";
import { parsing } from "./parsing";
import { derFromInput } from "./pem";
import { parseSignatureAlgorithm } from "./signature-algorithm";
import { parseSpki, type SubjectPublicKeyInfo } from "./spki";

export { createCsr } from "./csr-create";
export { csrSignatureFindings } from "./csr-findings";

export interface CertificationRequest {
  readonly der: Der;
  /** CertificationRequestInfo: what the signature covers. */
  readonly signedDer: Der;
  readonly subjectDer: Der;
  readonly subject: Name;
  readonly spki: SubjectPublicKeyInfo;
  /** Of the requested subjectAltName, as written there: not yet normalized. */
  readonly names: readonly GeneralName[];
  readonly requestedExtensions: readonly Extension[];
  /** Complete AlgorithmIdentifier, known to be well formed. */
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  readonly attributes: readonly CsrAttribute[];
  /** One sentence for each thing in the request that will not be looked at: in the subject, attributes, extensions. */
  readonly notUnderstood: readonly string[];
}

export const csrBytesMax = 64 * 1024;

/** PEM labels (RFC 7468 §7 and the older one Netscape and Microsoft write). */
export const csrLabels = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"] as const;

/**
 * PEM, base64 or DER of at most 64 KiB. The signature is not checked here: see `webCryptoVerify`.
 * Throws `invalid` with the field `csr`, and `key` when it is the public key that cannot be read.
 */
export function parseCsr(input: string | Uint8Array): CertificationRequest {
  refusePrivateKey(input);
  return parsing("The certificate request", "csr", () => {
    const der = derFromInput(input, { what: "certificate request", labels: csrLabels, maxBytes: csrBytesMax });
    // CertificationRequest ::= SEQUENCE { certificationRequestInfo, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING }
    const [info, algorithm, signature, ...rest] = children(expectTag(readDer(der), tag.sequence, "the request"));
    if (rest.length) throw malformed("it has more than three parts");
    const signatureAlgorithm = expectTag(algorithm, tag.sequence, "the signature algorithm").bytes;
    parseSignatureAlgorithm(signatureAlgorithm);
    const bits = readBits(expectTag(signature, tag.bitString, "the signature"), "the signature");
    if (bits.unusedBits) throw malformed("the signature is not a whole number of octets");
    const signedDer = expectTag(info, tag.sequence, "the request’s content").bytes;
    return { der, signedDer, signatureAlgorithm, signature: bits.octets, ...readRequestInfo(signedDer) };
  });
}

// CertificationRequestInfo ::= SEQUENCE { version INTEGER { v1(0) }, subject Name, subjectPKInfo, attributes [0] IMPLICIT SET OF }
function readRequestInfo(signedDer: Der) {
  const [version, name, key, attributeSet, ...rest] = children(readDer(signedDer));
  if (rest.length) throw malformed("its content has more than four parts");
  if (readInteger(expectTag(version, tag.integer, "the version"), "the version") !== 0n) {
    throw malformed("its version is not 1 (RFC 2986 §4.1)");
  }
  const subjectDer = expectTag(name, tag.sequence, "the subject").bytes;
  const subject = parseName(subjectDer);
  const spki = parseSpki(expectTag(key, tag.sequence, "the public key").bytes);
  // Deviation: the attributes may be missing altogether, as some old devices write it; RFC 2986 §4.1 wants them empty.
  const read = readAttributes(attributeSet ? children(expectTag(attributeSet, 0xa0, "the attributes")) : []);
  return {
    subjectDer,
    subject,
    spki,
    ...read,
    notUnderstood: [...subjectOf(subject).notUnderstood, ...read.notUnderstood],
  };
}

function refusePrivateKey(input: string | Uint8Array): void {
  const text =
    typeof input === "string"
      ? input
      : input[0] === 0x30
        ? ""
        : new TextDecoder().decode(input.subarray(0, 2 * csrBytesMax));
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return;
  throw new CaError(
    "invalid",
    "This contains a private key, which nobody here should see. Bring the certificate request alone, and make a new key if this one left its machine.",
    { field: "csr" },
  );
}

const malformed = (why: string) =>
  new CaError("invalid", `This is not a valid certificate request: ${why}.`, { field: "csr" });

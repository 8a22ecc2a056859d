/** X.509 certificates (RFC 5280 §4.1): assembled by concatenation, read strictly. */
import { CaError } from "../errors";
import {
  bitString,
  children,
  type Der,
  type DerNode,
  expectTag,
  explicit,
  integer,
  readBits,
  readDer,
  readInteger,
  readIntegerHex,
  readTime,
  sequence,
  tag,
  time,
} from "./der";
import { decodeExtensions, type Extension, encodeExtensions } from "./extension";
import { sha1Hex, sha256Hex } from "./hash";
import { type Name, parseName } from "./name";
import { parsing } from "./parsing";
import { derFromInput } from "./pem";
import { type Serial, serialDer, serialFromOctets } from "./serial";
import { parseSpki, type SubjectPublicKeyInfo } from "./spki";

export interface TbsCertificateInput {
  readonly serial: Serial;
  /** Complete AlgorithmIdentifier; the same bytes go behind the TBSCertificate (RFC 5280 §4.1.1.2). */
  readonly signatureAlgorithm: Der;
  /** The issuer's subject as its certificate encodes it, copied byte for byte (RFC 5280 §4.1.2.4). */
  readonly issuerDer: Der;
  readonly subjectDer: Der;
  /** Whole seconds; fractions are cut off. */
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spkiDer: Der;
  /** In the order they are to appear; none twice, at least one. */
  readonly extensions: readonly Extension[];
}

const version3 = explicit(0, integer(2));

// TBSCertificate ::= SEQUENCE { version [0] EXPLICIT INTEGER { v3(2) }, serialNumber INTEGER, signature AlgorithmIdentifier,
//   issuer Name, validity SEQUENCE { notBefore Time, notAfter Time }, subject Name, subjectPublicKeyInfo SubjectPublicKeyInfo,
//   extensions [3] EXPLICIT Extensions }
export function buildTbsCertificate(input: TbsCertificateInput): Der {
  return sequence(
    version3,
    serialDer(input.serial),
    input.signatureAlgorithm,
    input.issuerDer,
    sequence(time(input.notBefore), time(input.notAfter)),
    input.subjectDer,
    input.spkiDer,
    explicit(3, encodeExtensions(input.extensions)),
  );
}

/** Certificate ::= SEQUENCE { tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING } */
export function assembleCertificate(tbs: Der, signatureAlgorithm: Der, signature: Uint8Array): Der {
  return sequence(tbs, signatureAlgorithm, bitString(signature));
}

export interface TbsCertificate {
  readonly tbsDer: Der;
  /** 1, 2 or 3, as people count. */
  readonly version: number;
  readonly serial: Serial;
  /** Content octets of the INTEGER, sign octet and all: a negative serial shows here only. */
  readonly serialOctets: Uint8Array;
  /** The one inside what is signed; RFC 5280 §4.1.2.3 wants it equal to the one outside. */
  readonly tbsSignatureAlgorithm: Der;
  readonly issuerDer: Der;
  readonly subjectDer: Der;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Identifier octets: UTCTime or GeneralizedTime. */
  readonly notBeforeTag: number;
  readonly notAfterTag: number;
  readonly spki: SubjectPublicKeyInfo;
  /** issuerUniqueID or subjectUniqueID is there (RFC 5280 §4.1.2.8). */
  readonly hasUniqueIdentifiers: boolean;
  readonly extensions: readonly Extension[];
}

export interface Certificate extends TbsCertificate {
  readonly der: Der;
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  /** Fingerprints, lower-case hex. */
  readonly sha1: string;
  readonly sha256: string;
}

const certificateBytesMax = 128 * 1024;

/** PEM, bare base64 or DER, at most 128 KiB. Throws `invalid` with the field `certificate` (`key` for its public key). */
export function parseCertificate(input: string | Uint8Array): Certificate {
  return parsing("The certificate", "certificate", () => {
    const der = derFromInput(input, {
      what: "certificate",
      labels: ["CERTIFICATE", "X509 CERTIFICATE"],
      maxBytes: certificateBytesMax,
    });
    const parts = children(expectTag(readDer(der), tag.sequence, "the certificate"));
    const [tbs, algorithm, signature] = parts;
    if (parts.length !== 3) throw malformed("it is not a signed body, an algorithm and a signature (RFC 5280 §4.1)");
    const { octets, unusedBits } = readBits(expectTag(signature, tag.bitString, "the signature"), "the signature");
    if (unusedBits) throw malformed("the signature is not a whole number of octets (RFC 5280 §4.1.1.3)");
    return {
      ...readTbs(expectTag(tbs, tag.sequence, "the signed body")),
      der,
      signatureAlgorithm: expectTag(algorithm, tag.sequence, "the signature algorithm").bytes,
      signature: octets,
      sha1: sha1Hex(der),
      sha256: sha256Hex(der),
    };
  });
}

/** What is about to be signed, read back by the same rules. */
export function parseTbsCertificate(tbs: Der): TbsCertificate {
  return parsing("The certificate", "certificate", () => {
    if (tbs.length > certificateBytesMax) throw malformed("it is larger than 128 KiB");
    return readTbs(expectTag(readDer(tbs), tag.sequence, "the signed body"));
  });
}

export function extensionOf(certificate: TbsCertificate, oid: string): Extension | undefined {
  return certificate.extensions.find((extension) => extension.oid === oid);
}

function readTbs(node: DerNode): TbsCertificate {
  const parts = children(node);
  const version = readVersion(parts);
  const [serial, algorithm, issuer, validity, subject, spki, ...optional] = parts;
  const serialNode = expectTag(serial, tag.integer, "the serial number");
  readIntegerHex(serialNode, "the serial number");
  const issuerDer = expectTag(issuer, tag.sequence, "the issuer").bytes;
  const subjectDer = expectTag(subject, tag.sequence, "the subject").bytes;
  return {
    tbsDer: node.bytes,
    version,
    serial: serialFromOctets(serialNode.content),
    serialOctets: serialNode.content,
    tbsSignatureAlgorithm: expectTag(algorithm, tag.sequence, "the signature algorithm").bytes,
    issuerDer,
    subjectDer,
    issuer: parseName(issuerDer),
    subject: parseName(subjectDer),
    ...readValidity(expectTag(validity, tag.sequence, "the validity")),
    spki: parseSpki(expectTag(spki, tag.sequence, "the public key").bytes),
    ...readOptional(optional, version),
  };
}

// version [0] EXPLICIT Version DEFAULT v1. RFC 5280 §4.1.2.1
function readVersion(parts: DerNode[]): number {
  if (parts[0]?.identifier !== 0xa0) return 1;
  const [value, extra] = children(parts.shift()!);
  const version = value && !extra ? readInteger(value, "the version") : 0n;
  // X.690 §11.5: the default, v1 (0), is not encoded.
  if (version !== 1n && version !== 2n) throw malformed("its version is neither 2 nor 3 (RFC 5280 §4.1.2.1)");
  return Number(version) + 1;
}

type Validity = Pick<TbsCertificate, "notBefore" | "notAfter" | "notBeforeTag" | "notAfterTag">;

function readValidity(node: DerNode): Validity {
  const [notBefore, notAfter, extra] = children(node);
  if (extra) throw malformed("the validity is more than two times (RFC 5280 §4.1.2.5)");
  return {
    notBefore: readTime(notBefore, "notBefore"),
    notAfter: readTime(notAfter, "notAfter"),
    notBeforeTag: notBefore!.identifier,
    notAfterTag: notAfter!.identifier,
  };
}

// issuerUniqueID [1] IMPLICIT BIT STRING (v2, v3), subjectUniqueID [2] IMPLICIT BIT STRING (v2, v3), extensions [3] (v3)
function readOptional(parts: DerNode[], version: number): Pick<TbsCertificate, "hasUniqueIdentifiers" | "extensions"> {
  const before = parts.length;
  for (const identifier of [0x81, 0x82]) if (parts[0]?.identifier === identifier) parts.shift();
  const hasUniqueIdentifiers = parts.length < before;
  const wrapper = parts[0]?.identifier === 0xa3 ? parts.shift() : undefined;
  if (parts.length) throw malformed("something follows its public key that does not belong there (RFC 5280 §4.1)");
  if (hasUniqueIdentifiers && version < 2) throw malformed("version 1 has no unique identifiers (RFC 5280 §4.1.2.8)");
  if (wrapper && version < 3) throw malformed("only version 3 has extensions (RFC 5280 §4.1.2.9)");
  const [list, extra] = wrapper ? children(wrapper) : [];
  if (wrapper && (!list || extra)) throw malformed("its extensions are not one list (RFC 5280 §4.1.2.9)");
  return { hasUniqueIdentifiers, extensions: list ? decodeExtensions(list) : [] };
}

const malformed = (why: string): CaError => new CaError("invalid", `This is not a valid certificate: ${why}.`);

/**
 * TBSCertificate as lint sees it: only split into its fields, nothing corrected, nothing taken for granted.
 * Lint has this reader of its own so that a fault shared by encoder and parser does not pass unseen.
 */
import { CaError } from "../../errors";
import { children, type Der, type DerNode, expectTag, readBoolean, readDer, readOid, tag } from "../der";

export interface LintedExtension {
  readonly oid: string;
  readonly isCritical: boolean;
  /** critical FALSE was spelled out, which DER forbids. */
  readonly hasDefaultEncoded: boolean;
  /** Content of the OCTET STRING. */
  readonly value: Der;
}

export interface TbsFields {
  /** 1, 2 or 3 by name; null when the field holds something else. */
  readonly version: number | null;
  /** Content octets of the INTEGER, as encoded. */
  readonly serial: Uint8Array;
  readonly signatureAlgorithm: Der;
  readonly issuerDer: Der;
  readonly notBefore: DerNode;
  readonly notAfter: DerNode;
  readonly subjectDer: Der;
  readonly spkiDer: Der;
  readonly hasUniqueIdentifier: boolean;
  readonly extensions: readonly LintedExtension[];
}

// TBSCertificate ::= SEQUENCE { version [0] EXPLICIT DEFAULT v1, serialNumber, signature, issuer, validity, subject,
//   subjectPublicKeyInfo, issuerUniqueID [1], subjectUniqueID [2], extensions [3] EXPLICIT } (RFC 5280 §4.1)
/** Throws `invalid` when the bytes do not even have the fields. */
export function readTbsFields(tbs: Der): TbsFields {
  const fields = children(expectTag(readDer(tbs), tag.sequence, "the certificate"));
  const version = fields[0]?.identifier === 0xa0 ? fields.shift() : undefined;
  const [serial, signature, issuer, validity, subject, spki, ...rest] = fields;
  const [notBefore, notAfter, ...more] = children(expectTag(validity, tag.sequence, "the validity"));
  if (!notBefore || !notAfter || more.length) throw malformed("the validity is not two times");
  const extensions = rest.at(-1)?.identifier === 0xa3 ? rest.pop() : undefined;
  if (rest.some(({ identifier }) => identifier !== 0x81 && identifier !== 0x82))
    throw malformed("it has an unknown field");
  return {
    version: versionOf(version),
    serial: expectTag(serial, tag.integer, "the serial number").content,
    signatureAlgorithm: expectTag(signature, tag.sequence, "the signature algorithm").bytes,
    issuerDer: expectTag(issuer, tag.sequence, "the issuer").bytes,
    notBefore,
    notAfter,
    subjectDer: expectTag(subject, tag.sequence, "the subject").bytes,
    spkiDer: expectTag(spki, tag.sequence, "the public key").bytes,
    hasUniqueIdentifier: rest.length > 0,
    extensions: extensions ? readExtensions(onlyChild(extensions)) : [],
  };
}

function versionOf(node: DerNode | undefined): number | null {
  if (!node) return 1;
  const [value] = children(node);
  return value?.identifier === tag.integer && value.content.length === 1 ? value.content[0]! + 1 : null;
}

function onlyChild(node: DerNode): DerNode {
  const [child, ...rest] = children(node);
  if (!child || rest.length) throw malformed("an explicit tag does not hold exactly one value");
  return child;
}

// Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }
export function readExtensions(list: DerNode): LintedExtension[] {
  return children(expectTag(list, tag.sequence, "the list of extensions")).map((node) => {
    const parts = children(expectTag(node, tag.sequence, "an extension"));
    const [id] = parts;
    const critical = parts.length === 3 ? readBoolean(parts[1]!, "the criticality of an extension") : null;
    if (!id || parts.length < 2 || parts.length > 3) throw malformed("an extension does not have two or three fields");
    return {
      oid: readOid(id, "the identifier of an extension"),
      isCritical: critical === true,
      hasDefaultEncoded: critical === false,
      value: expectTag(parts.at(-1), tag.octetString, "the value of an extension").content,
    };
  });
}

const malformed = (why: string) =>
  new CaError("invalid", `This is not a certificate: ${why}.`, { field: "certificate" });

/** Extensions that our authorities never write, in plain words: what strangers’ certificates and CRLs carry. */
import { CaError } from "../../errors";
import {
  children,
  type Der,
  type DerNode,
  expectTag,
  hexFromBytes,
  oidText,
  readBits,
  readDer,
  readInteger,
  readNamedBits,
  readOid,
  readTime,
  tag,
} from "../der";
import { readDirectoryString } from "../directory-string";
import { decodeGeneralName, formatGeneralName } from "../general-name";
import { describeOid, oid } from "../oid";

/** The numbers behind the names of `oid.ts`. */
export const foreignDescribers: Readonly<Record<string, (value: Der) => string[]>> = {
  [oid.certificatePolicies]: policies,
  [oid.policyMappings]: (value) =>
    listOf(value).map((mapping) => {
      const [issuers, subjects] = children(expectTag(mapping, tag.sequence, "a mapping"));
      return `The issuer’s ${policyName(issuers)} counts as ${policyName(subjects)} below.`;
    }),
  [oid.policyConstraints]: (value) =>
    listOf(value).map((field) => {
      const skipped = smallInteger(field);
      if (field.identifier === 0x80) return `An explicit policy is required ${after(skipped)}.`;
      if (field.identifier === 0x81) return `Policies may not be mapped ${after(skipped)}.`;
      throw invalid("it has a part that does not belong there");
    }),
  [oid.inhibitAnyPolicy]: (value) => [
    `The policy “any” counts for nothing ${after(Number(readInteger(readDer(value), "the number")))}.`,
  ],
  [oid.tlsFeature]: (value) =>
    listOf(value).map((feature) => {
      const number = Number(readInteger(feature, "a feature"));
      if (number === 5) return "The server must staple an OCSP response (status_request, “must staple”).";
      if (number === 17) return "The server must staple OCSP responses for its whole chain (status_request_v2).";
      return `The server must support TLS extension ${number}.`;
    }),
  [oid.signedCertificateTimestampList]: timestamps,
  [oid.ctPoison]: () => ["A precertificate: made for Certificate Transparency logs and valid for nothing else."],
  [oid.privateKeyUsagePeriod]: (value) =>
    listOf(value).map((bound) => {
      const time = readTime({ ...bound, identifier: tag.generalizedTime }, "the bound").toISOString();
      return bound.identifier === 0x80 ? `The key signs from ${time}.` : `The key signs until ${time}.`;
    }),
  [oid.certificateIssuer]: (value) =>
    listOf(value).map((name) => `Issued by ${formatGeneralName(decodeGeneralName(name))}`),
  [oid.netscapeCertType]: (value) => netscapeTypes(readNamedBits(readDer(value), "the certificate type")),
  [oid.netscapeComment]: (value) => [readDirectoryString(readDer(value))],
  [oid.subjectDirectoryAttributes]: (value) =>
    listOf(value).map((attribute) => {
      const [type, values] = children(expectTag(attribute, tag.sequence, "an attribute"));
      const dotted = readOid(expectTag(type, tag.oid, "an attribute"), "an attribute");
      const words = children(expectTag(values, tag.set, "the values")).map(plainValue);
      return `${directoryAttributes[dotted] ?? dotted}: ${words.join(", ")}`;
    }),
  [oid.qcStatements]: (value) =>
    listOf(value).map((statement) => {
      const [type, detail] = children(expectTag(statement, tag.sequence, "a statement"));
      const dotted = readOid(expectTag(type, tag.oid, "a statement"), "a statement");
      const words = qualifiedStatements[dotted] ?? `Statement ${dotted}`;
      return detail ? `${words}: ${plainValue(detail)}` : words;
    }),
  [oid.smimeCapabilities]: (value) =>
    listOf(value).map((capability) => {
      const [algorithm] = children(expectTag(capability, tag.sequence, "a capability"));
      return `Its owner can read ${plainValue(expectTag(algorithm, tag.oid, "a capability"))}.`;
    }),
  [oid.msTemplateName]: (value) => [`Issued by the template “${readDirectoryString(readDer(value))}”.`],
  [oid.msTemplate]: (value) => {
    const [template, major, minor] = listOf(value);
    const version = [major, minor].flatMap((part) => (part ? [readInteger(part, "the version")] : [])).join(".");
    return [`Issued by the template ${plainValue(expectTag(template, tag.oid, "the template"))}, version ${version}.`];
  },
  [oid.msCaVersion]: (value) => {
    const version = Number(readInteger(readDer(value), "the version"));
    return [`Certificate ${version & 0xffff} of its authority, under its key ${version >>> 16}.`];
  },
  [oid.msApplicationPolicies]: policies,
};

const listOf = (value: Der): DerNode[] => children(expectTag(readDer(value), tag.sequence, "the list"));
const after = (certificates: number): string =>
  certificates === 0
    ? "from here on"
    : `after ${certificates} more ${certificates === 1 ? "authority" : "authorities"}`;

// IMPLICIT INTEGER: the content octets alone.
function smallInteger(field: DerNode): number {
  if (field.content.length === 0 || field.content.length > 4) throw invalid("a number has an unlikely length");
  return field.content.reduce((number, octet) => number * 256 + octet, 0);
}

function policyName(node: DerNode | undefined): string {
  const dotted = readOid(expectTag(node, tag.oid, "a policy"), "a policy");
  const known = describeOid(dotted);
  return known ? `${known.name} (${dotted})` : `policy ${dotted}`;
}

// PolicyInformation ::= SEQUENCE { policyIdentifier OBJECT IDENTIFIER, policyQualifiers SEQUENCE OF PolicyQualifierInfo OPTIONAL }
function policies(value: Der): string[] {
  return listOf(value).flatMap((information) => {
    const [policy, qualifiers] = children(expectTag(information, tag.sequence, "a policy"));
    const more = qualifiers ? children(expectTag(qualifiers, tag.sequence, "the qualifiers")) : [];
    return [`Issued under ${policyName(policy)}`, ...more.map(qualifierText)];
  });
}

// PolicyQualifierInfo ::= SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY }
function qualifierText(node: DerNode): string {
  const [id, qualifier] = children(expectTag(node, tag.sequence, "a qualifier"));
  const dotted = readOid(expectTag(id, tag.oid, "a qualifier"), "a qualifier");
  if (!qualifier) throw invalid("a qualifier is empty");
  if (dotted === "1.3.6.1.5.5.7.2.1") return `Practice statement: ${readDirectoryString(qualifier)}`;
  if (dotted !== "1.3.6.1.5.5.7.2.2") return `Qualifier ${dotted}: ${plainValue(qualifier)}`;
  // UserNotice ::= SEQUENCE { noticeRef SEQUENCE OPTIONAL, explicitText DisplayText OPTIONAL }
  const explicit = children(expectTag(qualifier, tag.sequence, "a notice")).filter(
    (part) => part.identifier !== tag.sequence,
  );
  return `Notice: ${explicit.map(readDirectoryString).join(" ") || "by reference only"}`;
}

/** SignedCertificateTimestampList, in TLS notation inside an OCTET STRING (RFC 6962 §3.3). */
function timestamps(value: Der): string[] {
  const { content } = expectTag(readDer(value), tag.octetString, "the list");
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const at16 = (offset: number) => (offset + 2 <= content.length ? view.getUint16(offset) : Number.NaN);
  if (at16(0) !== content.length - 2) throw invalid("its length does not fit (RFC 6962 §3.3)");
  const lines: string[] = [];
  for (let at = 2; at < content.length; ) {
    const length = at16(at);
    const end = at + 2 + length;
    // version, log id of 32 octets, milliseconds in 8
    if (!(end <= content.length) || length < 41) throw invalid("a timestamp is cut off (RFC 6962 §3.2)");
    const log = hexFromBytes(content.subarray(at + 3, at + 35));
    const milliseconds = Number(view.getBigUint64(at + 35));
    const time = milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : `${milliseconds} ms`;
    lines.push(
      content[at + 2] === 0
        ? `Seen by the log ${log.slice(0, 16)}… at ${time}.`
        : `A timestamp of an unknown version (${content[at + 2]}).`,
    );
    at = end;
  }
  return lines;
}

// The only document is Netscape’s own, long gone; OpenSSL’s nsCertType names the same bits.
const netscapeNames = [
  "TLS client",
  "TLS server",
  "e-mail",
  "code signing",
  "reserved",
  "authority for TLS",
  "authority for e-mail",
  "authority for code signing",
];
const netscapeTypes = (bits: readonly number[]): string[] => bits.map((bit) => netscapeNames[bit] ?? `bit ${bit}`);

// RFC 3739 §3.2.2
const directoryAttributes: Readonly<Record<string, string>> = {
  "1.3.6.1.5.5.7.9.1": "Date of birth",
  "1.3.6.1.5.5.7.9.2": "Place of birth",
  "1.3.6.1.5.5.7.9.3": "Gender",
  "1.3.6.1.5.5.7.9.4": "Country of citizenship",
  "1.3.6.1.5.5.7.9.5": "Country of residence",
};

// ETSI EN 319 412-5 §4; RFC 3739 §3.2.6
const qualifiedStatements: Readonly<Record<string, string>> = {
  "0.4.0.1862.1.1": "A qualified certificate under EU law",
  "0.4.0.1862.1.2": "Liable up to",
  "0.4.0.1862.1.3": "Years its records are kept",
  "0.4.0.1862.1.4": "The key lies in a qualified signature device",
  "0.4.0.1862.1.5": "Disclosure statement",
  "0.4.0.1862.1.6": "Kind of certificate",
  "1.3.6.1.5.5.7.11.2": "Semantics of the subject",
};

const nestingMax = 4;

/** Any value in one line. */
function plainValue(node: DerNode, depth = 0): string {
  if (node.identifier === tag.oid) {
    const dotted = oidText(node.content, "a value");
    return describeOid(dotted)?.name ?? dotted;
  }
  if (node.identifier === tag.integer) return readInteger(node, "a value").toString();
  if (node.identifier === tag.bitString) return hexFromBytes(readBits(node, "a value").octets);
  if (node.identifier === tag.utcTime || node.identifier === tag.generalizedTime)
    return readTime(node, "a value").toISOString();
  if (node.identifier & 0x20 && depth < nestingMax)
    return children(node)
      .map((child) => plainValue(child, depth + 1))
      .join(" ");
  return readDirectoryString(node);
}

const invalid = (why: string) => new CaError("invalid", `This extension is malformed: ${why}.`);

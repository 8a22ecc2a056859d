/** A CRL about to be signed, as rules ask about it. */
import { CaError } from "../../errors";
import { children, type Der, type DerNode, expectTag, readDer, readInteger, readTime, tag } from "../der";
import { oid } from "../oid";
import { attempt, type CertificateView } from "./certificate-subject";
import { readAuthorityKeyIdentifier } from "./extension-values";
import { type RevokedEntries, scanRevokedEntries } from "./revoked-entries";
import { type LintedExtension, readExtensions } from "./tbs-certificate";

export interface CrlView {
  /** 2 by name is v2; null when the field is absent or holds something else. */
  readonly version: number | null;
  readonly signatureAlgorithm: Der;
  readonly issuerDer: Der;
  readonly thisUpdate: DerNode;
  readonly nextUpdate: DerNode | undefined;
  readonly thisUpdateAt: Date | undefined;
  readonly nextUpdateAt: Date | undefined;
  /** Null: revokedCertificates is absent. */
  readonly entries: RevokedEntries | null;
  readonly extensions: readonly LintedExtension[];
  readonly extension: (dotted: string) => LintedExtension | undefined;
  /** Undefined when absent or unreadable. */
  readonly number: bigint | undefined;
  readonly authorityKeyIdentifier: Uint8Array | null | undefined;
}

export interface CrlSubject extends CrlView {
  readonly issuer: CertificateView;
  readonly previousNumber: bigint | null;
  readonly previousNextUpdate: Date | null;
  readonly isClockConfirmed: boolean;
}

// TBSCertList ::= SEQUENCE { version INTEGER (v2(1)) OPTIONAL, signature, issuer, thisUpdate, nextUpdate OPTIONAL,
//   revokedCertificates SEQUENCE OF … OPTIONAL, crlExtensions [0] EXPLICIT Extensions OPTIONAL } (RFC 5280 §5.1)
/** Throws `invalid` when the bytes do not even have the fields. */
export function viewCrl(tbs: Der): CrlView {
  const fields = topLevel(tbs);
  const version = fields[0]?.identifier === tag.integer ? fields.shift() : undefined;
  const [signature, issuer, thisUpdate, ...rest] = fields;
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const revoked = rest[0]?.identifier === tag.sequence ? rest.shift() : undefined;
  const wrapper = rest[0]?.identifier === 0xa0 ? rest.shift() : undefined;
  if (!thisUpdate || rest.length) throw malformed("it does not have the fields of a TBSCertList");
  const extensions = wrapper ? readExtensions(readDer(wrapper.content)) : [];
  const extension = (dotted: string) => extensions.find((candidate) => candidate.oid === dotted);
  const number = extension(oid.crlNumber);
  const keyIdentifier = extension(oid.authorityKeyIdentifier);
  return {
    version: version?.content.length === 1 ? version.content[0]! + 1 : null,
    signatureAlgorithm: expectTag(signature, tag.sequence, "the signature algorithm").bytes,
    issuerDer: expectTag(issuer, tag.sequence, "the issuer").bytes,
    thisUpdate,
    nextUpdate,
    thisUpdateAt: attempt(() => readTime(thisUpdate, "thisUpdate")),
    nextUpdateAt: nextUpdate && attempt(() => readTime(nextUpdate, "nextUpdate")),
    entries: revoked ? scanRevokedEntries(revoked.content) : null,
    extensions,
    extension,
    number: number && attempt(() => readInteger(readDer(number.value), "the CRL number")),
    authorityKeyIdentifier: keyIdentifier && attempt(() => readAuthorityKeyIdentifier(keyIdentifier.value)),
  };
}

/** Splits the outermost level only: going through every entry is the business of `scanRevokedEntries`. */
function topLevel(tbs: Der): DerNode[] {
  const [outer, ...more] = children({ identifier: tag.sequence, bytes: tbs, content: tbs });
  if (more.length) throw malformed("bytes follow its end");
  return children(expectTag(outer, tag.sequence, "the CRL"));
}

const isTime = (node: DerNode | undefined) =>
  node?.identifier === tag.utcTime || node?.identifier === tag.generalizedTime;

const malformed = (why: string) => new CaError("invalid", `This is not a CRL: ${why}.`, { field: "crl" });

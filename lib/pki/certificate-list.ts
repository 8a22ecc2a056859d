/** Reading certificate revocation lists (RFC 5280 §5.1), ours and other people's. */
import { CaError } from "../errors";
import type { RevokedEntry } from "./crl";
import { children, type Der, type DerNode, equalBytes, expectTag, readBits, readInteger, readTime, tag } from "./der";
import { crlNumberOf, reasonCodeOf } from "./extension/crl";
import { decodeExtensions, type Extension } from "./extension/envelope";
import { authorityKeyIdentifierOf } from "./extension/key-identifier";
import { type Name, parseName } from "./name";
import { oid } from "./oid";
import { parsing } from "./parsing";
import { derFromInput } from "./pem";
import { serialFromOctets } from "./serial";

export interface CertificateList {
  readonly der: Der;
  readonly tbsDer: Der;
  readonly version: 1 | 2;
  readonly issuerDer: Der;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly number: bigint | null;
  /** The keyIdentifier of authorityKeyIdentifier. */
  readonly authorityKeyIdentifier: Uint8Array | null;
  /** Complete AlgorithmIdentifier. */
  readonly signatureAlgorithm: Der;
  readonly signature: Uint8Array;
  readonly extensions: readonly Extension[];
  readonly entryCount: number;
  /** Decoded one at a time, in the list's order; throws `invalid` at an entry that is malformed. */
  entries(): Iterable<RevokedEntry & { readonly extensions: readonly Extension[] }>;
}

const bytesMax = 64 * 1024 * 1024;

/** PEM, base64 or DER of at most 64 MiB. Throws `invalid` with the field `crl`. */
export function parseCrl(input: string | Uint8Array): CertificateList {
  return parsing("The CRL", "crl", () => {
    const der = derFromInput(input, { what: "CRL", labels: ["X509 CRL", "CRL"], maxBytes: bytesMax });
    // Not readDer: it would walk every entry of a list that may have a million.
    const [list, extra] = children({ identifier: tag.sequence, bytes: der, content: der });
    if (extra) throw malformed("bytes follow its end");
    const [tbs, algorithm, signature, ...rest] = children(expectTag(list, tag.sequence, "the CRL"));
    if (rest.length) throw malformed("it has more than three parts");
    const signatureAlgorithm = expectTag(algorithm, tag.sequence, "the signature algorithm").bytes;
    const bits = readBits(expectTag(signature, tag.bitString, "the signature"), "the signature");
    if (bits.unusedBits) throw malformed("the signature is not a whole number of octets");
    const fields = readTbs(expectTag(tbs, tag.sequence, "the list"), signatureAlgorithm);
    return { der, tbsDer: tbs!.bytes, signatureAlgorithm, signature: bits.octets, ...fields };
  });
}

function readTbs(tbs: DerNode, signatureAlgorithm: Der) {
  const parts = children(tbs);
  const version = parts[0]?.identifier === tag.integer ? readInteger(parts.shift()!, "the version") : null;
  if (version !== null && version !== 1n) throw malformed("its version is neither 1 nor 2");
  // RFC 5280 §5.1.1.2: the algorithm inside is the one outside.
  if (!equalBytes(expectTag(parts.shift(), tag.sequence, "the algorithm").bytes, signatureAlgorithm)) {
    throw malformed("the signature algorithm inside differs from the one outside");
  }
  const issuerDer = expectTag(parts.shift(), tag.sequence, "the issuer").bytes;
  const thisUpdate = readTime(parts.shift(), "thisUpdate");
  const hasNextUpdate = parts[0]?.identifier === tag.utcTime || parts[0]?.identifier === tag.generalizedTime;
  const nextUpdate = hasNextUpdate ? readTime(parts.shift(), "nextUpdate") : null;
  const revoked = parts[0]?.identifier === tag.sequence ? children(parts.shift()!) : null;
  if (revoked?.length === 0) throw malformed("its list of entries is empty instead of absent (RFC 5280 §5.1.2.6)");
  const extensions = version !== null && parts[0]?.identifier === 0xa0 ? readExtensions(parts.shift()!) : [];
  if (parts.length) throw malformed("it has parts it may not have");
  const extensionValue = (id: string) => extensions.find((extension) => extension.oid === id)?.value;
  const number = extensionValue(oid.crlNumber);
  const authority = extensionValue(oid.authorityKeyIdentifier);
  return {
    version: version === null ? (1 as const) : (2 as const),
    issuerDer,
    issuer: parseName(issuerDer),
    thisUpdate,
    nextUpdate,
    number: number ? crlNumberOf(number) : null,
    authorityKeyIdentifier: authority ? authorityKeyIdentifierOf(authority).keyIdentifier : null,
    extensions,
    entryCount: revoked?.length ?? 0,
    entries: () => readEntries(revoked ?? []),
  };
}

function readExtensions(wrapper: DerNode): Extension[] {
  const [list, extra] = children(wrapper);
  if (!list || extra) throw malformed("its extensions are not one list");
  return decodeExtensions(list);
}

function* readEntries(
  nodes: readonly DerNode[],
): Generator<RevokedEntry & { readonly extensions: readonly Extension[] }> {
  for (const node of nodes) yield parsing("An entry of the CRL", "crl", () => readEntry(node));
}

function readEntry(node: DerNode) {
  const [serial, date, list, extra] = children(expectTag(node, tag.sequence, "an entry"));
  if (extra) throw malformed("an entry has more than three parts");
  readInteger(expectTag(serial, tag.integer, "a serial number"), "a serial number");
  const extensions = list ? decodeExtensions(list) : [];
  const reason = extensions.find((extension) => extension.oid === oid.reasonCode);
  return {
    serial: serialFromOctets(serial!.content),
    revokedAt: readTime(date, "a revocation date"),
    reason: reason ? reasonCodeOf(reason.value) : 0,
    extensions,
  };
}

const malformed = (why: string) => new CaError("invalid", `This is not a valid CRL: ${why}.`, { field: "crl" });

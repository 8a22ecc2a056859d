/** PKCS#7 as a bag of certificates: a CMS SignedData that signs nothing (RFC 5652 §5, "degenerate"), the usual `.p7b`. */
import { type Der, explicit, implicitConstructed, integer, oid, sequence, setOf } from "./der";

const id = { data: "1.2.840.113549.1.7.1", signedData: "1.2.840.113549.1.7.2" } as const;

/** PEM label (RFC 7468 §8). */
export const pkcs7Label = "PKCS7";

// ContentInfo ::= SEQUENCE { contentType, content [0] EXPLICIT SignedData }
// SignedData ::= SEQUENCE { version 1, digestAlgorithms SET OF (none), encapContentInfo { id-data, no content },
//   certificates [0] IMPLICIT SET OF Certificate, crls [1] absent, signerInfos SET OF (none) }
/** Readers order by issuer and subject: a SET OF in DER has an order of its own (X.690 §11.6). */
export function createPkcs7(certificates: readonly Der[]): Der {
  if (certificates.length === 0) throw new TypeError("A PKCS#7 file needs a certificate.");
  const set = implicitConstructed(0, contentOf(setOf(...certificates)));
  return sequence(oid(id.signedData), explicit(0, sequence(integer(1), setOf(), sequence(oid(id.data)), set, setOf())));
}

/** The content of a value with its own header taken off. */
function contentOf(value: Der): Der {
  const first = value[1]!;
  return value.subarray(first < 0x80 ? 2 : 2 + (first & 0x7f));
}

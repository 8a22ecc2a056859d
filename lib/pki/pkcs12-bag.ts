/** The parts of which every PKCS#12 file (RFC 7292) is made, with a key in it or without. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { type Der, explicit, integer, nullValue, octetString, oid, sequence, setOf, tag, tlv } from "./der";
import { bmpPassword } from "./password";
import { derivePkcs12 } from "./pkcs12-kdf";

export const bagId = {
  data: "1.2.840.113549.1.7.1",
  encryptedData: "1.2.840.113549.1.7.6",
  pkcs8ShroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certBag: "1.2.840.113549.1.12.10.1.3",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
} as const;

// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY } (RFC 5652 §3)
export const dataContent = (content: Der): Der => sequence(oid(bagId.data), explicit(0, octetString(content)));

// SafeBag ::= SEQUENCE { bagId, bagValue [0] EXPLICIT, bagAttributes SET OF PKCS12Attribute OPTIONAL } (§4.2)
export function safeBag(id: string, value: Der, attributes: readonly Der[]): Der {
  return sequence(oid(id), explicit(0, value), ...(attributes.length ? [setOf(...attributes)] : []));
}

// CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT OCTET STRING } (§4.2.3)
export const certBag = (certificate: Der, attributes: readonly Der[]): Der =>
  safeBag(bagId.certBag, sequence(oid(bagId.x509Certificate), explicit(0, octetString(certificate))), attributes);

// friendlyName ::= BMPString (RFC 2985 §5.5.1), without the terminator that passwords have.
export const friendlyName = (name: string): Der =>
  sequence(oid(bagId.friendlyName), setOf(tlv(tag.bmpString, bmpPassword(name).subarray(0, -2))));

export interface MacInput {
  readonly variant: "modern" | "legacy";
  readonly password: string;
  readonly iterations: number;
  readonly randomBytes: (length: number) => Uint8Array;
}

// MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 } (§4; key: §B.3 purpose 3)
export function macData(authenticatedSafe: Der, { variant, password, iterations, randomBytes }: MacInput): Der {
  const isModern = variant === "modern";
  const salt = randomBytes(isModern ? 16 : 8);
  const key = derivePkcs12({
    hash: isModern ? "SHA-256" : "SHA-1",
    purpose: 3,
    password: bmpPassword(password),
    salt,
    iterations,
    octets: isModern ? 32 : 20,
  });
  const mac = hmac(isModern ? nobleSha256 : nobleSha1, key, authenticatedSafe);
  const digest = sequence(oid(isModern ? "2.16.840.1.101.3.4.2.1" : "1.3.14.3.2.26"), nullValue());
  return sequence(sequence(digest, octetString(mac)), octetString(salt), integer(iterations));
}

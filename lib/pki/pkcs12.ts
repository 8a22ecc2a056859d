/** PKCS#12 (RFC 7292): a private key with its certificate and chain in one file under a password. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { type Der, explicit, implicit, integer, nullValue, octetString, oid, sequence, setOf, tag, tlv } from "./der";
import { sha1 } from "./hash";
import { bmpPassword, checkPassword } from "./password";
import { type Encrypted, encryptPbes2 } from "./pbes2";
import { derivePkcs12 } from "./pkcs12-kdf";
import { encryptTripleDes } from "./triple-des";

export interface Pkcs12Input {
  readonly pkcs8Der: Der;
  /** The certificate of the key first, then its issuers, the root included. */
  readonly certificates: readonly Der[];
  /** What key stores show as the entry's name (alias); left out when empty. */
  readonly friendlyName: string;
  readonly password: string;
  /** `modern`: AES-256 and SHA-256. `legacy`: 3DES and SHA-1, for what predates OpenSSL 1.1, Windows 10 1709 or JDK 8u301. */
  readonly variant: "modern" | "legacy";
  readonly randomBytes: (length: number) => Uint8Array;
}

/**
 * Rounds of every derivation in the file, the MAC's included: a guess costs no more than the cheapest of them.
 * RFC 7292 §4.1 asks for 1024 or more. Modern: as many as still import at once in NSS and JDK. Legacy: what JDK 17
 * itself writes (its property keystore.pkcs12.keyPbeIterationCount); old devices are slow.
 */
const iterations = { modern: 100_000, legacy: 10_000 } as const;

const id = {
  data: "1.2.840.113549.1.7.1",
  encryptedData: "1.2.840.113549.1.7.6",
  pkcs8ShroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certBag: "1.2.840.113549.1.12.10.1.3",
  x509Certificate: "1.2.840.113549.1.9.22.1",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
} as const;

/** Throws `invalid` (field `password`) when the password is empty. */
export async function createPkcs12(input: Pkcs12Input): Promise<Der> {
  checkPassword(input.password);
  const [leaf, ...chain] = input.certificates;
  if (!leaf) throw new TypeError("A PKCS#12 file needs the certificate of its key.");
  const encrypt = encryption(input);
  const attributes = [...(input.friendlyName ? [friendlyName(input.friendlyName)] : []), localKeyId(leaf)];
  const certificates = sequence(certBag(leaf, attributes), ...chain.map((certificate) => certBag(certificate, [])));
  const key = await encrypt(input.pkcs8Der);
  // EncryptedPrivateKeyInfo (RFC 5958 §3)
  const shrouded = sequence(key.algorithm, octetString(key.octets));
  // AuthenticatedSafe ::= SEQUENCE OF ContentInfo; SafeContents ::= SEQUENCE OF SafeBag
  const authenticatedSafe = sequence(
    encryptedContent(await encrypt(certificates)),
    dataContent(sequence(safeBag(id.pkcs8ShroudedKeyBag, shrouded, attributes))),
  );
  // PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
  return sequence(integer(3), dataContent(authenticatedSafe), macData(authenticatedSafe, input));
}

function encryption({ variant, password, randomBytes }: Pkcs12Input): (plain: Uint8Array) => Promise<Encrypted> {
  const rounds = iterations[variant];
  if (variant === "modern") return (plain) => encryptPbes2({ plain, password, iterations: rounds, randomBytes });
  return (plain) => encryptTripleDes({ plain, password, iterations: rounds, randomBytes });
}

// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY } (RFC 5652 §3)
const dataContent = (content: Der): Der => sequence(oid(id.data), explicit(0, octetString(content)));

// EncryptedData ::= SEQUENCE { version 0, EncryptedContentInfo ::= SEQUENCE { contentType,
//   contentEncryptionAlgorithm, encryptedContent [0] IMPLICIT OCTET STRING } } (RFC 5652 §8)
function encryptedContent({ algorithm, octets }: Encrypted): Der {
  const content = sequence(oid(id.data), algorithm, implicit(0, octets));
  return sequence(oid(id.encryptedData), explicit(0, sequence(integer(0), content)));
}

// SafeBag ::= SEQUENCE { bagId, bagValue [0] EXPLICIT, bagAttributes SET OF PKCS12Attribute OPTIONAL } (§4.2)
function safeBag(bagId: string, value: Der, attributes: readonly Der[]): Der {
  return sequence(oid(bagId), explicit(0, value), ...(attributes.length ? [setOf(...attributes)] : []));
}

// CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT OCTET STRING } (§4.2.3)
const certBag = (certificate: Der, attributes: readonly Der[]): Der =>
  safeBag(id.certBag, sequence(oid(id.x509Certificate), explicit(0, octetString(certificate))), attributes);

// friendlyName ::= BMPString (RFC 2985 §5.5.1), without the terminator that passwords have.
const friendlyName = (name: string): Der =>
  sequence(oid(id.friendlyName), setOf(tlv(tag.bmpString, bmpPassword(name).subarray(0, -2))));

// localKeyId ::= OCTET STRING (RFC 2985 §5.5.2) joins key and certificate; its value is the certificate's SHA-1 by custom.
const localKeyId = (certificate: Der): Der => sequence(oid(id.localKeyId), setOf(octetString(sha1(certificate))));

// MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 } (§4; key: §B.3 purpose 3)
function macData(authenticatedSafe: Der, { variant, password, randomBytes }: Pkcs12Input): Der {
  const salt = randomBytes(variant === "modern" ? 16 : 8);
  const isModern = variant === "modern";
  const key = derivePkcs12({
    hash: isModern ? "SHA-256" : "SHA-1",
    purpose: 3,
    password: bmpPassword(password),
    salt,
    iterations: iterations[variant],
    octets: isModern ? 32 : 20,
  });
  const mac = hmac(isModern ? nobleSha256 : nobleSha1, key, authenticatedSafe);
  const digest = sequence(oid(isModern ? "2.16.840.1.101.3.4.2.1" : "1.3.14.3.2.26"), nullValue());
  return sequence(sequence(digest, octetString(mac)), octetString(salt), integer(iterations[variant]));
}

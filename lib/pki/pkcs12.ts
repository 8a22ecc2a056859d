/** PKCS#12 (RFC 7292): a private key with its certificate and chain in one file under a password. */
import { type Der, explicit, implicit, integer, octetString, oid, sequence, setOf } from "./der";
import { sha1 } from "./hash";
import { checkPassword } from "./password";
import { type Encrypted, encryptPbes2 } from "./pbes2";
import { bagId, certBag, dataContent, friendlyName, macData, safeBag } from "./pkcs12-bag";
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
    dataContent(sequence(safeBag(bagId.pkcs8ShroudedKeyBag, shrouded, attributes))),
  );
  // PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
  const mac = { ...input, iterations: iterations[input.variant] };
  return sequence(integer(3), dataContent(authenticatedSafe), macData(authenticatedSafe, mac));
}

function encryption({ variant, password, randomBytes }: Pkcs12Input): (plain: Uint8Array) => Promise<Encrypted> {
  const rounds = iterations[variant];
  if (variant === "modern") return (plain) => encryptPbes2({ plain, password, iterations: rounds, randomBytes });
  return (plain) => encryptTripleDes({ plain, password, iterations: rounds, randomBytes });
}

// EncryptedData ::= SEQUENCE { version 0, EncryptedContentInfo ::= SEQUENCE { contentType,
//   contentEncryptionAlgorithm, encryptedContent [0] IMPLICIT OCTET STRING } } (RFC 5652 §8)
function encryptedContent({ algorithm, octets }: Encrypted): Der {
  const content = sequence(oid(bagId.data), algorithm, implicit(0, octets));
  return sequence(oid(bagId.encryptedData), explicit(0, sequence(integer(0), content)));
}

// localKeyId ::= OCTET STRING (RFC 2985 §5.5.2) joins key and certificate; its value is the certificate's SHA-1 by custom.
const localKeyId = (certificate: Der): Der => sequence(oid(bagId.localKeyId), setOf(octetString(sha1(certificate))));

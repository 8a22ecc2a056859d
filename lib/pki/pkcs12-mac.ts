/** The check value of a PKCS#12 file (RFC 7292 §4, RFC 9579): wrong when the password is, or when the file was changed. */
import { hmac } from "@noble/hashes/hmac.js";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import type { CHash } from "@noble/hashes/utils.js";
import { children, type DerNode, equalBytes, expectTag, readOid, tag } from "./der";
import { pbkdf2, roundsMax, roundsOf, type Secret, saltOf, unknownAlgorithm, wrongPassword } from "./password-decrypt";
import { derivePkcs12, type Pkcs12Hash } from "./pkcs12-kdf";

const pbmac1 = "1.2.840.113549.1.5.14";
const macHashes: Readonly<Record<string, { readonly hash: Pkcs12Hash; readonly of: CHash; readonly octets: number }>> =
  {
    "1.3.14.3.2.26": { hash: "SHA-1", of: sha1, octets: 20 },
    "2.16.840.1.101.3.4.2.1": { hash: "SHA-256", of: sha256, octets: 32 },
    "2.16.840.1.101.3.4.2.2": { hash: "SHA-384", of: sha384, octets: 48 },
    "2.16.840.1.101.3.4.2.3": { hash: "SHA-512", of: sha512, octets: 64 },
  };
const macPrfs: Readonly<Record<string, string>> = {
  "1.2.840.113549.2.9": "2.16.840.1.101.3.4.2.1",
  "1.2.840.113549.2.10": "2.16.840.1.101.3.4.2.2",
  "1.2.840.113549.2.11": "2.16.840.1.101.3.4.2.3",
};

/** How the file is checked, in words. Throws `invalid` with the field `password` when the check fails. */
// MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
export async function checkMac(
  node: DerNode,
  authenticatedSafe: Uint8Array,
  { password, bmp }: Secret,
): Promise<string> {
  const [info, saltNode, rounds] = children(expectTag(node, tag.sequence, "the check value"));
  const [algorithm, digest] = children(expectTag(info, tag.sequence, "the check value"));
  const wanted = expectTag(digest, tag.octetString, "the check value").content;
  const [idNode, parameters] = children(expectTag(algorithm, tag.sequence, "the check algorithm"));
  const dotted = readOid(expectTag(idNode, tag.oid, "the check algorithm"), "the check algorithm");
  if (dotted === pbmac1) return checkPbmac1(parameters, { authenticatedSafe, password, wanted });
  const known = macHashes[dotted];
  if (!known) throw unknownAlgorithm(dotted);
  const salt = saltOf(expectTag(saltNode, tag.octetString, "the salt").content);
  const iterations = rounds ? roundsOf(rounds, roundsMax.pkcs12) : 1;
  const key = derivePkcs12({ hash: known.hash, purpose: 3, password: bmp, salt, iterations, octets: known.octets });
  if (!equalBytes(hmac(known.of, key, authenticatedSafe), wanted)) throw wrongPassword();
  return `Check value: HMAC with ${known.hash}, ${iterations} rounds`;
}

// PBMAC1-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, messageAuthScheme AlgorithmIdentifier } (RFC 9579)
async function checkPbmac1(
  parameters: DerNode | undefined,
  { authenticatedSafe, password, wanted }: { authenticatedSafe: Uint8Array; password: string; wanted: Uint8Array },
): Promise<string> {
  const [derivation, scheme] = children(expectTag(parameters, tag.sequence, "the parameters of PBMAC1"));
  const [, kdf] = children(expectTag(derivation, tag.sequence, "the key derivation"));
  const [schemeId] = children(expectTag(scheme, tag.sequence, "the check algorithm"));
  const dotted = readOid(expectTag(schemeId, tag.oid, "the check algorithm"), "the check algorithm");
  const known = macHashes[macPrfs[dotted] ?? ""];
  if (!known) throw unknownAlgorithm(dotted);
  const key = await pbkdf2(expectTag(kdf, tag.sequence, "the parameters of PBKDF2").bytes, password, known.octets * 8);
  if (!equalBytes(hmac(known.of, key, authenticatedSafe), wanted)) throw wrongPassword();
  return `Check value: PBMAC1 with ${known.hash}`;
}

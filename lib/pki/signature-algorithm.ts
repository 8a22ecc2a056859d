/** AlgorithmIdentifiers of signatures, ours and those strangers bring (RFC 4055 §5, RFC 5758 §3, RFC 8410 §3). */
import { CaError } from "../errors";
import type { Hash } from "./algorithm";
import { children, type Der, type DerNode, expectTag, readDer, readInteger, readOid, tag } from "./der";

export type SignatureHash = Hash | "MD2" | "MD5" | "SHA-1" | "SHA-224";

export interface SignatureAlgorithm {
  readonly oid: string;
  readonly label: string;
  /** What signs; `other` for what we only know by name or not at all. */
  readonly family: "rsa" | "rsa-pss" | "ec" | "ed25519" | "other";
  /** Null where the scheme has its own, or is unknown. */
  readonly hash: SignatureHash | null;
  /** RSA-PSS only, octets. */
  readonly saltOctets: number;
}

const table: Readonly<Record<string, Omit<SignatureAlgorithm, "oid" | "saltOctets">>> = {
  "1.2.840.113549.1.1.2": { label: "RSA with MD2", family: "rsa", hash: "MD2" },
  "1.2.840.113549.1.1.4": { label: "RSA with MD5", family: "rsa", hash: "MD5" },
  "1.2.840.113549.1.1.5": { label: "RSA PKCS#1 v1.5 with SHA-1", family: "rsa", hash: "SHA-1" },
  "1.3.14.3.2.29": { label: "RSA PKCS#1 v1.5 with SHA-1", family: "rsa", hash: "SHA-1" },
  "1.2.840.113549.1.1.14": { label: "RSA PKCS#1 v1.5 with SHA-224", family: "rsa", hash: "SHA-224" },
  "1.2.840.113549.1.1.11": { label: "RSA PKCS#1 v1.5 with SHA-256", family: "rsa", hash: "SHA-256" },
  "1.2.840.113549.1.1.12": { label: "RSA PKCS#1 v1.5 with SHA-384", family: "rsa", hash: "SHA-384" },
  "1.2.840.113549.1.1.13": { label: "RSA PKCS#1 v1.5 with SHA-512", family: "rsa", hash: "SHA-512" },
  "1.2.840.10045.4.1": { label: "ECDSA with SHA-1", family: "ec", hash: "SHA-1" },
  "1.2.840.10045.4.3.1": { label: "ECDSA with SHA-224", family: "ec", hash: "SHA-224" },
  "1.2.840.10045.4.3.2": { label: "ECDSA with SHA-256", family: "ec", hash: "SHA-256" },
  "1.2.840.10045.4.3.3": { label: "ECDSA with SHA-384", family: "ec", hash: "SHA-384" },
  "1.2.840.10045.4.3.4": { label: "ECDSA with SHA-512", family: "ec", hash: "SHA-512" },
  "1.3.101.112": { label: "Ed25519", family: "ed25519", hash: null },
  "1.3.101.113": { label: "Ed448", family: "other", hash: null },
  "1.2.840.10040.4.3": { label: "DSA with SHA-1", family: "other", hash: "SHA-1" },
  "2.16.840.1.101.3.4.3.2": { label: "DSA with SHA-256", family: "other", hash: "SHA-256" },
};

const rsassaPss = "1.2.840.113549.1.1.10";

/**
 * Reads a complete AlgorithmIdentifier. An unknown one comes back as family `other` with its object identifier as
 * label; one whose parameters are not what its standard says throws `invalid`.
 */
export function parseSignatureAlgorithm(der: Der): SignatureAlgorithm {
  // AlgorithmIdentifier ::= SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm OPTIONAL }
  const [id, parameters, ...rest] = children(expectTag(readDer(der), tag.sequence, "the signature algorithm"));
  if (rest.length) throw new CaError("invalid", "The signature algorithm has more than one parameter.");
  const oid = readOid(expectTag(id, tag.oid, "the signature algorithm"), "the signature algorithm");
  if (oid === rsassaPss) return pss(parameters);
  const known = table[oid];
  if (!known) return { oid, label: `unknown algorithm ${oid}`, family: "other", hash: null, saltOctets: 0 };
  checkParameters(known.family, known.label, parameters);
  return { oid, ...known, saltOctets: 0 };
}

function checkParameters(family: string, label: string, parameters: DerNode | undefined): void {
  if (family === "other" || !parameters) return;
  // RFC 4055 §5: NULL, and absent must be accepted too. RFC 5758 §3.2 and RFC 8410 §3: absent.
  const isNull = parameters.identifier === tag.null && parameters.content.length === 0;
  if (family === "rsa" && isNull) return;
  throw new CaError("invalid", `The signature algorithm (${label}) has parameters it must not have.`);
}

// RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0] DEFAULT sha1, maskGenAlgorithm [1] DEFAULT mgf1SHA1,
//                                  saltLength [2] INTEGER DEFAULT 20, trailerField [3] INTEGER DEFAULT 1 }
function pss(parameters: DerNode | undefined): SignatureAlgorithm {
  const fields = new Map<number, DerNode>();
  for (const field of children(expectTag(parameters, tag.sequence, "the RSA-PSS parameters"))) {
    const [value, ...rest] = children(field);
    if (!value || rest.length || fields.has(field.identifier))
      throw new CaError("invalid", "The RSA-PSS parameters are malformed.");
    fields.set(field.identifier, value);
  }
  const hash = hashOf(fields.get(0xa0));
  const [generator, generatorHash] = fields.has(0xa1) ? children(fields.get(0xa1)!) : [];
  const isMgf1 = !generator || readOid(generator, "the mask generator") === "1.2.840.113549.1.1.8";
  if (!isMgf1 || hashOf(generatorHash) !== hash || fields.has(0xa3)) {
    return { oid: rsassaPss, label: "RSA-PSS with unusual parameters", family: "other", hash, saltOctets: 0 };
  }
  const salt = fields.get(0xa2);
  const saltOctets = salt ? Number(readInteger(salt, "the salt length")) : 20;
  if (saltOctets < 0 || saltOctets > 512) throw new CaError("invalid", "The RSA-PSS salt length is out of range.");
  return { oid: rsassaPss, label: `RSA-PSS with ${hash}`, family: "rsa-pss", hash, saltOctets };
}

const hashes: Readonly<Record<string, SignatureHash>> = {
  "1.3.14.3.2.26": "SHA-1",
  "2.16.840.1.101.3.4.2.4": "SHA-224",
  "2.16.840.1.101.3.4.2.1": "SHA-256",
  "2.16.840.1.101.3.4.2.2": "SHA-384",
  "2.16.840.1.101.3.4.2.3": "SHA-512",
};

function hashOf(node: DerNode | undefined): SignatureHash | null {
  if (!node) return "SHA-1";
  const [id] = children(expectTag(node, tag.sequence, "the hash algorithm"));
  return hashes[readOid(expectTag(id, tag.oid, "the hash algorithm"), "the hash algorithm")] ?? null;
}

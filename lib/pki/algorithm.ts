/** One table knows every key type we make, certify and sign with. */
import { bytesFromHex, type Der } from "./der";

export const keyTypes = ["ec-p256", "ec-p384", "ec-p521", "rsa-2048", "rsa-3072", "rsa-4096", "ed25519"] as const;
export type KeyType = (typeof keyTypes)[number];

export type Hash = "SHA-256" | "SHA-384" | "SHA-512";

export interface Algorithm {
  readonly label: string;
  /** RSA modulus or curve size in bits. */
  readonly bits: number;
  readonly family: "ec" | "rsa" | "ed25519";
  /** WebCrypto curve name; empty for RSA and Ed25519. */
  readonly curve: "" | "P-256" | "P-384" | "P-521";
  /** Of the signature made with such a key; null where the scheme has its own (Ed25519). */
  readonly hash: Hash | null;
  /** Complete AlgorithmIdentifier of signatures made with such a key. */
  readonly signatureAlgorithm: Der;
  readonly signatureLabel: string;
  /** Who refuses such keys, for the person choosing; empty when everybody takes them. */
  readonly refusedBy: string;
}

// RFC 5758 §3.2: ecdsa-with-SHA2 without parameters. RFC 4055 §5: sha256WithRSAEncryption with NULL. RFC 8410 §3: no parameters.
const ecdsaSha256 = bytesFromHex("300a06082a8648ce3d040302");
const ecdsaSha384 = bytesFromHex("300a06082a8648ce3d040303");
const ecdsaSha512 = bytesFromHex("300a06082a8648ce3d040304");
const rsaSha256 = bytesFromHex("300d06092a864886f70d01010b0500");
const ed25519 = bytesFromHex("300506032b6570");

const rsa = (bits: number): Algorithm => ({
  label: `RSA ${bits}`,
  bits,
  family: "rsa",
  curve: "",
  hash: "SHA-256",
  signatureAlgorithm: rsaSha256,
  signatureLabel: "RSA PKCS#1 v1.5 with SHA-256",
  refusedBy: "",
});

export const algorithms: Readonly<Record<KeyType, Algorithm>> = {
  "ec-p256": {
    label: "ECDSA P-256",
    bits: 256,
    family: "ec",
    curve: "P-256",
    hash: "SHA-256",
    signatureAlgorithm: ecdsaSha256,
    signatureLabel: "ECDSA with SHA-256",
    refusedBy: "",
  },
  "ec-p384": {
    label: "ECDSA P-384",
    bits: 384,
    family: "ec",
    curve: "P-384",
    hash: "SHA-384",
    signatureAlgorithm: ecdsaSha384,
    signatureLabel: "ECDSA with SHA-384",
    refusedBy: "",
  },
  "ec-p521": {
    label: "ECDSA P-521",
    bits: 521,
    family: "ec",
    curve: "P-521",
    hash: "SHA-512",
    signatureAlgorithm: ecdsaSha512,
    signatureLabel: "ECDSA with SHA-512",
    refusedBy: "Chromium and its relatives refuse server and client certificates with a P-521 key.",
  },
  "rsa-2048": rsa(2048),
  "rsa-3072": rsa(3072),
  "rsa-4096": rsa(4096),
  ed25519: {
    label: "Ed25519",
    bits: 256,
    family: "ed25519",
    curve: "",
    hash: null,
    signatureAlgorithm: ed25519,
    signatureLabel: "Ed25519",
    refusedBy:
      "Browsers, Apple, Windows and Debian 12’s NSS refuse Ed25519 certificates; OpenSSL, GnuTLS, Go, Java 15+ and Node take them.",
  },
};

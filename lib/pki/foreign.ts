/** Whatever a person drops on the page: told apart by its shape, decoded as far as it can be. Private keys are refused. */
import { CaError, isCaError } from "../errors";
import { derFromBer } from "./ber";
import { type Certificate, parseCertificate } from "./certificate";
import { type CertificateList, parseCrl } from "./crl";
import { type CertificationRequest, parseCsr } from "./csr";
import { children, type Der, type DerNode, readDer, readInteger, readOid, tag } from "./der";
import { bytesFromBase64, decodePem } from "./pem";
import { readPkcs7 } from "./pkcs7-read";

interface Found {
  readonly der: Der;
}
export type ForeignItem =
  | (Found & { readonly kind: "certificate"; readonly certificate: Certificate })
  | (Found & { readonly kind: "csr"; readonly csr: CertificationRequest })
  | (Found & { readonly kind: "crl"; readonly crl: CertificateList })
  /** To be opened with its password: `openPkcs12`. */
  | (Found & { readonly kind: "pkcs12" })
  /** `what` it is or seems to be; `problem` says why it is not decoded. Its structure can still be looked at. */
  | (Found & { readonly kind: "other"; readonly what: string; readonly problem: string });

export const foreignBytesMax = 16 * 1024 * 1024;
const itemsMax = 200;

/**
 * A file or pasted text: PEM with one block or many, base64, or DER of a certificate, request, CRL, PKCS#7 or PKCS#12.
 * Throws `invalid`: for a private key in any form it knows (`isPrivateKey` tells), for more than 16 MiB, and for what is
 * none of these, naming what it is where that can be told.
 */
export function readForeign(input: string | Uint8Array): readonly ForeignItem[] {
  if (input.length > foreignBytesMax * (typeof input === "string" ? 2 : 1))
    throw refusal("This is larger than 16 MiB.");
  const isBinary = typeof input !== "string" && (input[0] === 0x30 || !isLikelyText(input));
  if (isBinary) return readBinary(input as Uint8Array);
  const text = typeof input === "string" ? input : new TextDecoder().decode(input);
  return readText(text);
}

function readText(text: string): readonly ForeignItem[] {
  refuseKeyText(text);
  if (text.includes("-----BEGIN ")) {
    const blocks = decodePem(text, { maxBytes: foreignBytesMax });
    if (blocks.length > itemsMax) throw refusal(`This holds more than ${itemsMax} PEM blocks.`);
    if (blocks.length === 0) throw refusal("This begins like PEM but holds no block that can be read.");
    return limited(blocks.flatMap(({ label, der }) => readBlock(label, der)));
  }
  const bare = text.trim() === "" ? null : bytesFromBase64(text);
  if (bare?.[0] === 0x30) return readBinary(bare);
  throw refusal(`This is not a certificate, request, CRL, PKCS#7 or PKCS#12: ${kindOfText(text)}.`);
}

function readBinary(bytes: Uint8Array): readonly ForeignItem[] {
  const magic = binaryKinds.find(([start]) => start.every((octet, at) => bytes[at] === octet));
  if (magic) throw refusal(magic[1]);
  if (bytes[0] !== 0x30) throw refusal("This is neither PEM nor DER: its first octet does not begin a SEQUENCE.");
  return limited(readDerOf(bytes));
}

const limited = (items: readonly ForeignItem[]): readonly ForeignItem[] => {
  if (items.length > itemsMax) throw refusal(`This holds more than ${itemsMax} things.`);
  return items;
};

const certificateLabels = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"];

function readBlock(label: string, der: Der): readonly ForeignItem[] {
  if (label === "TRUSTED CERTIFICATE") return readDerOf(attempt(() => firstValue(der)) ?? der);
  const items = readDerOf(der);
  const isNamedOtherwise = items.some(({ kind }) => kind === "other");
  const what = certificateLabels.includes(label) ? "certificate" : label.toLowerCase();
  return isNamedOtherwise ? items.map((item) => (item.kind === "other" ? { ...item, what } : item)) : items;
}

/** OpenSSL’s TRUSTED CERTIFICATE: a certificate with what it is trusted for behind it. */
function firstValue(der: Der): Der {
  const [first] = children({ identifier: tag.sequence, bytes: der, content: der });
  return first?.bytes ?? der;
}

function readDerOf(der: Der): readonly ForeignItem[] {
  const shape = shapeOf(der);
  switch (shape) {
    case "private key":
      throw privateKeyRefusal();
    case "PKCS#12":
      return [{ kind: "pkcs12", der }];
    case "certificate":
      return [decoded(shape, der, () => ({ kind: "certificate", der, certificate: parseCertificate(der) }))];
    case "certificate request":
      return [decoded(shape, der, () => ({ kind: "csr", der, csr: parseCsr(der) }))];
    case "CRL":
      return [decoded(shape, der, () => ({ kind: "crl", der, crl: parseCrl(der) }))];
    case "PKCS#7":
      return readMessage(der);
    case null:
      return [{ kind: "other", der, what: "unknown structure", problem: whyUnknown(der) }];
  }
}

function decoded(what: string, der: Der, read: () => ForeignItem): ForeignItem {
  try {
    return read();
  } catch (error) {
    if (!isCaError(error)) throw error;
    return { kind: "other", der, what, problem: error.detail };
  }
}

function readMessage(der: Der): readonly ForeignItem[] {
  try {
    const { certificates, crls } = readPkcs7(der);
    const items = [...certificates, ...crls].flatMap(readDerOf);
    if (items.length) return items;
    return [{ kind: "other", der, what: "PKCS#7", problem: "It holds no certificate and no CRL." }];
  } catch (error) {
    if (!isCaError(error) || isPrivateKey(error)) throw error;
    return [{ kind: "other", der, what: "PKCS#7", problem: error.detail }];
  }
}

function whyUnknown(der: Der): string {
  try {
    readDer(der);
    return "It has the shape of nothing that is read here.";
  } catch (error) {
    if (!isCaError(error)) throw error;
    return error.detail;
  }
}

type Shape = "private key" | "PKCS#12" | "certificate" | "certificate request" | "CRL" | "PKCS#7" | null;

/** By the first two levels only, so that broken ones are still called by their name. */
function shapeOf(der: Der): Shape {
  const parts = attempt(() => topLevel(der)) ?? attempt(() => topLevel(derFromBer(der)));
  if (!parts) return null;
  const [first, second, third] = parts;
  if (first?.identifier === tag.oid) return "PKCS#7";
  if (isKey(parts)) return "private key";
  if (first?.identifier === tag.integer && second?.identifier === tag.sequence && numberOf(first) === 3)
    return "PKCS#12";
  if (first?.identifier !== tag.sequence || second?.identifier !== tag.sequence || third?.identifier !== tag.bitString)
    return null;
  const fields = (attempt(() => children(first)) ?? []).map(({ identifier }) => identifier);
  if (fields[0] === 0xa0) return "certificate";
  if (fields.slice(0, 5).some((field) => field === tag.utcTime || field === tag.generalizedTime)) return "CRL";
  if (fields[0] === tag.integer) return fields.length <= 4 ? "certificate request" : "certificate";
  return null;
}

function topLevel(der: Der): DerNode[] {
  const [outer, extra] = children({ identifier: tag.sequence, bytes: der, content: der });
  if (!outer || extra) throw refusal("Bytes follow the end.");
  return children(outer);
}

const numberOf = (node: DerNode): number => Number(attempt(() => readInteger(node, "the version")) ?? -1n);

/** PrivateKeyInfo, EncryptedPrivateKeyInfo (RFC 5958), RSAPrivateKey (RFC 8017), ECPrivateKey (RFC 5915), DSA. */
function isKey([first, second, third, ...rest]: readonly DerNode[]): boolean {
  const isAlgorithm = (node: DerNode | undefined) =>
    node?.identifier === tag.sequence && attempt(() => children(node))?.[0]?.identifier === tag.oid;
  if (first?.identifier === tag.integer) {
    const version = numberOf(first);
    if ((version === 0 || version === 1) && isAlgorithm(second) && third?.identifier === tag.octetString) return true;
    if (version === 1 && second?.identifier === tag.octetString) return true;
    return [second, third, ...rest].filter((node) => node?.identifier === tag.integer).length >= 5;
  }
  return isAlgorithm(first) && second?.identifier === tag.octetString && third === undefined && isEncryption(first!);
}

/** A DigestInfo has the same shape; encryption under a password is PKCS#5 or PKCS#12. */
function isEncryption(algorithm: DerNode): boolean {
  const [id] = children(algorithm);
  const dotted = attempt(() => readOid(id!, "the algorithm")) ?? "";
  return dotted.startsWith("1.2.840.113549.1.5.") || dotted.startsWith("1.2.840.113549.1.12.1.");
}

function refuseKeyText(text: string): void {
  // PEM of every kind, OpenSSH, PGP and PuTTY; a JSON Web Key has “d” (RFC 7518 §6.2.2).
  const isKeyText =
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(text) ||
    /^PuTTY-User-Key-File-/m.test(text) ||
    (/"kty"\s*:/.test(text) && /"(d|k)"\s*:/.test(text));
  if (isKeyText) throw privateKeyRefusal();
}

const privateKeyRule = "private-key";

/** Whether `readForeign` refused because there is a private key: then nothing of the input may stay on the page. */
export const isPrivateKey = (error: unknown): boolean =>
  isCaError(error) && error.findings.some(({ rule }) => rule === privateKeyRule);

function privateKeyRefusal(): CaError {
  const message =
    "This contains a private key. It was sent nowhere and is not kept. Bring the certificate alone, and make a new key if this one left its machine.";
  const finding = { rule: privateKeyRule, severity: "error", field: "file", message, advice: "", source: "" } as const;
  return new CaError("invalid", message, { field: "file", findings: [finding] });
}

const binaryKinds: readonly (readonly [readonly number[], string])[] = [
  [
    [0xfe, 0xed, 0xfe, 0xed],
    "This is a Java key store (JKS). Convert it: keytool -importkeystore -deststoretype pkcs12",
  ],
  [
    [0xce, 0xce, 0xce, 0xce],
    "This is a Java key store (JCEKS). Convert it: keytool -importkeystore -deststoretype pkcs12",
  ],
  [[0x50, 0x4b, 0x03, 0x04], "This is a ZIP archive. Unpack it and bring the certificate in it."],
  [[0x1f, 0x8b], "This is a gzip archive. Unpack it and bring the certificate in it."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF, not a certificate."],
  [[0xff, 0xfe], "This is text in UTF-16. Save it as UTF-8 or ASCII."],
];

function kindOfText(text: string): string {
  const start = text.trimStart();
  if (start === "") return "it is empty";
  if (/^(ssh-|ecdsa-sha2-|sk-)/.test(start)) return "it is an SSH public key";
  if (start.startsWith("{") || start.startsWith("[")) return "it is JSON";
  if (start.startsWith("<")) return "it is XML or HTML";
  return "it is text without a PEM block";
}

/** PEM with a byte order mark or a comment before it is text; so is anything without control characters at its start. */
const isLikelyText = (bytes: Uint8Array): boolean =>
  !(bytes[0] === 0xff && bytes[1] === 0xfe) &&
  bytes.subarray(0, 256).every((octet) => octet >= 0x20 || (octet >= 9 && octet <= 13));

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

const refusal = (detail: string) => new CaError("invalid", detail, { field: "file" });

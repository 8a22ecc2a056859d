/**
 * Reading PKCS#12 (RFC 7292) for its certificates. The private keys in it are counted and left closed: nothing here
 * decrypts one.
 */
import { CaError, isCaError } from "../errors";
import { derFromBer } from "./ber";
import {
  children,
  concat,
  type Der,
  type DerNode,
  expectTag,
  hexFromBytes,
  readDer,
  readInteger,
  readOid,
  tag,
} from "./der";
import { readDirectoryString } from "./directory-string";
import { oidName } from "./oid-name";
import { parsing } from "./parsing";
import { decryptWithPassword, type Secret, secretOf } from "./password-decrypt";
import { checkMac } from "./pkcs12-mac";

interface Labelled {
  /** What key stores call the entry; null when it has no name. */
  readonly friendlyName: string | null;
  /** Hex; a key and its certificate have the same one. */
  readonly localKeyId: string | null;
}

export interface Pkcs12Contents {
  readonly certificates: readonly (Labelled & { readonly der: Der })[];
  readonly crls: readonly Der[];
  /** Never opened. `protection` is the name of the encryption; null for a key that lies in the clear. */
  readonly privateKeys: readonly (Labelled & { readonly protection: string | null })[];
  /** How the file is protected, in words. */
  readonly protection: readonly string[];
}

export const pkcs12BytesMax = 4 * 1024 * 1024;
const safesMax = 16;
const bagsMax = 1_000;
const nestedSafesMax = 4;

const id = {
  data: "1.2.840.113549.1.7.1",
  encryptedData: "1.2.840.113549.1.7.6",
  keyBag: "1.2.840.113549.1.12.10.1.1",
  shroudedKeyBag: "1.2.840.113549.1.12.10.1.2",
  certBag: "1.2.840.113549.1.12.10.1.3",
  crlBag: "1.2.840.113549.1.12.10.1.4",
  safeContentsBag: "1.2.840.113549.1.12.10.1.6",
  friendlyName: "1.2.840.113549.1.9.20",
  localKeyId: "1.2.840.113549.1.9.21",
} as const;

/**
 * Throws `invalid` with the field `password` when it is not the one, with the field `file` for anything else. At most
 * 4 MiB; `unavailable` where this runtime has no WebCrypto.
 */
export async function openPkcs12(file: Uint8Array, password: string): Promise<Pkcs12Contents> {
  const pfx = parsing("The PKCS#12 file", "file", () => readPfx(file));
  try {
    return await openWith(pfx, secretOf(password, false));
  } catch (error) {
    if (!isCaError(error)) throw error;
    // Some programs write “no password” as none at all instead of an empty one.
    if (password === "" && error.field === "password") return openWith(pfx, secretOf("", true)).catch(fieldFile);
    return fieldFile(error);
  }
}

function fieldFile(error: unknown): never {
  if (!isCaError(error) || error.field !== undefined) throw error;
  throw new CaError(error.code, `The PKCS#12 file cannot be read. ${error.detail}`, { cause: error, field: "file" });
}

interface Pfx {
  readonly authenticatedSafe: Uint8Array;
  readonly mac: DerNode | undefined;
}

// PFX ::= SEQUENCE { version INTEGER {v3(3)}, authSafe ContentInfo, macData MacData OPTIONAL }
function readPfx(file: Uint8Array): Pfx {
  if (file.length > pkcs12BytesMax) throw malformed("it is larger than 4 MiB");
  const [version, authSafe, mac, extra] = children(expectTag(readDer(derFromBer(file)), tag.sequence, "the file"));
  if (extra || readInteger(expectTag(version, tag.integer, "the version"), "the version") !== 3n) {
    throw malformed("its version is not 3 (RFC 7292 §4)");
  }
  const { type, content } = contentInfo(authSafe);
  if (type !== id.data)
    throw malformed(`it is protected by a key pair instead of a password (${oidName(type) ?? type})`);
  return { authenticatedSafe: octetsOf(content), mac };
}

async function openWith({ authenticatedSafe, mac }: Pfx, secret: Secret): Promise<Pkcs12Contents> {
  const found: Gathered = { certificates: [], crls: [], privateKeys: [], protection: [], bags: 0 };
  if (mac) found.protection.push(await checkMac(mac, authenticatedSafe, secret));
  else found.protection.push("No check value: whether it was changed cannot be told.");
  // AuthenticatedSafe ::= SEQUENCE OF ContentInfo
  const safes = children(expectTag(readDer(derFromBer(authenticatedSafe)), tag.sequence, "the safe"));
  if (safes.length > safesMax) throw malformed(`it has more than ${safesMax} safes`);
  for (const safe of safes) {
    const { type, content } = contentInfo(safe);
    if (type === id.data) addSafe(found, octetsOf(content), 1);
    else if (type === id.encryptedData) addSafe(found, await decrypted(content, secret, found), 1);
    else throw malformed(`a part is protected by a key pair instead of a password (${oidName(type) ?? type})`);
  }
  const { bags: _, ...contents } = found;
  return contents;
}

// ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY } (RFC 5652 §3)
function contentInfo(node: DerNode | undefined): { type: string; content: DerNode } {
  const [type, wrapper] = children(expectTag(node, tag.sequence, "a part"));
  const [content] = children(expectTag(wrapper, 0xa0, "the content of a part"));
  if (!content) throw malformed("a part is empty");
  return { type: readOid(expectTag(type, tag.oid, "the type of a part"), "the type of a part"), content };
}

const octetsOf = (node: DerNode): Uint8Array => expectTag(node, tag.octetString, "the octets of a part").content;

// EncryptedData ::= SEQUENCE { version, SEQUENCE { contentType, algorithm, encryptedContent [0] IMPLICIT OCTET STRING } }
async function decrypted(node: DerNode, secret: Secret, found: Gathered): Promise<Uint8Array> {
  const [, info] = children(expectTag(node, tag.sequence, "an encrypted part"));
  const [, algorithm, content] = children(expectTag(info, tag.sequence, "an encrypted part"));
  if (content?.identifier !== 0x80 && content?.identifier !== 0xa0) throw malformed("an encrypted part is empty");
  const octets = content.identifier === 0x80 ? content.content : concat(children(content).map(octetsOf));
  const { bytes } = expectTag(algorithm, tag.sequence, "the encryption algorithm");
  found.protection.push(`Certificates: ${encryptionName(bytes)}`);
  return decryptWithPassword(bytes, octets, secret);
}

/** PBES2 by the cipher inside it. */
function encryptionName(algorithm: Der): string {
  const [node, parameters] = children(readDer(algorithm));
  const dotted = readOid(expectTag(node, tag.oid, "the encryption algorithm"), "the encryption algorithm");
  const name = oidName(dotted) ?? dotted;
  if (dotted !== "1.2.840.113549.1.5.13") return name;
  const [, scheme] = children(expectTag(parameters, tag.sequence, "the parameters of PBES2"));
  const [cipher] = children(expectTag(scheme, tag.sequence, "the encryption scheme"));
  const inner = readOid(expectTag(cipher, tag.oid, "the encryption scheme"), "the encryption scheme");
  return `${name} with ${oidName(inner) ?? inner}`;
}

interface Gathered {
  readonly certificates: Pkcs12Contents["certificates"][number][];
  readonly crls: Der[];
  readonly privateKeys: Pkcs12Contents["privateKeys"][number][];
  readonly protection: string[];
  bags: number;
}

// SafeContents ::= SEQUENCE OF SafeBag
function addSafe(found: Gathered, octets: Uint8Array, depth: number): void {
  if (depth > nestedSafesMax) throw malformed("its safes lie in each other too deep");
  for (const bag of children(expectTag(readDer(derFromBer(octets)), tag.sequence, "a safe"))) {
    if (++found.bags > bagsMax) throw malformed(`it has more than ${bagsMax} entries`);
    addBag(found, bag, depth);
  }
}

// SafeBag ::= SEQUENCE { bagId OBJECT IDENTIFIER, bagValue [0] EXPLICIT ANY, bagAttributes SET OF PKCS12Attribute OPTIONAL }
function addBag(found: Gathered, bag: DerNode, depth: number): void {
  const [idNode, wrapper, attributes] = children(expectTag(bag, tag.sequence, "an entry"));
  const [value] = children(expectTag(wrapper, 0xa0, "the value of an entry"));
  const label = labelOf(attributes);
  if (!value) throw malformed("an entry is empty");
  switch (readOid(expectTag(idNode, tag.oid, "the kind of an entry"), "the kind of an entry")) {
    case id.keyBag:
      found.privateKeys.push({ ...label, protection: null });
      break;
    case id.shroudedKeyBag: {
      const [algorithm] = children(expectTag(value, tag.sequence, "a private key"));
      const protection = encryptionName(expectTag(algorithm, tag.sequence, "its encryption").bytes);
      found.privateKeys.push({ ...label, protection });
      break;
    }
    case id.certBag:
      found.certificates.push({ ...label, der: bagOctets(value) });
      break;
    case id.crlBag:
      found.crls.push(bagOctets(value));
      break;
    case id.safeContentsBag:
      addSafe(found, value.bytes, depth + 1);
  }
}

// CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT OCTET STRING } (§4.2.3); CRLBag likewise
function bagOctets(node: DerNode): Der {
  const [, wrapper] = children(expectTag(node, tag.sequence, "a certificate"));
  const [octets] = children(expectTag(wrapper, 0xa0, "a certificate"));
  return octetsOf(expectTag(octets, tag.octetString, "a certificate"));
}

function labelOf(attributes: DerNode | undefined): Labelled {
  const values = new Map<string, DerNode>();
  for (const attribute of attributes ? children(expectTag(attributes, tag.set, "the attributes of an entry")) : []) {
    const [name, set] = children(expectTag(attribute, tag.sequence, "an attribute"));
    const [value] = children(expectTag(set, tag.set, "the values of an attribute"));
    if (value) values.set(readOid(expectTag(name, tag.oid, "an attribute"), "an attribute"), value);
  }
  const friendlyName = values.get(id.friendlyName);
  const localKeyId = values.get(id.localKeyId);
  return {
    friendlyName: friendlyName ? readDirectoryString(friendlyName) : null,
    localKeyId: localKeyId ? hexFromBytes(localKeyId.content.subarray(0, 64)) : null,
  };
}

const malformed = (why: string) => new CaError("invalid", `This is not a PKCS#12 file as read here: ${why}.`);

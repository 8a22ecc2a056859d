/**
 * How a private key is stored: PKCS#8 under a data key of its own, that one under the master key; AES-256-GCM both
 * times, each bound to the format, the key's identity and its type, so that an envelope fits its own row only.
 *
 * envelope = version(1) masterKeyId(8) wrapped(12 + 32 + 16) sealed(12 + n + 16)
 *            each layer: nonce, ciphertext, tag (NIST SP 800-38D; random 96-bit nonces, each key used once per layer)
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { WrappedKey } from "../ca/ports";
import { CaError } from "../errors";
import type { KeyType } from "../pki/algorithm";
import type { MasterKey } from "./master-key";

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const dataKeyBytes = 32;
const headerBytes = 1 + 8;
const wrappedBytes = nonceBytes + dataKeyBytes + tagBytes;

export interface KeyIdentity {
  readonly id: string;
  readonly keyType: KeyType;
}

export function sealEnvelope(masterKey: MasterKey, identity: KeyIdentity, pkcs8Der: Uint8Array): Buffer {
  const header = Buffer.concat([Buffer.of(version), Buffer.from(masterKey.id, "hex")]);
  const dataKey = randomBytes(dataKeyBytes);
  const wrapped = seal(keyEncryptionKey(masterKey), binding("data key", header, identity), dataKey);
  const sealed = seal(dataKey, binding("private key", header, identity), pkcs8Der);
  dataKey.fill(0);
  return Buffer.concat([header, wrapped, sealed]);
}

/** PKCS#8 DER, in a buffer the caller wipes. CaError("unavailable") names what does not fit. */
export function openEnvelope(masterKey: MasterKey, key: WrappedKey): Buffer {
  const envelope = Buffer.from(key.envelope);
  const refuse = (why: string, cause?: unknown) =>
    new CaError("unavailable", `The stored private key ${key.id} cannot be opened: ${why}.`, { cause });
  if (envelope[0] !== version) throw refuse(`its format ${envelope[0] ?? "(empty)"} is not known to this version`);
  if (envelope.length <= headerBytes + wrappedBytes + nonceBytes + tagBytes) throw refuse("it is cut short");
  const header = envelope.subarray(0, headerBytes);
  const wrappedBy = header.subarray(1).toString("hex");
  if (wrappedBy !== masterKey.id) throw refuse(`master key ${wrappedBy} wraps it, and this is ${masterKey.id}`);
  try {
    const wrapped = envelope.subarray(headerBytes, headerBytes + wrappedBytes);
    const dataKey = open(keyEncryptionKey(masterKey), binding("data key", header, key), wrapped);
    const sealed = envelope.subarray(headerBytes + wrappedBytes);
    const pkcs8Der = open(dataKey, binding("private key", header, key), sealed);
    dataKey.fill(0);
    return pkcs8Der;
  } catch (cause) {
    throw refuse("it was changed, or it belongs to another key", cause);
  }
}

const keyEncryptionKey = (masterKey: MasterKey): Buffer => masterKey.derive("key encryption");

/** Length-prefixed, so that no two identities make the same octets. */
function binding(layer: string, header: Buffer, identity: KeyIdentity): Buffer {
  const fields = ["countersign envelope", layer, identity.id, identity.keyType].map((text) => Buffer.from(text));
  return Buffer.concat([
    header,
    ...fields.flatMap((field) => [Buffer.of(field.length >> 8, field.length & 0xff), field]),
  ]);
}

function seal(key: Buffer, additional: Buffer, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(additional);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, additional: Buffer, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, nonceBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes }).setAAD(additional);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plaintext = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  decipher.final();
  return plaintext;
}

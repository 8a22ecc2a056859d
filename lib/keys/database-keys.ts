/** Private keys that live in the database as envelopes and are unwrapped in this folder only. */
import { createPrivateKey, createPublicKey, type KeyObject, randomUUID, sign as signCallback } from "node:crypto";
import { promisify } from "node:util";
import type { KeyProvider, WrappedKey } from "../ca/ports";
import { CaError } from "../errors";
import { algorithms } from "../pki/algorithm";
import { isLinted } from "../pki/lint/linted";
import { openEnvelope, sealEnvelope } from "./envelope";
import { generatePair, pkcs8Of, spkiOf } from "./key-pair";
import type { MasterKey } from "./master-key";

const sign = promisify(signCallback);

/** As many unwrapped keys as stay in memory; the one used longest ago goes first. */
const unwrappedKeysMax = 64;

export function createDatabaseKeys(masterKey: MasterKey): KeyProvider {
  const unwrapped = new Map<string, { readonly key: WrappedKey; readonly privateKey: KeyObject }>();

  function privateKeyOf(key: WrappedKey): KeyObject {
    const found = unwrapped.get(key.id);
    unwrapped.delete(key.id);
    const entry = found && isSame(found.key, key) ? found : { key, privateKey: unwrap(masterKey, key) };
    unwrapped.set(key.id, entry);
    const [oldest] = unwrapped.keys();
    if (unwrapped.size > unwrappedKeysMax && oldest !== undefined) unwrapped.delete(oldest);
    return entry.privateKey;
  }

  return {
    async generate(keyType) {
      const { privateKey, publicKey } = await generatePair(keyType);
      const identity = { id: randomUUID(), keyType };
      const pkcs8Der = pkcs8Of(privateKey);
      const envelope = sealEnvelope(masterKey, identity, pkcs8Der);
      pkcs8Der.fill(0);
      return { ...identity, spkiDer: spkiOf(publicKey), envelope, masterKeyId: masterKey.id };
    },

    async sign(key, tbs) {
      if (!isLinted(tbs)) throw new TypeError("Only what the linter has passed is signed.");
      const { hash } = algorithms[key.keyType];
      // RSA: PKCS#1 v1.5 (RFC 8017 §8.2), Node's default padding. ECDSA: DER (RFC 3279 §2.2.3), Node's default encoding.
      return sign(hash, tbs.der, privateKeyOf(key));
    },

    async generateEndEntity(keyType) {
      const { privateKey, publicKey } = await generatePair(keyType);
      return { pkcs8Der: pkcs8Of(privateKey), spkiDer: spkiOf(publicKey) };
    },
  };
}

function unwrap(masterKey: MasterKey, key: WrappedKey): KeyObject {
  const pkcs8Der = openEnvelope(masterKey, key);
  try {
    const privateKey = createPrivateKey({ key: pkcs8Der, type: "pkcs8", format: "der" });
    if (spkiOf(createPublicKey(privateKey)).equals(key.spkiDer)) return privateKey;
  } finally {
    pkcs8Der.fill(0);
  }
  throw new CaError("unavailable", `The stored private key ${key.id} cannot be used: its public key was changed.`);
}

const isSame = (a: WrappedKey, b: WrappedKey): boolean =>
  a.keyType === b.keyType &&
  a.masterKeyId === b.masterKeyId &&
  Buffer.compare(a.envelope, b.envelope) === 0 &&
  Buffer.compare(a.spkiDer, b.spkiDer) === 0;

/** Keys of the console's own certificates: in envelopes like the others, under identities that no other key has. */
import { createPrivateKey, randomBytes, randomUUID, sign as signNow } from "node:crypto";
import type { ConsoleKeys } from "../ca/console-certificate";
import type { WrappedKey } from "../ca/ports";
import { algorithms } from "../pki/algorithm";
import { exportPkcs8, exportSpki, generateKeyPair } from "../pki/browser-key";
import { assembleCertificate, buildTbsCertificate } from "../pki/certificate";
import { createCsr } from "../pki/csr-create";
import {
  basicConstraintsExtension,
  extendedKeyUsageExtension,
  keyUsageExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "../pki/extension";
import { normalizeNames, parseGeneralName } from "../pki/general-name";
import { encodeName } from "../pki/name";
import { oid } from "../pki/oid";
import { encodePem } from "../pki/pem";
import { newSerial } from "../pki/serial";
import { openEnvelope, sealEnvelope } from "./envelope";
import type { MasterKey } from "./master-key";

/** Every TLS client of the last ten years takes it. */
const keyType = "ec-p256";
/** Bound into the envelope: what signs for an authority has another identity, and is refused here. */
const prefix = "console-";

const selfSignedDays = 397;
const dayMilliseconds = 86_400_000;

export function createConsoleKeys(masterKey: MasterKey): ConsoleKeys {
  const open = (key: WrappedKey): Buffer => {
    if (!key.id.startsWith(prefix)) throw new TypeError("Only keys of the console's certificates are handed out.");
    return openEnvelope(masterKey, key);
  };
  return {
    async create() {
      const keyPair = await generateKeyPair(keyType);
      const identity = { id: `${prefix}${randomUUID()}`, keyType } as const;
      const pkcs8Der = await exportPkcs8(keyPair);
      const envelope = sealEnvelope(masterKey, identity, pkcs8Der);
      pkcs8Der.fill(0);
      const csr = await createCsr({ subject: {}, names: [], keyPair, keyType });
      const key = { ...identity, spkiDer: await exportSpki(keyPair), envelope, masterKeyId: masterKey.id };
      return { key, csr: encodePem("CERTIFICATE REQUEST", csr) };
    },

    async selfSign(key, names, now) {
      const tbs = selfSignedTbs(key, names, now);
      const pkcs8Der = open(key);
      const privateKey = createPrivateKey({ key: pkcs8Der, type: "pkcs8", format: "der" });
      pkcs8Der.fill(0);
      const signature = signNow(algorithms[keyType].hash, tbs, privateKey);
      return assembleCertificate(tbs, algorithms[keyType].signatureAlgorithm, signature);
    },

    reveal(key) {
      const pkcs8Der = open(key);
      const pem = encodePem("PRIVATE KEY", pkcs8Der);
      pkcs8Der.fill(0);
      return pem;
    },
  };
}

function selfSignedTbs({ spkiDer }: WrappedKey, texts: readonly string[], now: Date): Uint8Array {
  const names = normalizeNames(texts.map(parseGeneralName));
  const nameDer = encodeName({ commonName: "Countersign console" });
  const start = Math.floor(now.getTime() / 1_000) * 1_000 - 60_000;
  return buildTbsCertificate({
    serial: newSerial((length) => new Uint8Array(randomBytes(length))),
    signatureAlgorithm: algorithms[keyType].signatureAlgorithm,
    issuerDer: nameDer,
    subjectDer: nameDer,
    notBefore: new Date(start),
    notAfter: new Date(start + selfSignedDays * dayMilliseconds),
    spkiDer,
    extensions: [
      basicConstraintsExtension({ isCa: false, pathLength: null }),
      keyUsageExtension(["digitalSignature"]),
      extendedKeyUsageExtension([oid.serverAuth], false),
      subjectKeyIdentifierExtension(spkiDer),
      subjectAltNameExtension(names, false),
    ],
  });
}

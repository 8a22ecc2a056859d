/** Making certification requests in the browser (RFC 2986), with WebCrypto. */
import { algorithms, type KeyType } from "./algorithm";
import { exportSpki } from "./browser-key";
import { bitString, type Der, implicitConstructed, integer, oid as oidDer, sequence, setOf } from "./der";
import { derFromRaw } from "./ecdsa-signature";
import { subjectAltNameExtension } from "./extension/alternative-name";
import { encodeExtensions } from "./extension/envelope";
import { type GeneralName, normalizeNames } from "./general-name";
import { encodeName, type Subject } from "./name";
import { oid } from "./oid";
import { plainBytes, subtleCrypto } from "./web-crypto";

export interface CsrInput {
  readonly subject: Subject;
  /** Become a requested subjectAltName; none when empty. */
  readonly names: readonly GeneralName[];
  readonly keyPair: CryptoKeyPair;
  readonly keyType: KeyType;
}

/** CertificationRequest in DER, signed with the key it is for. Throws `invalid` with the field of a bad name or subject. */
export async function createCsr({ subject, names, keyPair, keyType }: CsrInput): Promise<Der> {
  const info = requestInfo(subject, normalizeNames(names), await exportSpki(keyPair));
  const signature = await sign(info, keyPair.privateKey, keyType);
  return sequence(info, algorithms[keyType].signatureAlgorithm, bitString(signature));
}

// CertificationRequestInfo ::= SEQUENCE { version INTEGER { v1(0) }, subject Name, subjectPKInfo, attributes [0] IMPLICIT SET OF Attribute }
function requestInfo(subject: Subject, names: readonly GeneralName[], spkiDer: Der): Der {
  const subjectDer = encodeName(subject);
  const isEmpty = Object.values(subject).every((value) => value === undefined);
  // Attribute extensionRequest ::= SEQUENCE { type, values SET OF Extensions } (RFC 2985 §5.4.2)
  const attributes = names.length
    ? [sequence(oidDer(oid.extensionRequest), setOf(encodeExtensions([subjectAltNameExtension(names, isEmpty)])))]
    : [];
  return sequence(integer(0), subjectDer, spkiDer, implicitConstructed(0, ...attributes));
}

async function sign(signed: Uint8Array, privateKey: CryptoKey, keyType: KeyType): Promise<Uint8Array> {
  const { family, hash } = algorithms[keyType];
  const names = { ec: "ECDSA", rsa: "RSASSA-PKCS1-v1_5", ed25519: "Ed25519" } as const;
  const parameters = family === "ec" ? { name: names.ec, hash: hash ?? "SHA-256" } : { name: names[family] };
  const signature = new Uint8Array(await subtleCrypto().sign(parameters, privateKey, plainBytes(signed)));
  return family === "ec" ? derFromRaw(signature) : signature;
}

/** A key made on the server, sealed with the requester's password. It is returned once and kept nowhere. */
import type { KeySource, SealedKey } from "../contract/certificate";
import { fileName } from "../delivery/file-name";
import { encodePem } from "../pki/pem";
import { createPkcs12 } from "../pki/pkcs12";
import { encryptedPrivateKeyLabel, encryptPkcs8 } from "../pki/private-key";
import type { Chain } from "./chain";
import type { LeafKey, SameKey } from "./key-source";
import type { CertificateRecord, Ports } from "./ports";

interface Sealing {
  readonly request: KeySource | SameKey;
  readonly key: LeafKey;
  readonly record: CertificateRecord;
  readonly chain: Chain;
}

/** Null when the key was not made here. */
export async function sealKey(ports: Ports, { request, key, record, chain }: Sealing): Promise<SealedKey | null> {
  if (request.source !== "server" || !key.pkcs8Der) return null;
  const { format, password } = request;
  if (format === "pem") {
    const sealed = await encryptPkcs8(key.pkcs8Der, password, ports.randomBytes);
    const pem = new TextEncoder().encode(encodePem(encryptedPrivateKeyLabel, sealed));
    return { format, fileName: fileName(record.displayName, "-key.pem"), contentBase64: base64(pem) };
  }
  const pkcs12 = await createPkcs12({
    pkcs8Der: key.pkcs8Der,
    certificates: [record.der, ...chain.map(({ certificate }) => certificate.der)],
    friendlyName: record.displayName,
    password,
    variant: format === "pkcs12-modern" ? "modern" : "legacy",
    randomBytes: ports.randomBytes,
  });
  return { format, fileName: fileName(record.displayName, ".p12"), contentBase64: base64(pkcs12) };
}

function base64(octets: Uint8Array): string {
  let text = "";
  for (const octet of octets) text += String.fromCharCode(octet);
  return btoa(text);
}

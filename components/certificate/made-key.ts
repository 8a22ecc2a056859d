/** A key pair made in this page. The private key is held here, in memory, and goes nowhere but into files the person saves. */
import type { KeyType } from "@/lib/pki/algorithm";
import { exportPkcs8, exportSpki, generateKeyPair } from "@/lib/pki/browser-key";
import { createCsr } from "@/lib/pki/csr-create";
import { normalizeNames, parseGeneralName } from "@/lib/pki/general-name";
import { sha256Hex } from "@/lib/pki/hash";
import type { Subject } from "@/lib/pki/name";
import { encodePem } from "@/lib/pki/pem";

export interface MadeKey {
  readonly csrPem: string;
  readonly pkcs8Der: Uint8Array;
  /** SHA-256 over the SubjectPublicKeyInfo, in hex: by which the key is known. */
  readonly spkiSha256: string;
}

/** Loaded on the click that needs it. Throws CaError when this browser cannot make such a key. */
export async function makeKey(input: {
  readonly keyType: KeyType;
  readonly subject: Subject;
  readonly names: readonly string[];
}): Promise<MadeKey> {
  const keyPair = await generateKeyPair(input.keyType);
  const csr = await createCsr({
    subject: input.subject,
    names: normalizeNames(input.names.map(parseGeneralName)),
    keyPair,
    keyType: input.keyType,
  });
  return {
    csrPem: encodePem("CERTIFICATE REQUEST", csr),
    pkcs8Der: await exportPkcs8(keyPair),
    spkiSha256: sha256Hex(await exportSpki(keyPair)),
  };
}

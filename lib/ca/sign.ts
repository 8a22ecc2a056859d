/** Signature, assembly and proof: whatever leaves here was read back and verified against the issuer's public key. */
import { CaError } from "../errors";
import { algorithms } from "../pki/algorithm";
import { assembleCertificate, type Certificate, parseCertificate } from "../pki/certificate";
import { assembleCrl, type CertificateList, parseCrl } from "../pki/crl";
import type { LintedTbs, LintedTbsCertList } from "../pki/lint/linted";
import type { Ports, Tables, WrappedKey } from "./ports";

export async function signCertificate(ports: Ports, key: WrappedKey, linted: LintedTbs): Promise<Certificate> {
  const { signatureAlgorithm } = algorithms[key.keyType];
  const signature = await ports.keys.sign(key, linted);
  const certificate = parseCertificate(assembleCertificate(linted.der, signatureAlgorithm, signature));
  await verify(ports, key, { signed: certificate.tbsDer, signature: certificate.signature });
  return certificate;
}

export async function signCrl(ports: Ports, key: WrappedKey, linted: LintedTbsCertList): Promise<CertificateList> {
  const { signatureAlgorithm } = algorithms[key.keyType];
  const signature = await ports.keys.sign(key, linted);
  const crl = parseCrl(assembleCrl(linted.der, signatureAlgorithm, signature));
  await verify(ports, key, { signed: crl.tbsDer, signature: crl.signature });
  return crl;
}

/** A faulty signature may give an RSA key away (Boneh, DeMillo, Lipton 1997), so it never leaves. */
async function verify(
  ports: Ports,
  key: WrappedKey,
  made: { readonly signed: Uint8Array; readonly signature: Uint8Array },
): Promise<void> {
  const algorithm = algorithms[key.keyType].signatureAlgorithm;
  if (await ports.crypto.verify({ spkiDer: key.spkiDer, algorithm, ...made })) return;
  throw new CaError("unavailable", "The signature just made does not verify; it was thrown away. Check this machine.");
}

/** Throws CaError("unavailable") when the row is missing, which only damage to the database explains. */
export async function findKey(tables: Pick<Tables, "keys">, keyId: string): Promise<WrappedKey> {
  const key = await tables.keys.find(keyId);
  if (!key)
    throw new CaError("unavailable", "The key of this authority is missing from the database; restore a backup.");
  return key;
}

/** The three ways to a key, and the same key again: each ends in a public key and what is known about it. */
import type { KeySource, PreviewInput } from "../contract/certificate";
import { type Finding, isCaError } from "../errors";
import type { KeyType } from "../pki/algorithm";
import { type CertificationRequest, parseCsr } from "../pki/csr";
import type { Der } from "../pki/der";
import { parseSpki, type SubjectPublicKeyInfo, sampleSpki } from "../pki/spki";
import type { KeyFacts } from "./policy";
import type { KeyOrigin, Ports } from "./ports";

/** A certificate's own key, for renewal; possession was proven when it was first issued. */
export interface SameKey {
  readonly source: "same";
  readonly spkiDer: Der;
  readonly origin: KeyOrigin;
}

export interface LeafKey {
  readonly facts: KeyFacts;
  readonly csr: CertificationRequest | null;
  readonly origin: KeyOrigin;
  /** In the clear, of a key made on the server; sealed before anything is stored, then forgotten. */
  readonly pkcs8Der: Uint8Array | null;
}

export async function keyFor(ports: Ports, source: KeySource | SameKey): Promise<LeafKey> {
  switch (source.source) {
    case "browser":
    case "csr":
      return keyOfCsr(ports, parseCsr(source.csr), source.source);
    case "server": {
      const { pkcs8Der, spkiDer } = await ports.keys.generateEndEntity(source.keyType);
      return { facts: await factsOf(ports, parseSpki(spkiDer), "key"), csr: null, origin: "server", pkcs8Der };
    }
    case "same":
      return {
        facts: await factsOf(ports, parseSpki(source.spkiDer), "key"),
        csr: null,
        origin: source.origin,
        pkcs8Der: null,
      };
  }
}

/** For a preview: a key that does not exist yet is stood in for, and a CSR that cannot be read becomes a finding. */
export async function keyForPreview(
  ports: Ports,
  source: PreviewInput["key"] | SameKey,
): Promise<LeafKey & { readonly problem: Finding | null }> {
  if (source.source === "same") return { ...(await keyFor(ports, source)), problem: null };
  if (source.source !== "csr") return { ...standIn(source.keyType, source.source), problem: null };
  try {
    return { ...(await keyOfCsr(ports, parseCsr(source.csr), "csr")), problem: null };
  } catch (error) {
    if (!isCaError(error) || error.code !== "invalid") throw error;
    const problem: Finding = {
      rule: "csr-syntax",
      severity: "error",
      field: error.field ?? "csr",
      message: source.csr.trim() === "" ? "There is no certificate signing request yet." : error.detail,
      advice: "Paste or drop a CSR, PEM or DER.",
      source: "RFC 2986 §4",
    };
    return { ...standIn("ec-p256", "csr"), problem };
  }
}

function standIn(keyType: KeyType, origin: KeyOrigin): LeafKey {
  const facts: KeyFacts = {
    spki: parseSpki(sampleSpki(keyType)),
    exists: false,
    isBlocked: false,
    isAuthorityKey: false,
    isSignatureValid: null,
    field: "key",
  };
  return { facts, csr: null, origin, pkcs8Der: null };
}

async function keyOfCsr(ports: Ports, csr: CertificationRequest, origin: "browser" | "csr"): Promise<LeafKey> {
  const isSignatureValid = await ports.crypto.verify({
    spkiDer: csr.spki.der,
    algorithm: csr.signatureAlgorithm,
    signed: csr.signedDer,
    signature: csr.signature,
  });
  const facts = await factsOf(ports, csr.spki, origin === "csr" ? "csr" : "key");
  return { facts: { ...facts, isSignatureValid }, csr, origin, pkcs8Der: null };
}

async function factsOf(ports: Ports, spki: SubjectPublicKeyInfo, field: KeyFacts["field"]): Promise<KeyFacts> {
  const [isBlocked, isAuthorityKey] = await Promise.all([
    ports.store.blockedKeys.isBlocked(spki.sha256),
    ports.store.keys.isAuthorityKey(spki.sha256),
  ]);
  return { spki, exists: true, isBlocked, isAuthorityKey, isSignatureValid: null, field };
}

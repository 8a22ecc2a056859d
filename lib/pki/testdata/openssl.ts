import { type KeyType, algorithms } from "../algorithm";
import type { Workshop } from "./tool";

/** Arguments of `openssl genpkey` that make a key of each type. */
export const keyArguments: Readonly<Record<KeyType, readonly string[]>> = {
  "ec-p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
  "ec-p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
  "ec-p521": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
  "rsa-2048": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
  "rsa-3072": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
  "rsa-4096": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"],
  ed25519: ["-algorithm", "ED25519"],
};

/** `-sha256` and so on, as OpenSSL wants it for keys of this type; nothing for Ed25519. */
export const digestArguments = (keyType: KeyType): string[] => {
  const { hash } = algorithms[keyType];
  return hash ? [`-${hash.replace("-", "").toLowerCase()}`] : [];
};

export interface OpensslCertificate {
  readonly name: string;
  readonly keyType: KeyType;
  /** As OpenSSL takes it: /CN=… */
  readonly subject: string;
  /** Of the form `basicConstraints=critical,CA:TRUE`. */
  readonly extensions: readonly string[];
  /** The name of an earlier certificate in the same workshop; without it, self-signed. */
  readonly issuer?: string;
}

/** Leaves name.key and name.pem (PEM), name.p8 (unencrypted PKCS#8 DER) and name.der in the workshop. */
export function makeCertificate(workshop: Workshop, input: OpensslCertificate): void {
  const { name, keyType, issuer } = input;
  workshop.run("openssl", "genpkey", ...keyArguments[keyType], "-out", `${name}.key`);
  workshop.run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", `${name}.key`, "-outform", "DER", "-out", `${name}.p8`);
  const signer = issuer ? ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`] : [];
  const extensions = input.extensions.flatMap((extension) => ["-addext", extension]);
  const request = ["-key", `${name}.key`, "-out", `${name}.pem`, "-days", "30", "-subj", input.subject];
  workshop.run("openssl", "req", "-x509", "-new", "-utf8", ...digestArguments(keyType), ...signer, ...request, ...extensions);
  workshop.run("openssl", "x509", "-in", `${name}.pem`, "-outform", "DER", "-out", `${name}.der`);
}

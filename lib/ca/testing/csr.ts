import { createCsr } from "../../pki/csr";
import { encodePem } from "../../pki/pem";

/** PEM, with a P-256 key made for it alone. */
export async function newCsr(): Promise<string> {
  const usages = ["sign", "verify"] as const;
  const keyPair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [...usages]);
  const subject = { commonName: "x.corp.example" };
  const der = await createCsr({ subject, names: [], keyPair: keyPair as CryptoKeyPair, keyType: "ec-p256" });
  return encodePem("CERTIFICATE REQUEST", der);
}

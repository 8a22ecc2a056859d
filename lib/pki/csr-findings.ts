import type { Finding } from "../errors";
import type { CertificationRequest } from "./csr";
import { parseSignatureAlgorithm, type SignatureAlgorithm } from "./signature-algorithm";
import { keyAlgorithm } from "./spki";

const fitting: Readonly<Record<string, readonly SignatureAlgorithm["family"][]>> = {
  [keyAlgorithm.rsaEncryption]: ["rsa", "rsa-pss"],
  [keyAlgorithm.ecPublicKey]: ["ec"],
  [keyAlgorithm.ed25519]: ["ed25519"],
};

/** What is wrong with the algorithm the request is signed with; whether the signature is right is another question. */
export function csrSignatureFindings(csr: Pick<CertificationRequest, "signatureAlgorithm" | "spki">): Finding[] {
  const { label, family, hash } = parseSignatureAlgorithm(csr.signatureAlgorithm);
  if (hash === "MD2" || hash === "MD5") {
    return [
      refusal(
        "csr-signature-md5",
        `The request is signed with ${label}; ${hash} signatures can be forged.`,
        "RFC 6151 §2",
      ),
    ];
  }
  if (hash === "SHA-1") {
    const message = `The request is signed with ${label}; SHA-1 no longer proves anything.`;
    return [refusal("csr-signature-sha1", message, "NIST SP 800-131A §3; RFC 9155 §1")];
  }
  if (family === "other" || hash === "SHA-224") {
    const message = `The request is signed with an algorithm that is not used here (${label}).`;
    return [
      refusal(
        "csr-signature-algorithm",
        message,
        "RFC 4055 §5, RFC 5758 §3.2 and RFC 8410 §3: the algorithms read here",
      ),
    ];
  }
  if (!fitting[csr.spki.algorithm]?.includes(family)) {
    const message = `The signature algorithm (${label}) does not belong to the key in the request (${csr.spki.label}).`;
    return [refusal("csr-signature-key-mismatch", message, "RFC 2986 §4.2")];
  }
  return [];
}

function refusal(rule: string, message: string, source: string): Finding {
  const advice = "Make the request again with SHA-256 (OpenSSL: req -new -sha256).";
  return { rule, severity: "error", field: "csr", message, advice, source };
}

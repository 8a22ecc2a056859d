/** Manifests for Kubernetes: a Secret of type kubernetes.io/tls, and a ConfigMap with what others must trust. */
import { encodePem } from "../../pki/pem";
import { fileName } from "../file-name";
import { plainText } from "../plain-text";
import { yamlString } from "../quote";
import { type DeliveredChain, intermediatesOf, rootOf } from "./delivered-chain";

/** RFC 1123 label as Kubernetes wants it for object names: lower-case letters, digits and `-`, at most 63. */
export function kubernetesName(displayName: string, ending: string): string {
  const stem = fileName(displayName)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63 - ending.length)
    .replace(/-$/, "");
  return `${stem}${ending}`;
}

/** `keyPem` as PKCS#8 without encryption: Kubernetes and what reads its secrets know no password. */
export function kubernetesSecret(chain: DeliveredChain, keyPem: string): string {
  if (!/^-----BEGIN PRIVATE KEY-----\n/.test(keyPem)) throw new TypeError("A plain PKCS#8 key is needed.");
  const fullChain = [chain.certificateDer, ...intermediatesOf(chain)].map(certificatePem).join("");
  return lines([
    `# “${plainText(chain.displayName)}”. The private key in here is not encrypted: kubectl apply -f, then delete the file.`,
    "apiVersion: v1",
    "kind: Secret",
    "metadata:",
    `  name: ${yamlString(kubernetesName(chain.displayName, "-tls"))}`,
    "type: kubernetes.io/tls",
    "data:",
    `  tls.crt: ${yamlString(btoa(fullChain))}`,
    `  tls.key: ${yamlString(btoa(keyPem))}`,
    `  ca.crt: ${yamlString(btoa(certificatePem(rootOf(chain))))}`,
  ]);
}

export function kubernetesTrust(chain: DeliveredChain): string {
  return lines([
    `# What verifies “${plainText(chain.displayName)}”: mount it and name ca.crt as the file of trusted roots.`,
    "apiVersion: v1",
    "kind: ConfigMap",
    "metadata:",
    `  name: ${yamlString(kubernetesName(chain.displayName, "-trust"))}`,
    "data:",
    "  ca.crt: |",
    ...certificatePem(rootOf(chain))
      .trimEnd()
      .split("\n")
      .map((line) => `    ${line}`),
  ]);
}

const certificatePem = (der: Uint8Array) => encodePem("CERTIFICATE", der);
const lines = (text: readonly string[]) => `${text.join("\n")}\n`;

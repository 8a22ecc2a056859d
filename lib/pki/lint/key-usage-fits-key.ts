import type { KeyType } from "../algorithm";
import { usage } from "./extension-values";
import { type CertificateRule, everyCertificate } from "./rule";

const names = Object.keys(usage) as (keyof typeof usage)[];
const { keyEncipherment, dataEncipherment, keyAgreement, encipherOnly, decipherOnly } = usage;

// RSA: RFC 3279 §2.3.1. EC: RFC 8813 §3 (encipherment has no meaning). Ed25519: RFC 9295 §3 (signatures only).
function impossible(keyType: KeyType): readonly number[] {
  if (keyType.startsWith("rsa")) return [keyAgreement, encipherOnly, decipherOnly];
  if (keyType === "ed25519") return [keyEncipherment, dataEncipherment, keyAgreement, encipherOnly, decipherOnly];
  return [keyEncipherment, dataEncipherment];
}

export const keyUsageFitsKey: CertificateRule = {
  id: "key-usage-fits-key",
  source: "RFC 3279 §2.3.1, RFC 8813 §3, RFC 9295 §3",
  severity: "error",
  field: "key",
  appliesTo: everyCertificate,
  check: ({ keyUsage, spki }) => {
    if (!keyUsage || !spki?.keyType) return null;
    const wrong = impossible(spki.keyType).find((bit) => keyUsage.includes(bit));
    if (wrong !== undefined) return `A key of this kind (${spki.label}) cannot be used for ${names[wrong]}.`;
    const onlyOneWay = keyUsage.includes(encipherOnly) || keyUsage.includes(decipherOnly);
    return onlyOneWay && !keyUsage.includes(keyAgreement) ? "encipherOnly and decipherOnly need keyAgreement." : null;
  },
  advice: "Choose a profile whose key usage fits the key, or a key of another kind.",
};

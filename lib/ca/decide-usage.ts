import type { DecisionLine } from "../contract/certificate";
import { algorithms } from "../pki/algorithm";
import type { PolicyInput, Verdict } from "./policy";
import type { LeafExtendedKeyUsage, LeafKeyUsage } from "./profile";
import { profileSource } from "./profile-words";
import { caIssuersUrl, crlUrl } from "./url";

export interface Usage {
  readonly keyUsage: readonly LeafKeyUsage[];
  readonly extendedKeyUsage: readonly LeafExtendedKeyUsage[];
}

/** What the key may be used for: the profile's word, less what this kind of key cannot do. */
export function decideUsage({ profile, ask }: PolicyInput): Verdict & { readonly granted: Usage } {
  const { keyType } = ask.key.spki;
  const family = keyType ? algorithms[keyType].family : null;
  const keyUsage = profile.keyUsage.filter((usage) => usage === "digitalSignature" || usage === transport(family));
  const { extendedKeyUsage } = profile;
  const left = profile.keyUsage.filter((usage) => !keyUsage.includes(usage));
  const line: DecisionLine = {
    field: "usage",
    requested: "",
    granted: [...extendedKeyUsage, ...keyUsage].join(", "),
    change: "granted",
    because: left.length
      ? `${left.join(" and ")} of the ${profileSource(profile)} has no meaning for this kind of key.`
      : "",
    rule: left.length ? "usage-fits-key" : "",
  };
  return { lines: [line], findings: [], granted: { keyUsage, extendedKeyUsage } };
}

/** RFC 8422 §5.6 and RFC 8446: only RSA keys transport keys, only ECDH keys agree on them, Ed25519 keys sign (RFC 8410 §5). */
function transport(family: "ec" | "rsa" | "ed25519" | null): LeafKeyUsage | null {
  if (family === "rsa") return "keyEncipherment";
  return family === "ec" ? "keyAgreement" : null;
}

export interface Publication {
  readonly crlUrls: readonly string[];
  readonly caIssuersUrls: readonly string[];
}

/** Where the issuer publishes. A profile says whether it is written into certificates, never what. */
export function decidePublication({ profile, issuer }: PolicyInput): Verdict & { readonly granted: Publication } {
  const crlUrls = profile.hasCrlDistributionPoint ? [crlUrl(issuer)] : [];
  const caIssuersUrls = profile.hasAuthorityInformationAccess ? [caIssuersUrl(issuer)] : [];
  const lines = [
    ...crlUrls.map((url) => added("crlDistributionPoints", url, "Relying parties fetch the CRL from here.")),
    ...caIssuersUrls.map((url) =>
      added("authorityInfoAccess", url, "Relying parties find the issuer’s certificate here."),
    ),
  ];
  return { lines, findings: [], granted: { crlUrls, caIssuersUrls } };
}

const added = (field: string, granted: string, because: string): DecisionLine => ({
  field,
  requested: "",
  granted,
  change: "added",
  because,
  rule: "authority-urls",
});

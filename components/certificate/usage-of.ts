import type { CertificateDetail } from "@/lib/contract/certificate";
import { parseCertificate } from "@/lib/pki/certificate";
import { type UsageSentence, usageSentences } from "@/lib/pki/usage-sentences";

/** What the certificate itself says, and who has to trust it for that. */
export function usageOf(certificate: CertificateDetail): {
  readonly sentences: readonly UsageSentence[];
  readonly notes: readonly string[];
} {
  const root = certificate.chain.at(-1);
  return {
    sentences: usageSentences(parseCertificate(certificate.pem)),
    notes: [
      root
        ? `Only those who trust “${root.name}” accept it, and only while nobody in its chain is expired or revoked.`
        : "Those who have it installed as a root trust it and everything below it.",
      ...(certificate.profile ? [`The profile “${certificate.profile.name}” granted these uses.`] : []),
      ...(certificate.isKeyBlocked ? ["Its key is reported compromised: nothing new is issued for it."] : []),
    ],
  };
}

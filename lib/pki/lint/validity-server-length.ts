import { type CertificateRule, leaves } from "./rule";

const daysMax = 825;

// The 398 days browsers ask for concern public authorities; Apple’s 825 days concern every server certificate.
export const validityServerLength: CertificateRule = {
  id: "validity-server-length",
  source: "Apple support article 103769 (HT210176)",
  severity: "info",
  field: "validity",
  appliesTo: leaves,
  check: ({ notBefore, notAfter, isServer }) => {
    if (!isServer || !notBefore || !notAfter) return null;
    const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / 86_400_000);
    return days > daysMax
      ? `Apple devices refuse server certificates valid for more than ${daysMax} days; this one has ${days}.`
      : null;
  },
  advice: "Choose a shorter validity if iPhones, iPads or Macs connect.",
};

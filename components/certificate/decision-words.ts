import type { DecisionLine } from "@/lib/contract/certificate";

/** What a decision line is about, as the form calls it. */
const labels: Readonly<Record<string, string>> = {
  "subject.commonName": "Common name",
  "subject.organization": "Organization",
  "subject.organizationalUnit": "Unit",
  "subject.locality": "City",
  "subject.stateOrProvince": "State",
  "subject.country": "Country",
  "subject.serialNumber": "Serial number",
  subject: "Subject",
  names: "Names",
  validity: "Valid",
  notBefore: "From",
  notAfter: "Until",
  key: "Key",
  usage: "Usage",
  keyUsage: "Key usage",
  extendedKeyUsage: "Usage",
  crlDistributionPoints: "CRL",
  authorityInfoAccess: "Issuer at",
  authority: "Issuer",
  authorityId: "Issuer",
  profile: "Profile",
  csr: "CSR",
};

export function fieldLabel(field: string): string {
  return labels[field] ?? labels[field.split(".")[0] ?? ""] ?? sentenceCase(field);
}

/** Lines under one label each, in the order in which the labels first appear. */
export function groupLines(lines: readonly DecisionLine[]): { label: string; lines: DecisionLine[] }[] {
  const groups = new Map<string, DecisionLine[]>();
  for (const line of lines) {
    // The line of a CSR's key, as against those of what else the CSR asks for.
    const label = line.field === "csr" && line.granted !== "" ? fieldLabel("key") : fieldLabel(line.field);
    groups.set(label, [...(groups.get(label) ?? []), line]);
  }
  return [...groups].map(([label, members]) => ({ label, lines: members }));
}

const usages: Readonly<Record<string, string>> = {
  serverAuth: "TLS server",
  clientAuth: "TLS client",
  emailProtection: "E-mail",
  codeSigning: "Code signing",
  timeStamping: "Timestamping",
};

/** What is asked for or granted, as people say it: times without T and Z, usages in words. */
export function spokenValue(field: string, value: string): string {
  if (field === "validity") {
    const times = value.replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?(\.\d+)?Z/g, "$1 $2");
    return times === value ? value : `${times.replace(" to ", " → ")} UTC`;
  }
  if (field !== "usage") return value;
  return value
    .split(", ")
    .map((usage) => usages[usage] ?? usage)
    .join(" · ");
}

function sentenceCase(field: string): string {
  const words = field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

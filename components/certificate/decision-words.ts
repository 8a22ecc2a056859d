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
  authority: "Issuer",
  profile: "Profile",
  csr: "Request",
};

export function fieldLabel(field: string): string {
  return labels[field] ?? labels[field.split(".")[0] ?? ""] ?? sentenceCase(field);
}

/** Lines under one label each, in the order in which the labels first appear. */
export function groupLines(lines: readonly DecisionLine[]): { label: string; lines: DecisionLine[] }[] {
  const groups = new Map<string, DecisionLine[]>();
  for (const line of lines) {
    const label = fieldLabel(line.field);
    groups.set(label, [...(groups.get(label) ?? []), line]);
  }
  return [...groups].map(([label, members]) => ({ label, lines: members }));
}

function sentenceCase(field: string): string {
  const words = field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

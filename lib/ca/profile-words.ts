/** Words for what profiles speak of, used by sentences, decisions and findings alike. */
import type { SubjectField } from "../pki/name";
import type { NameRule, NameType, Profile } from "./profile";

export const fieldWords: Readonly<Record<SubjectField, string>> = {
  country: "country",
  stateOrProvince: "state or province",
  locality: "locality",
  organization: "organization",
  organizationalUnit: "organizational unit",
  commonName: "common name",
  serialNumber: "serial number",
};

export const nameTypeWords: Readonly<Record<NameType, { readonly singular: string; readonly plural: string }>> = {
  dns: { singular: "DNS name", plural: "DNS names" },
  ip: { singular: "IP address", plural: "IP addresses" },
  email: { singular: "e-mail address", plural: "E-mail addresses" },
  uri: { singular: "URI", plural: "URIs" },
};

/** Null means anything, an empty list nothing. */
export function describeNameRules(rules: readonly NameRule[] | null): string {
  if (rules === null) return "any";
  if (rules.length === 0) return "none";
  return rules.map(describeNameRule).join("; or ");
}

export function describeNameRule(rule: NameRule): string {
  switch (rule.type) {
    case "dns": {
      if ("pattern" in rule) return `names like ${rule.pattern}`;
      const under = [rule.subdomains && "names under it", rule.wildcards && "wildcards"].filter(Boolean);
      return [rule.suffix, ...under].join(" and ");
    }
    case "ip":
      return `addresses in ${rule.range}`;
    case "email":
      return rule.subdomains ? `mailboxes at ${rule.domain} and its subdomains` : `mailboxes at ${rule.domain}`;
    case "uri":
      return `URIs that begin with ${rule.prefix}`;
  }
}

export const isServerUse = (profile: Profile): boolean => profile.extendedKeyUsage.includes("serverAuth");
export const profileSource = (profile: Profile): string => `profile “${profile.name}”`;

/** Whether a profile's rule admits a name. Names are canonical already: A-labels, lower case, RFC 5952. */
import type { GeneralName } from "../pki/general-name";
import { isInRange, parseCidr, parseIp } from "../pki/ip";
import type { NameRule } from "./profile";

export function admits(rule: NameRule, name: GeneralName): boolean {
  if (rule.type !== name.type) return false;
  switch (rule.type) {
    case "dns":
      return admitsDns(rule, name.value);
    case "ip":
      return admitsIp(rule.range, name.value);
    case "email":
      return admitsEmail(rule, name.value);
    case "uri":
      return name.value.startsWith(rule.prefix);
  }
}

function admitsDns(rule: Extract<NameRule, { type: "dns" }>, value: string): boolean {
  const isWildcard = value.startsWith("*.");
  if (isWildcard && !rule.wildcards) return false;
  const host = isWildcard ? value.slice(2) : value;
  const suffix = rule.suffix.toLowerCase();
  // `*.corp.example` names hosts under corp.example, so it needs `wildcards` alone; `*.a.corp.example` is deeper.
  if (host === suffix) return true;
  return rule.subdomains && host.endsWith(`.${suffix}`);
}

function admitsIp(range: string, value: string): boolean {
  const address = parseIp(value);
  const cidr = parseCidr(range);
  return address !== null && cidr !== null && isInRange(cidr, address);
}

function admitsEmail(rule: Extract<NameRule, { type: "email" }>, value: string): boolean {
  const domain = value.slice(value.lastIndexOf("@") + 1).toLowerCase();
  const wanted = rule.domain.toLowerCase();
  return domain === wanted || (rule.subdomains && domain.endsWith(`.${wanted}`));
}

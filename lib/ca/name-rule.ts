/** Whether a profile's rule admits a name. Names are canonical already: A-labels, lower case, RFC 5952. */
import type { GeneralName } from "../pki/general-name";
import { isInRange, parseCidr, parseIp } from "../pki/ip";
import type { NameRule } from "./profile";

export function admits(rule: NameRule, name: GeneralName): boolean {
  if (rule.type !== name.type) return false;
  switch (rule.type) {
    case "dns":
      return "pattern" in rule ? matchesPattern(rule.pattern.toLowerCase(), name.value) : admitsDns(rule, name.value);
    case "ip":
      return admitsIp(rule.range, name.value);
    case "email":
      return admitsEmail(rule, name.value);
    case "uri":
      return name.value.startsWith(rule.prefix);
  }
}

type DnsRule = Extract<NameRule, { readonly suffix: string }>;

/**
 * Label by label, `*` for any characters of one label, at least one where it is the whole label. Never more than
 * (length of name) × (length of pattern) steps, whatever either of them is: a star is only ever taken up again once.
 * A wildcard name is no host, so no pattern admits it.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  if (value.includes("*")) return false;
  const labels = value.split(".");
  const wanted = pattern.split(".");
  return labels.length === wanted.length && wanted.every((label, index) => matchesLabel(label, labels[index]!));
}

function matchesLabel(pattern: string, label: string): boolean {
  if (label === "") return false;
  let [at, from] = [0, 0];
  let [star, resume] = [-1, 0];
  while (at < label.length) {
    if (pattern[from] === "*") {
      star = from++;
      resume = at;
    } else if (from < pattern.length && pattern[from] === label[at]) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[from] === "*") from++;
  return from === pattern.length;
}

function admitsDns(rule: DnsRule, value: string): boolean {
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

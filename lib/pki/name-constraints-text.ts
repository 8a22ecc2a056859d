/** What a person types as a name constraint, made canonical or refused with the rule it breaks. */
import { CaError, isCaError } from "../errors";
import { parseGeneralName } from "./general-name";
import { normalizeHostName } from "./host-name";
import { formatCidr, parseCidr, parseIp } from "./ip";
import type { GeneralSubtree } from "./name-constraints";
import { quote } from "./quote";

const refusal = (text: string, why: string): CaError =>
  new CaError("invalid", `${quote(text)} ${why}`, { field: "nameConstraints" });

/**
 * dns: `corp.example` (itself and everything under it); ip: CIDR or one address; email: a mailbox, `host`, or `.domain`;
 * uri: `host` or `.domain`. Throws `invalid` with the field `nameConstraints`.
 */
export function parseGeneralSubtree(type: "dns" | "ip" | "email" | "uri", typed: string): GeneralSubtree {
  const text = typed.trim();
  switch (type) {
    case "dns":
      if (text.startsWith(".")) throw refusal(text, "begins with a dot; leave it out: subdomains are always included.");
      if (text.startsWith("*")) throw refusal(text, "has a wildcard; leave it out: subdomains are always included.");
      return { type, value: hostName(text) };
    case "ip":
      return { type, value: range(text) };
    case "email":
      return { type, value: text.includes("@") ? mailbox(text) : hostOrDomain(text) };
    case "uri":
      if (text.includes("/") || text.includes(":")) {
        throw refusal(text, "is more than a host; constraints on URIs name the host only (RFC 5280 §4.2.1.10).");
      }
      return { type, value: hostOrDomain(text) };
  }
}

function hostName(text: string): string {
  const result = normalizeHostName(text);
  if ("refusal" in result) throw refusal(text, result.refusal);
  return result.name;
}

const hostOrDomain = (text: string): string => (text.startsWith(".") ? `.${hostName(text.slice(1))}` : hostName(text));

function mailbox(text: string): string {
  try {
    return parseGeneralName(`email:${text}`).value;
  } catch (cause) {
    throw new CaError("invalid", isCaError(cause) ? cause.detail : "This is not an e-mail address.", {
      cause,
      field: "nameConstraints",
    });
  }
}

function range(text: string): string {
  const single = parseIp(text);
  const parsed = parseCidr(single ? `${text}/${single.length * 8}` : text);
  if (!parsed) {
    throw refusal(text, "is not an IP range; write it as 10.0.0.0/8 or 2001:db8::/32, with zeros behind the prefix.");
  }
  return formatCidr(parsed);
}

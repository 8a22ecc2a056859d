/** What a person types as a subject alternative name, made canonical or refused with the rule it breaks. */
import { CaError } from "../errors";
import type { GeneralName } from "./general-name";
import { normalizeHostName } from "./host-name";
import { formatIp, isV4Mapped, parseIp } from "./ip";
import { quote } from "./quote";

type TypedName = GeneralName & { readonly type: "dns" | "ip" | "email" | "uri" };

const prefixPattern = /^(dns|ip|email|uri):/i;
// As `formatGeneralName` writes the other types, which come in CSRs.
const otherPattern = /^(?:directory|registeredId|other):/;

/**
 * `web.corp`, `*.x`, `10.0.0.1`, `2001:DB8::1`, `a@b.c`, `spiffe://…`, or any of them behind `dns:`, `ip:`, `email:` or
 * `uri:`. IDN becomes A-labels, hosts lower case, addresses canonical. Throws `invalid` with the field `names`.
 */
export function parseGeneralName(text: string): GeneralName {
  const typed = text.trim();
  if (otherPattern.test(typed)) {
    throw refusal(
      typed,
      "is of a kind this authority does not certify; DNS names, IP and e-mail addresses and URIs are.",
    );
  }
  const prefix = prefixPattern.exec(typed);
  const type = prefix ? (prefix[1]!.toLowerCase() as TypedName["type"]) : guessType(typed);
  return normalizers[type](prefix ? typed.slice(prefix[0].length).trim() : typed);
}

/** The same rules for a name that came decoded, from a CSR; names of other types pass unchanged. */
function normalizeGeneralName(name: GeneralName): GeneralName {
  switch (name.type) {
    case "dns":
    case "ip":
    case "email":
    case "uri":
      return normalizers[name.type](name.value);
    default:
      return name;
  }
}

/** Each normalized, the first of equals kept, order kept. Throws `invalid` with the field `names`. */
export function normalizeNames(names: readonly GeneralName[]): GeneralName[] {
  const found = new Map<string, GeneralName>();
  for (const name of names.map(normalizeGeneralName)) {
    const key = `${name.type}:${name.value}`;
    if (!found.has(key)) found.set(key, name);
  }
  return [...found.values()];
}

function guessType(text: string): TypedName["type"] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^urn:/i.test(text)) return "uri";
  if (text.includes("@")) return "email";
  if (/^\[|:.*:/s.test(text) || parseIp(text) || /^[\d.]+\/\d+$/.test(text)) return "ip";
  return "dns";
}

const normalizers = { dns: dnsName, ip: ipName, email: emailName, uri: uriName } as const;

const refusal = (text: string, why: string): CaError =>
  new CaError("invalid", `${quote(text)} ${why}`, { field: "names" });

function dnsName(text: string): GeneralName {
  if (/\s/u.test(text)) throw refusal(text, "contains white space; write one name per entry.");
  if (text.includes(":")) throw refusal(text, "contains a colon; leave out the scheme and the port.");
  if (text.includes("/")) throw refusal(text, "contains a slash; only the host name belongs here.");
  // RFC 6125 §6.4.3: the wildcard is the complete leftmost label.
  const wildcard = text.startsWith("*.") ? "*." : "";
  const host = text.slice(wildcard.length);
  if (host.includes("*")) {
    throw refusal(text, "has a wildcard elsewhere than as the whole leftmost label of a name (RFC 6125 §6.4.3).");
  }
  const result = normalizeHostName(host);
  if ("refusal" in result) throw refusal(text, result.refusal);
  if (wildcard.length + result.name.length > 253)
    throw refusal(text, "is longer than 253 characters (RFC 1035 §2.3.4).");
  return { type: "dns", value: wildcard + result.name };
}

function ipName(text: string): GeneralName {
  if (text.includes("/")) {
    throw refusal(text, "is a range; a certificate names single addresses (RFC 5280 §4.2.1.6).");
  }
  if (text.includes("%")) throw refusal(text, "has a zone, which means something on one machine only (RFC 4007 §6).");
  if (/^\[.*\]/.test(text)) throw refusal(text, "is in brackets; write the address alone, without a port.");
  const octets = parseIp(text);
  if (octets === null) {
    const isV4 = /^[\d.]+$/.test(text);
    throw refusal(
      text,
      isV4 ? "is not an IPv4 address: four numbers from 0 to 255 without leading zeros." : "is not an IP address.",
    );
  }
  if (isV4Mapped(octets)) {
    throw refusal(text, `is an IPv4-mapped address; write ${formatIp(octets.subarray(12))} (RFC 4291 §2.5.5.2).`);
  }
  return { type: "ip", value: formatIp(octets) };
}

// RFC 5321 §4.1.2 Dot-string; quoted local parts exist on paper only and are refused. Stricter than RFC 5280 §4.2.1.6.
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;

function emailName(text: string): GeneralName {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(0, at));
  if (at < 0) throw refusal(text, "is not an e-mail address: it has no @.");
  if (local.length > 64) throw refusal(text, "has more than 64 characters before the @ (RFC 5321 §4.5.3.1.1).");
  if (!localPart.test(local)) throw refusal(text, "has a part before the @ that is not plain ASCII (RFC 5321 §4.1.2).");
  const domain = normalizeHostName(text.slice(at + 1));
  if ("refusal" in domain) throw refusal(text, `has a domain that ${domain.refusal}`);
  // RFC 5321 §4.5.3.1.3, less the angle brackets. The local part keeps its case (RFC 5280 §7.5).
  if (local.length + domain.name.length > 253)
    throw refusal(text, "is longer than 254 characters (RFC 5321 §4.5.3.1.3).");
  return { type: "email", value: `${local}@${domain.name}` };
}

const uriMax = 2048;
// RFC 3986 §2: unreserved, reserved, and percent with two hex digits. IPv6 brackets are checked with the authority.
const uriCharacters = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;
const uriPattern = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is;

// RFC 5280 §4.2.1.6: absolute, and with an authority that names a host when it has one.
function uriName(text: string): GeneralName {
  if (text.length > uriMax) throw refusal(text, `is longer than ${uriMax} characters.`);
  const match = uriPattern.exec(text);
  if (!match) throw refusal(text, "is not an absolute URI: it has no scheme (RFC 5280 §4.2.1.6).");
  const [, scheme, authority, path, query = "", fragment = ""] = match as unknown as [
    string,
    string,
    string | undefined,
    string,
    string?,
    string?,
  ];
  if (!uriCharacters.test(path + query + fragment)) {
    throw refusal(text, "contains a character that URIs must percent-encode (RFC 3986 §2).");
  }
  if (/[[\]]/.test(path + query + fragment)) throw refusal(text, "has brackets outside its host (RFC 3986 §3.2.2).");
  // RFC 3986 §5.2.4 removes them, so that the URI would be another than the one a rule on its prefix has admitted.
  if (authority !== undefined && /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) {
    throw refusal(text, "has . or .. as a part of its path (RFC 3986 §5.2.4).");
  }
  if (authority === undefined && path === "") throw refusal(text, "has nothing after its scheme (RFC 5280 §4.2.1.6).");
  const lowerScheme = scheme.toLowerCase();
  const host = authority === undefined ? "" : `//${uriAuthority(text, authority, lowerScheme === "spiffe")}`;
  if (lowerScheme === "spiffe") checkSpiffe(text, { authority, path, rest: query + fragment });
  return { type: "uri", value: `${lowerScheme}:${host}${path}${query}${fragment}` };
}

const authorityPattern = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@[\]]*)(?::(\d{0,5}))?$/;

function uriAuthority(text: string, authority: string, mayHaveUnderscore: boolean): string {
  const match = authorityPattern.exec(authority);
  if (!match) throw refusal(text, "has no valid host (RFC 3986 §3.2).");
  const [, user, host, port] = match as unknown as [string, string | undefined, string, string | undefined];
  if (user !== undefined && (user.includes(":") || !uriCharacters.test(user) || /[/?#[\]]/.test(user))) {
    throw refusal(text, "has a user part that does not belong in a certificate (RFC 3986 §3.2.1).");
  }
  if (host === "") throw refusal(text, "has no host behind its // (RFC 5280 §4.2.1.6).");
  const suffix = port === undefined ? "" : `:${port}`;
  return `${user === undefined ? "" : `${user}@`}${uriHost(text, host, mayHaveUnderscore)}${suffix}`;
}

function uriHost(text: string, host: string, mayHaveUnderscore: boolean): string {
  const address = parseIp(host.startsWith("[") ? host.slice(1, -1) : host);
  if (host.startsWith("[") && address?.length !== 16)
    throw refusal(text, "has a bracketed host that is no IPv6 address.");
  if (address) return address.length === 16 ? `[${formatIp(address)}]` : formatIp(address);
  const hasUnderscore = mayHaveUnderscore && /^[\w.-]+$/.test(host) && host.includes("_");
  const result = normalizeHostName(hasUnderscore ? host.replaceAll("_", "u") : host);
  if ("refusal" in result) throw refusal(text, `has a host that ${result.refusal}`);
  return hasUnderscore ? host.toLowerCase() : result.name;
}

// SPIFFE-ID §2: a trust domain and plain path segments, nothing else.
function checkSpiffe(text: string, uri: { authority: string | undefined; path: string; rest: string }): void {
  if (!uri.authority || /[@:[\]]/.test(uri.authority) || uri.rest !== "") {
    throw refusal(text, "must be a trust domain and a path, without user, port, query or fragment (SPIFFE-ID §2).");
  }
  const segments = uri.path === "" ? [] : uri.path.split("/").slice(1);
  if (segments.some((segment) => !/^[\w.-]+$/.test(segment) || segment === "." || segment === "..")) {
    throw refusal(
      text,
      "has a path segment that is empty, a dot, or more than letters, digits and .-_ (SPIFFE-ID §2.2).",
    );
  }
}

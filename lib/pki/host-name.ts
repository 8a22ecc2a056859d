/** DNS names as certificates carry them: A-labels in lower case (RFC 1123 §2.1, RFC 5280 §4.2.1.6, RFC 5890 §2.3). */
import { parseIp } from "./ip";

const labelMax = 63; // RFC 1035 §2.3.4
const nameMax = 253; // 255 octets on the wire, RFC 1035 §2.3.4

export type HostNameResult = { readonly name: string } | { readonly refusal: string };

/**
 * The canonical form of a host name, without a trailing dot and without a wildcard, or the rule it breaks as the end of
 * a sentence that begins with the name (“… is longer than 253 characters (RFC 1035 §2.3.4).”). Single-label names pass.
 */
export function normalizeHostName(text: string): HostNameResult {
  if (text.length > 4 * nameMax) return { refusal: `is longer than ${nameMax} characters (RFC 1035 §2.3.4).` };
  const ascii = toAscii(text.endsWith(".") ? text.slice(0, -1) : text);
  if (ascii === null) return { refusal: "is not a valid internationalized domain name (UTS 46)." };
  const refusal = refusalOf(ascii);
  return refusal === null ? { name: ascii } : { refusal };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is “everything ASCII”.
const asciiOnly = /^[\x00-\x7f]*$/;
// What URL parsing would take apart, and what UTS 46 would drop without a word.
const notForUts46 = /[\p{Cc}\p{Z}\p{Cs}\p{Default_Ignorable_Code_Point}"#%/:<>?@[\\\]^`{|}]/u;

/** Null when UTS 46 refuses. ASCII without A-labels is only lower-cased: the rules for labels come afterwards. */
function toAscii(text: string): string | null {
  const lower = asciiOnly.test(text) ? text.toLowerCase() : null;
  if (lower !== null && !lower.includes("xn--")) return lower;
  if (notForUts46.test(text)) return null;
  const host = uts46(text);
  // An A-label must be what its own U-label encodes to (RFC 5890 §2.3.2.1).
  return lower !== null && host !== lower ? null : host;
}

/** Through the URL parser, which browsers and Node share; the label behind keeps it from seeing an IPv4 address. */
function uts46(text: string): string | null {
  const guarded = `http://${text}.a/`;
  if (!URL.canParse(guarded)) return null;
  const { hostname } = new URL(guarded);
  return hostname.endsWith(".a") ? hostname.slice(0, -2) : null;
}

function refusalOf(name: string): string | null {
  if (name === "") return "is empty.";
  if (name.length > nameMax) return `is longer than ${nameMax} characters (RFC 1035 §2.3.4).`;
  const labels = name.split(".");
  for (const label of labels) {
    if (label === "") return "has an empty label: two dots in a row, or one at the start (RFC 1035 §2.3.1).";
    if (label.length > labelMax) return `has a label longer than ${labelMax} characters (RFC 1035 §2.3.4).`;
    const stranger = /[^a-z0-9-]/.exec(label)?.[0];
    if (stranger === "_") return "has an underscore, which host names must not have (RFC 1123 §2.1).";
    if (stranger !== undefined) return "has a character that host names must not have (RFC 1123 §2.1).";
    if (label.startsWith("-") || label.endsWith("-")) {
      return "has a label that begins or ends with a hyphen (RFC 1123 §2.1).";
    }
  }
  // WHATWG URL §3.5 reads such names as IPv4, and so may a client.
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1)!)) {
    return parseIp(name)
      ? "is an IP address, not a DNS name."
      : "ends in a number and looks like a broken IPv4 address.";
  }
  return null;
}

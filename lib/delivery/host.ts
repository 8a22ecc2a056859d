/** What may stand as a host or an address of a list in a configuration; everything else is refused. */
import { refused } from "./quote";

/** A subject alternative name as the certificate carries it. */
export interface DeliveredName {
  readonly type: string;
  readonly value: string;
}

// RFC 1034 §3.5 with RFC 1123 §2.1, and the underscore that internal names often have; `*` leftmost as in RFC 9525 §6.3.
const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
const dnsName = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*$`, "i");

export function isDnsName(value: string): boolean {
  return value.length <= 253 && dnsName.test(value);
}

export function isIpAddress(value: string): boolean {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(value)) return value.split(".").every((octet) => Number(octet) <= 255);
  return value.length <= 45 && /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(value) && URL.canParse(`http://[${value}]/`);
}

/** The name as it stands in a URL or in `server_name`: IPv6 in brackets. */
export function urlHost(value: string): string {
  if (isIpAddress(value)) return value.includes(":") ? `[${value}]` : value;
  if (isDnsName(value)) return value;
  throw refused(value, "is neither a DNS name nor an IP address");
}

/** Hosts this certificate answers for, in its own order. */
export function hostsOf(names: readonly DeliveredName[]): string[] {
  return names.filter((name) => name.type === "dns" || name.type === "ip").map((name) => urlHost(name.value));
}

/** An absolute http(s) URL without credentials or fragment, in the characters of RFC 3986 §2 only. */
export function webUrl(value: string): string {
  const url =
    /^https?:\/\/(?!\/)[\w\-.~:/?[\]@!$&'()*+,;=%]{1,2000}$/i.test(value) && URL.canParse(value)
      ? new URL(value)
      : null;
  if (!url || url.username || url.password) throw refused(value, "is not a plain http or https URL");
  return value;
}

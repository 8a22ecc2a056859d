/** IP addresses and ranges as text and as the octets of certificates (RFC 5280 §4.2.1.6, §4.2.1.10). */
import { CaError } from "../errors";

const v4Pattern = /^(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])){3}$/;

/** 4 or 16 octets; null for anything but a plain address: no leading zeros, no zone, no brackets, no prefix length. */
export function parseIp(text: string): Uint8Array | null {
  if (v4Pattern.test(text)) return Uint8Array.from(text.split("."), Number);
  return text.length <= 45 && text.includes(":") ? parseV6(text) : null;
}

// RFC 4291 §2.2: eight groups; one `::` for a run of zeros; the last two groups may be an IPv4 address.
function parseV6(text: string): Uint8Array | null {
  const tail = /[^:]*$/.exec(text)![0];
  const v4 = tail.includes(".") ? parseIp(tail) : null;
  if (tail.includes(".") && v4 === null) return null;
  const hexText = v4
    ? text.slice(0, -tail.length) +
      groupsOf(v4)
        .map((group) => group.toString(16))
        .join(":")
    : text;
  const halves = hexText.split("::");
  if (halves.length > 2) return null;
  const [head, rest] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[] | undefined];
  const zeros = 8 - head.length - (rest?.length ?? 0);
  if (rest === undefined ? zeros !== 0 : zeros < 1) return null;
  const groups = [...head, ...Array<string>(zeros).fill("0"), ...(rest ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return Uint8Array.from(
    groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  );
}

const groupsOf = (octets: Uint8Array): number[] =>
  Array.from({ length: octets.length / 2 }, (_, i) => octets[2 * i]! * 256 + octets[2 * i + 1]!);

/** Canonical text: dotted decimal, or RFC 5952. Throws `invalid` unless there are 4 or 16 octets. */
export function formatIp(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join(".");
  if (octets.length !== 16) throw new CaError("invalid", `An IP address of ${octets.length} octets does not exist.`);
  // RFC 5952 §5: mixed notation where the prefix says that an IPv4 address follows.
  if (isV4Mapped(octets)) return `::ffff:${octets.subarray(12).join(".")}`;
  const groups = groupsOf(octets).map((group) => group.toString(16));
  const run = longestZeroRun(groups);
  if (run.length < 2) return groups.join(":");
  return `${groups.slice(0, run.start).join(":")}::${groups.slice(run.start + run.length).join(":")}`;
}

// RFC 5952 §4.2: the longest run of zero groups, the first of equals.
function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === "0") end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}

/** ::ffff:0:0/96 (RFC 4291 §2.5.5.2). */
export const isV4Mapped = (octets: Uint8Array): boolean =>
  octets.length === 16 && octets.subarray(0, 12).every((octet, at) => octet === (at < 10 ? 0 : 0xff));

/** `mask` is a prefix as long as `address`, whose bits outside the mask are zero. */
export interface IpRange {
  readonly address: Uint8Array;
  readonly mask: Uint8Array;
}

/** CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3); null otherwise, also when bits behind the prefix are set. */
export function parseCidr(text: string): IpRange | null {
  const match = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text);
  const address = match ? parseIp(match[1]!) : null;
  const prefix = Number(match?.[2]);
  if (address === null || prefix > address.length * 8) return null;
  const mask = address.map((_, at) => (0xff00 >> Math.min(8, Math.max(0, prefix - at * 8))) & 0xff);
  return address.every((octet, at) => (octet & ~mask[at]!) === 0) ? { address, mask } : null;
}

export function formatCidr({ address, mask }: IpRange): string {
  return `${formatIp(address)}/${bitsOf(mask).replaceAll("0", "").length}`;
}

/** Ones first, zeros after: what CIDR can say. */
export const isPrefixMask = (mask: Uint8Array): boolean => !bitsOf(mask).includes("01");

const bitsOf = (mask: Uint8Array): string => Array.from(mask, (octet) => octet.toString(2).padStart(8, "0")).join("");

/** False for the other address family. */
export function isInRange({ address, mask }: IpRange, octets: Uint8Array): boolean {
  return octets.length === address.length && octets.every((octet, at) => (octet & mask[at]!) === address[at]!);
}

import { type BlockList, isIP } from "node:net";

interface Claim {
  /** Of the connection. */
  readonly remoteAddress: string | undefined;
  /** X-Forwarded-For, as it came. */
  readonly forwardedFor: string | undefined;
  readonly trustedProxies: BlockList;
}

/**
 * The address nearest to us that is not a trusted proxy. Anyone may begin X-Forwarded-For with what they like, so it is
 * read from its end, and only as long as trusted proxies wrote it. Null when the connection is gone.
 */
export function believedAddress({ remoteAddress, forwardedFor, trustedProxies }: Claim): string | null {
  let believed = plainAddress(remoteAddress ?? "");
  const claimed = (forwardedFor ?? "").split(",");
  while (believed && isTrusted(trustedProxies, believed)) {
    const next = plainAddress(claimed.pop() ?? "");
    if (!next) break;
    believed = next;
  }
  return believed;
}

export function isTrusted(trustedProxies: BlockList, address: string): boolean {
  return trustedProxies.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Without brackets, port and zone; IPv4 where it is IPv4 mapped into IPv6 (RFC 4291 §2.5.5.2). Null when it is no address. */
export function plainAddress(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(trimmed)?.[1] ?? /^([\d.]+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const address = bare.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/, "");
  return isIP(address) ? address : null;
}

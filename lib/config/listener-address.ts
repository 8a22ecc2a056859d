import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether only this machine reaches it. A name other than localhost may point anywhere. */
export function isLoopbackHost(name: string): boolean {
  const bare = name.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const family = isIP(bare);
  if (family) return loopback.check(bare, family === 6 ? "ipv6" : "ipv4");
  return bare === "localhost" || bare.endsWith(".localhost");
}

export const isWildcardHost = (name: string): boolean => name === "0.0.0.0" || name === "::";

/** The address of a listener as a URL; where it takes any address, the loopback one. */
export function urlOf(name: string, boundPort: number, scheme: "http" | "https" = "http"): string {
  const reachable = isWildcardHost(name) ? "127.0.0.1" : name;
  return `${scheme}://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${boundPort}`;
}

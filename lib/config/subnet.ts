import { type BlockList, isIP } from "node:net";

/** An address or a CIDR; false for what is neither. */
export function addSubnet(list: BlockList, entry: string): boolean {
  const [address = "", prefix, ...rest] = entry.split("/");
  const family = isIP(address);
  const bits = family === 6 ? 128 : 32;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (!family || rest.length || !(length <= bits)) return false;
  list.addSubnet(address, length, family === 6 ? "ipv6" : "ipv4");
  return true;
}

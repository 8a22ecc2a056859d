import { BlockList } from "node:net";
import { describe, expect, it } from "vitest";
import { believedAddress } from "./client-address";

const trustedProxies = new BlockList();
trustedProxies.addSubnet("10.0.0.0", 8, "ipv4");
trustedProxies.addAddress("::1", "ipv6");

describe("the client's address", () => {
  it.each([
    ["192.0.2.1", undefined, "192.0.2.1"],
    ["192.0.2.1", "198.51.100.1", "192.0.2.1"],
    ["10.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"],
    ["::1", "6.6.6.6, 198.51.100.1, 10.0.0.9", "198.51.100.1"],
    ["10.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"],
    ["10.0.0.1", "198.51.100.1:4711", "198.51.100.1"],
    ["10.0.0.1", "[2001:db8::1]:4711", "2001:db8::1"],
    ["10.0.0.1", "2001:DB8::1", "2001:db8::1"],
    ["10.0.0.1", "unknown", "10.0.0.1"],
    ["10.0.0.1", "<script>, 10.0.0.2", "10.0.0.2"],
    ["10.0.0.1", "", "10.0.0.1"],
    ["fe80::1%eth0", undefined, "fe80::1"],
    [undefined, "198.51.100.1", null],
  ])("over %s with X-Forwarded-For %s is %s", (remoteAddress, forwardedFor, expected) => {
    expect(believedAddress({ remoteAddress, forwardedFor, trustedProxies })).toBe(expected);
  });
});

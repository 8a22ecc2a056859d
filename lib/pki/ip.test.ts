import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCidr, formatIp, isInRange, isPrefixMask, parseCidr, parseIp } from "./ip";

describe("an address", () => {
  it("of any octets reads back from its canonical text, which the URL standard also calls canonical", () => {
    const octets = fc.oneof(
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: 16, maxLength: 16 }).map((list) => Uint8Array.from(list)),
    );
    fc.assert(
      fc.property(octets, (value) => {
        const text = formatIp(value);
        expect(parseIp(text)).toEqual(value);
        if (value.length === 16 && !text.includes(".")) expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`);
      }),
      { numRuns: 1000 },
    );
  });
  it("is taken or refused as node:net does, but for zones", () => {
    const text = fc.oneof(
      fc.stringMatching(/^[0-9a-f:.]{0,20}$/),
      fc.stringMatching(/^(([0-9a-f]{0,5}:){1,8}|([0-9]{1,3}\.){2,4})[0-9a-f.]{0,8}$/),
      fc.ipV4(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(parseIp(value)?.length ?? 0).toBe(isIPv4(value) ? 4 : isIPv6(value) ? 16 : 0);
      }),
      { numRuns: 2000 },
    );
  });
  // RFC 5952 §4 and §5
  it.each([
    ["2001:0db8::0001", "2001:db8::1"],
    ["2001:db8:0:0:0:0:2:1", "2001:db8::2:1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
    ["2001:DB8::AAAA", "2001:db8::aaaa"],
    ["::ffff:c000:201", "::ffff:192.0.2.1"],
    ["::192.0.2.1", "::c000:201"],
    ["0:0:0:0:0:0:0:0", "::"],
  ])("%s is written %s", (text, canonical) => {
    expect(formatIp(parseIp(text)!)).toBe(canonical);
  });
  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "01.2.3.4",
    "1.2.3.256",
    "0x1.2.3.4",
    "1.2.3.4 ",
    "[::1]",
    "::1%lo",
    "::1/64",
    ":::",
    "1::2::3",
    "::00001",
  ])("%j is none", (text) => {
    expect(parseIp(text)).toBeNull();
  });
});

describe("a range", () => {
  it.each([
    ["10.0.0.0/8", "10.255.0.1", "11.0.0.0"],
    ["192.168.1.0/24", "192.168.1.255", "192.168.2.0"],
    ["10.1.2.3/32", "10.1.2.3", "10.1.2.4"],
    ["172.16.0.0/12", "172.31.255.255", "172.32.0.0"],
    ["2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"],
    ["0.0.0.0/0", "255.1.2.3", "::1"],
    ["::/0", "::1", "1.2.3.4"],
  ])("%s holds %s and not %s", (text, inside, outside) => {
    const range = parseCidr(text)!;
    expect(formatCidr(range)).toBe(text);
    expect(isInRange(range, parseIp(inside)!)).toBe(true);
    expect(isInRange(range, parseIp(outside)!)).toBe(false);
  });
  it.each([
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.1/8",
    "10.0.0.0/08",
    "::/129",
    "2001:db8::1/32",
    "/8",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "a/8",
  ])("%j is none", (text) => {
    expect(parseCidr(text)).toBeNull();
  });
  it("has a mask of ones and then zeros", () => {
    expect(isPrefixMask(Uint8Array.of(255, 240, 0, 0))).toBe(true);
    expect(isPrefixMask(Uint8Array.of(255, 0, 255, 0))).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesFromHex, hexFromBytes, readDer } from "./der";
import { formatSerial, newSerial, parseSerialNotations, serialDer, serialFromOctets } from "./serial";

describe("a new serial", () => {
  it("is positive and of constant length, whatever the random octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => {
        const before = octets.slice();
        const serial = newSerial(() => octets);
        expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/);
        expect(serial.slice(2)).toBe(hexFromBytes(octets.subarray(1)));
        expect(serialDer(serial)).toHaveLength(18);
        expect(octets).toEqual(before);
      }),
    );
  });
  it("is not made from a source that gives too little", () => {
    expect(() => newSerial(() => new Uint8Array(15))).toThrow(TypeError);
  });
});

describe("a serial is written as a positive INTEGER and read back", () => {
  it.each([
    ["00", "020100"],
    ["01", "020101"],
    ["7f", "02017f"],
    ["80ff", "02030080ff"],
    ["ff".repeat(20), `021500${"ff".repeat(20)}`],
  ])("%s", (serial, der) => {
    expect(hexFromBytes(serialDer(serial))).toBe(der);
    expect(serialFromOctets(readDer(bytesFromHex(der)).content)).toBe(serial);
  });
});

describe("every notation people paste finds the serial", () => {
  const serial = "4a5b00ff";
  it.each([
    "4a5b00ff",
    "4A5B00FF",
    "4A:5B:00:FF",
    "4a 5b 00 ff",
    "4a-5b-00-ff",
    "0x4a5b00ff",
    "0X4A5B00FF",
    "00:4a:5b:00:ff",
    " 4a5b00ff\n",
    "serial=4A5B00FF",
    "Serial Number: 4a:5b:00:ff",
    "1247478015",
    "1247478015 (0x4a5b00ff)",
  ])("%s", (text) => {
    expect(parseSerialNotations(text)).toContain(serial);
  });
  it("digits read both ways", () => {
    expect(parseSerialNotations("4096")).toEqual(["4096", "1000"]);
    expect(parseSerialNotations("10")).toEqual(["10", "0a"]);
    expect(parseSerialNotations("1")).toEqual(["01"]);
  });
  it("any serial, in hex, with colons and in decimal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }).map(serialFromOctets), (any) => {
        expect(parseSerialNotations(any)).toContain(any);
        expect(parseSerialNotations(formatSerial(any))).toContain(any);
        expect(parseSerialNotations(BigInt(`0x${any}`).toString())).toContain(any);
      }),
    );
  });
  it.each([
    "",
    "  ",
    "web.corp",
    "0x",
    "xyz",
    "-12",
    "4a:5b:zz",
    "ff".repeat(22),
    "9".repeat(60),
    "1 (0xzz)",
    ":".repeat(1e6),
    "a".repeat(1e6),
  ])("nothing for text that is none (%#)", (text) => {
    expect(parseSerialNotations(text)).toEqual([]);
  });
});

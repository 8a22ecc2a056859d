import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import * as der from "./der";

const { bytesFromHex: hex, hexFromBytes } = der;

/** Everything a parser of untrusted bytes may throw is a CaError; returns true when it threw one. */
function refuses(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (isCaError(error) && error.code === "invalid") return true;
    throw error;
  }
}

const read = (bytes: Uint8Array) => der.readDer(bytes);

describe("every value written reads back", () => {
  it("integers of any size, in their shortest form", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1n << 520n }), (value) => {
        const node = read(der.integer(value));
        expect(der.readInteger(node, "n")).toBe(value);
        expect(node.content[0]! & 0x80).toBe(0);
      }),
    );
  });
  it("unsigned octets as the same integer whatever zeros precede them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 30 }), (octets) => {
        const value = octets.length ? BigInt(`0x${hexFromBytes(octets)}`) : 0n;
        expect(der.integer(octets)).toEqual(der.integer(value));
      }),
    );
  });
  it("object identifiers", () => {
    const arc = fc.bigInt({ min: 0n, max: 1n << 64n });
    const root = fc.oneof(
      fc.tuple(fc.constantFrom(0n, 1n), fc.bigInt({ min: 0n, max: 39n })),
      fc.tuple(fc.constant(2n), arc),
    );
    fc.assert(
      fc.property(root, fc.array(arc, { maxLength: 5 }), (first, rest) => {
        const dotted = [...first, ...rest].join(".");
        const bytes = der.oid(dotted);
        fc.pre(bytes.length <= 66);
        expect(der.readOid(read(bytes), "oid")).toBe(dotted);
      }),
    );
  });
  it("octets, bits and named bits", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (octets) => {
        expect(read(der.octetString(octets)).content).toEqual(octets);
        expect(der.readBits(read(der.bitString(octets)), "bits")).toEqual({ unusedBits: 0, octets });
      }),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40)), (bits) => {
        expect(der.readNamedBits(read(der.namedBits(bits)), "bits")).toEqual([...bits].sort((a, b) => a - b));
      }),
    );
  });
  it("times from year 0 to 9999, to the second", () => {
    const instant = fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }).map((second) => new Date(second * 1000));
    fc.assert(
      fc.property(instant, (value) => {
        expect(der.readTime(read(der.time(value)), "time")).toEqual(value);
        expect(der.readTime(read(der.generalizedTime(value)), "time")).toEqual(value);
      }),
    );
  });
  it("nested containers, as views of the input", () => {
    const leaf = fc.uint8Array({ maxLength: 20 }).map((octets) => der.octetString(octets));
    const { tree } = fc.letrec<{ tree: Uint8Array }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("tree"), { maxLength: 4 }).map((parts) => der.sequence(...parts)),
        fc.array(tie("tree"), { maxLength: 4 }).map((parts) => der.explicit(3, ...parts)),
      ),
    }));
    const rewrite = (node: der.DerNode): Uint8Array =>
      node.identifier & 0x20
        ? der.tlv(node.identifier, ...der.children(node).map(rewrite))
        : der.tlv(node.identifier, node.content);
    fc.assert(
      fc.property(tree, (bytes) => {
        const node = read(bytes);
        expect(node.bytes.buffer).toBe(bytes.buffer);
        expect(rewrite(node)).toEqual(bytes);
      }),
    );
  });
});

describe("what is not DER is refused with a CaError and nothing else", () => {
  const readers: ((node: der.DerNode) => unknown)[] = [
    (node) => der.children(node),
    (node) => der.readInteger(node, "it"),
    (node) => der.readIntegerHex(node, "it"),
    (node) => der.readBoolean(node, "it"),
    (node) => der.readOid(node, "it"),
    (node) => der.readNamedBits(node, "it"),
    (node) => der.readTime(node, "it"),
    (node) => der.oidText(node.content, "it"),
  ];
  const readAll = (bytes: Uint8Array) => {
    refuses(() => {
      const node = read(bytes);
      for (const reader of readers) refuses(() => reader(node));
    });
  };
  it("random octets", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readAll), { numRuns: 2000 });
  });
  it("any content under each universal tag", () => {
    const identifier = fc.constantFrom(...Object.values(der.tag));
    fc.assert(
      fc.property(identifier, fc.uint8Array({ maxLength: 40 }), (tag, content) => readAll(der.tlv(tag, content))),
      { numRuns: 2000 },
    );
  });
  const sample = der.sequence(
    der.explicit(0, der.integer(2)),
    der.oid("2.5.29.17"),
    der.boolean(true),
    der.bitString(Uint8Array.of(1, 2, 3)),
    der.time(new Date(0)),
    der.setOf(der.utf8String("ü".repeat(100)), der.nullValue()),
  );
  it("every truncation", () => {
    for (let end = 0; end < sample.length; end++) expect(refuses(() => read(sample.subarray(0, end)))).toBe(true);
  });
  it("every flipped bit", () => {
    for (let bit = 0; bit < sample.length * 8; bit++) {
      const changed = sample.slice();
      changed[bit >> 3]! ^= 0x80 >> (bit & 7);
      readAll(changed);
    }
  });

  it.each([
    ["nothing at all", ""],
    ["a header without a length", "30"],
    ["bytes after the end", "0500" + "00"],
    ["an indefinite length", "30800000"],
    ["a long length that fits the short form", `04817f${"00".repeat(127)}`],
    ["a length with a leading zero", `04820080${"00".repeat(128)}`],
    ["a length of five octets", "0485000000000100"],
    ["a length that promises 4 GiB", "0484ffffffff00"],
    ["a child longer than its container", "30030405aa"],
    ["a multi-octet tag", "1f8101020000"],
    ["end-of-contents octets", "0000"],
    ["a constructed OCTET STRING", "2403040100"],
    ["a primitive SEQUENCE", "1000"],
    ["a constructed UTF8String", "2c030c0161"],
  ])("%s", (_, bytes) => {
    expect(refuses(() => read(hex(bytes)))).toBe(true);
  });
  it("nesting deeper than any structure we read, without exhausting the stack", () => {
    let bytes: Uint8Array = der.nullValue();
    for (let depth = 0; depth < 5000; depth++) bytes = der.sequence(bytes);
    expect(refuses(() => read(bytes))).toBe(true);
  });

  const integer = (bytes: string) => () => der.readInteger(read(hex(bytes)), "it");
  const boolean = (bytes: string) => () => der.readBoolean(read(hex(bytes)), "it");
  const oid = (bytes: string) => () => der.readOid(read(hex(bytes)), "it");
  const bits = (bytes: string) => () => der.readBits(read(hex(bytes)), "it");
  const named = (bytes: string) => () => der.readNamedBits(read(hex(bytes)), "it");
  it.each<[string, () => unknown]>([
    ["an empty INTEGER", integer("0200")],
    ["an INTEGER with a needless leading zero", integer("02020001")],
    ["an INTEGER with a needless leading ff", integer("0202ff80")],
    ["a BOOLEAN that is neither 00 nor ff", boolean("010101")],
    ["a BOOLEAN of two octets", boolean("0102ffff")],
    ["an empty OBJECT IDENTIFIER", oid("0600")],
    ["a truncated OBJECT IDENTIFIER", oid("06022a86")],
    ["an arc that is not in its shortest form", oid("06032a8001")],
    ["an OBJECT IDENTIFIER of 65 octets", oid(`0641${"2a".repeat(65)}`)],
    ["a BIT STRING without its first octet", bits("0300")],
    ["a BIT STRING with 8 unused bits", bits("03020800")],
    ["an empty BIT STRING with unused bits", bits("030101")],
    ["a BIT STRING whose unused bits are set", bits("03020107")],
    ["named bits with trailing zeros", named("03020006")],
    ["named bits with a trailing zero octet", named("0303078000")],
  ])("%s", (_, reader) => {
    expect(refuses(reader)).toBe(true);
  });

  const utc = (text: string) => der.tlv(der.tag.utcTime, new TextEncoder().encode(text));
  const generalized = (text: string) => der.tlv(der.tag.generalizedTime, new TextEncoder().encode(text));
  it.each([
    ["no seconds", utc("2401010000Z")],
    ["an offset", utc("240101000000+0100")],
    ["no zone", utc("240101000000")],
    ["a fraction", generalized("20240101000000.5Z")],
    ["a month 13", utc("241301000000Z")],
    ["a 30th of February", utc("240230000000Z")],
    ["an hour 24", utc("240101240000Z")],
    ["a leap second", utc("240101235960Z")],
    ["four digits of year in UTCTime", utc("20240101000000Z")],
    ["two digits of year in GeneralizedTime", generalized("240101000000Z")],
    ["not a time type", der.utf8String("240101000000Z")],
  ])("a time with %s", (_, bytes) => {
    expect(refuses(() => der.readTime(read(bytes), "it"))).toBe(true);
  });
});

describe("the writer emits what X.690 prescribes", () => {
  it.each<[string, Uint8Array, string]>([
    ["zero", der.integer(0), "020100"],
    ["128 with a sign octet", der.integer(128), "02020080"],
    ["no octets as zero", der.integer(new Uint8Array()), "020100"],
    ["a length of 200 in long form", der.octetString(new Uint8Array(200)).subarray(0, 3), "0481c8"],
    ["SET OF in ascending order", der.setOf(der.integer(5), der.integer(1)), "3106020101020105"],
    ["keyCertSign and cRLSign without trailing zeros", der.namedBits([5, 6]), "03020106"],
    ["decipherOnly in a second octet", der.namedBits([8]), "0303070080"],
    ["no named bits", der.namedBits([]), "030100"],
    ["2.999", der.oid("2.999"), "06028837"],
    ["2049 as UTCTime", der.time(new Date("2049-12-31T23:59:59Z")), `170d${"3439313233313233353935395a"}`],
    ["2050 as GeneralizedTime", der.time(new Date("2050-01-01T00:00:00Z")), `180f${"32303530303130313030303030305a"}`],
  ])("%s", (_, bytes, expected) => {
    expect(hexFromBytes(bytes)).toBe(expected);
  });
  it.each([
    ["a negative integer", () => der.integer(-1)],
    ["a time that is none", () => der.time(new Date(Number.NaN))],
    ["a year beyond 9999", () => der.generalizedTime(new Date(253_402_300_800_000))],
    ["an OID with an empty arc", () => der.oid("1..2")],
    ["an OID of one arc", () => der.oid("1")],
    ["an OID 1.40", () => der.oid("1.40")],
    ["hex of odd length", () => der.bytesFromHex("abc")],
  ])("%s is a programmer's mistake", (_, write) => {
    expect(write).toThrow(TypeError);
  });
});

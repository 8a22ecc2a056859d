import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { type Asn1Node, type Asn1Range, hexLines, readAsn1Level } from "./asn1-tree";
import { derFromBer } from "./ber";
import { bytesFromHex, concat, integer, octetString, oid, sequence, utf8String } from "./der";
import { leafParts, tbs } from "./lint/testing/specimen";

const certificate = tbs(leafParts);
const whole = (bytes: Uint8Array): Asn1Range => ({ start: 0, end: bytes.length });

/** Everything opened, as a person could; at most `budgetMax` values. */
function opened(bytes: Uint8Array, budgetMax = 2_000): string[] {
  let budget = budgetMax;
  const lines: string[] = [];
  const open = (range: Asn1Range, depth: number) => {
    const { nodes } = readAsn1Level(bytes, range);
    for (const node of nodes) {
      if (budget-- <= 0) return;
      lines.push(line(node, depth));
      if (node.inside && depth < 40) open(node.inside, depth + 1);
    }
  };
  open(whole(bytes), 0);
  return lines;
}
const line = ({ offset, headerOctets, contentOctets, tagName, value }: Asn1Node, depth: number) =>
  `${offset} ${headerOctets}+${contentOctets} ${"  ".repeat(depth)}${tagName} ${value}`.trimEnd();

describe("a tree says what is there, where it lies and what it means", () => {
  it("names, offsets, lengths and wrapped values", () => {
    const bytes = sequence(oid("2.5.4.3"), utf8String("Zoë"), octetString(sequence(integer(5))));
    expect(opened(bytes)).toEqual([
      "0 2+18 SEQUENCE",
      "2 2+3   OBJECT IDENTIFIER commonName (2.5.4.3)",
      "7 2+4   UTF8String “Zoë”",
      "13 2+5   OCTET STRING 30 03 02 01 05",
      "15 2+3     SEQUENCE",
      "17 2+1       INTEGER 5",
    ]);
  });

  it("indefinite lengths, long tags and classes", () => {
    const bytes = bytesFromHex(`30800403010203bf8101030201050000`);
    expect(opened(bytes)).toEqual([
      "0 2+12 SEQUENCE",
      "2 2+3   OCTET STRING 01 02 03",
      "7 4+3   [129]",
      "11 2+1     INTEGER 5",
    ]);
  });

  it("what is signed of a certificate, from end to end", () => {
    const lines = opened(certificate);
    expect(lines.join("\n")).toMatch(/ecdsaWithSHA256 .*ecPublicKey .*Subject alternative name/s);
    expect(lines.length).toBeGreaterThan(40);
  });

  it("a level of a hundred thousand is read a hundred at a time", () => {
    const bytes = concat(Array.from({ length: 100_000 }, () => integer(1)));
    const first = readAsn1Level(bytes, whole(bytes));
    expect(first.nodes).toHaveLength(100);
    expect(readAsn1Level(bytes, { start: first.next!, end: bytes.length }).nodes[0]?.offset).toBe(300);
  });

  it("the octets, and how many more there are", () => {
    expect(hexLines(bytesFromHex("00".repeat(20)), { start: 0, end: 20 }, 16)).toEqual([
      "00 ".repeat(16).trim(),
      "… 4 more octets",
    ]);
  });
});

describe("hostile input", () => {
  it("is refused by name and offset, never by anything else", () => {
    const mutated = fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 6 })).map(([at, octets]) => {
      const bytes = Uint8Array.from(certificate);
      bytes.set(octets, at % (bytes.length - octets.length));
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 400 })), (bytes) => {
        for (const read of [() => opened(bytes), () => derFromBer(bytes)]) {
          try {
            read();
          } catch (error) {
            if (!isCaError(error)) throw error;
          }
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ["lengths without end, in each other", new Uint8Array(200_000).map((_, at) => (at % 2 ? 0x80 : 0x30))],
    ["values in each other without end", bytesFromHex("30".padEnd(2_000, "8400000030"))],
  ])("%s", (_, bytes) => {
    expect(() => opened(bytes)).toThrow(/cannot be read/);
    expect(() => derFromBer(bytes)).toThrow();
  });
});

it("BER becomes DER: pieces are joined, lengths written out; what was DER stays as it was", () => {
  const ber = bytesFromHex("3080248004020102040103000002810105 0000".replace(" ", ""));
  expect(derFromBer(ber)).toEqual(sequence(octetString(bytesFromHex("010203")), integer(5)));
  const der = sequence(integer(1));
  expect(derFromBer(der)).toBe(der);
});

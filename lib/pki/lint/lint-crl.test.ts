import { describe, expect, it } from "vitest";
import { enumerated, nullValue, sequence } from "../der";
import { encodeExtension } from "../extension";
import { oid } from "../oid";
import { lintTbsCertList } from "./lint";
import { isLinted } from "./linted";
import { builtCrl, crl, entry, soundContext, soundSerial } from "./testing/crl-table";
import { day, start } from "./testing/specimen";

const keyCompromise = sequence(encodeExtension({ oid: oid.reasonCode, critical: false, value: enumerated(1) }));

describe("a CRL of our own", () => {
  it.each([
    ["nothing revoked", []],
    [
      "every reason",
      [0, 1, 2, 3, 4, 5, 6, 9, 10].map((code) => ({
        serial: `40${code.toString(16).padStart(2, "0")}`,
        revokedAt: new Date(start - day),
        reason: code,
      })),
    ],
  ])("is linted without a word: %s", (_, entries) => {
    const der = builtCrl(entries);
    const { findings, linted } = lintTbsCertList(der, soundContext);
    expect(findings).toEqual([]);
    expect(isLinted(linted!)).toBe(true);
    expect(linted?.der).toBe(der);
  });

  it("is linted with a hundred thousand entries", () => {
    const entries = Array.from({ length: 100_000 }, (_, index) => ({
      serial: (0x4000_0000_0000_0000n + BigInt(index) * 0x1_0000_0001n).toString(16),
      revokedAt: new Date(start - index * 1000),
      reason: index % 2,
    }));
    const der = builtCrl(entries);
    expect(lintTbsCertList(der, soundContext).linted).not.toBeNull();
  });

  it("that is no CRL at all is one finding, never an exception", () => {
    const der = crl();
    for (const bytes of [
      new Uint8Array(),
      sequence(),
      der.subarray(0, 90),
      crl({ entries: [nullValue()] }),
      crl({ entries: [sequence()] }),
    ]) {
      const { findings, linted } = lintTbsCertList(bytes, soundContext);
      expect(findings.map(({ rule }) => rule)).toEqual(["crl-readable"]);
      expect(linted).toBeNull();
    }
  });

  it("with any single octet changed is a finding or another sound CRL, never an exception", () => {
    const der = crl({ entries: [entry(soundSerial, keyCompromise)] });
    for (let index = 0; index < der.length; index++) {
      const changed = der.slice();
      changed[index]! ^= 0x41;
      expect(() => lintTbsCertList(changed, soundContext)).not.toThrow();
    }
  });
});

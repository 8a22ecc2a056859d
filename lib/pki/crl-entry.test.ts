import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { algorithms } from "./algorithm";
import { assembleCrl, buildTbsCertList, parseCrl } from "./crl";
import { listsSerial } from "./crl-entry";
import { encodeName } from "./name";

const { signatureAlgorithm } = algorithms["ec-p256"];
const revokedAt = new Date("2026-01-02T03:04:05Z");

function crl(serials: readonly string[], at = revokedAt) {
  const tbs = buildTbsCertList({
    signatureAlgorithm,
    issuerDer: encodeName({ commonName: "Issuing" }),
    thisUpdate: new Date("2026-11-24T06:00:00Z"),
    nextUpdate: new Date("2026-12-01T06:00:00Z"),
    number: 42n,
    authorityKeyIdentifier: new Uint8Array(20),
    entries: serials.map((serial, index) => ({ serial, revokedAt: at, reason: index % 2 })),
  });
  return assembleCrl(tbs, signatureAlgorithm, new Uint8Array([0x30, 6, 2, 1, 1, 2, 1, 1]));
}

const serial = fc.uint8Array({ minLength: 1, maxLength: 20 }).map((octets) => {
  const magnitude = Buffer.from(octets)
    .toString("hex")
    .replace(/^(00)+(?=..)/, "");
  return magnitude;
});

describe("whether a CRL lists a serial", () => {
  it("is what parsing it says, whatever the serials", () => {
    fc.assert(
      fc.property(fc.uniqueArray(serial, { maxLength: 12 }), serial, (listed, asked) => {
        const der = crl(listed);
        const parsed = [...parseCrl(der).entries()].map((entry) => entry.serial);
        for (const one of [...listed, asked]) expect(listsSerial(der, one)).toBe(parsed.includes(one));
      }),
    );
  });

  it("is seen in entries after 2049, whose date has another type", () => {
    expect(listsSerial(crl(["41ab"], new Date("2051-01-01T00:00:00Z")), "41ab")).toBe(true);
  });

  it("is found among a hundred thousand", () => {
    const serials = Array.from(
      { length: 100_000 },
      (_, n) => `40${(n * 2_654_435_761).toString(16).padStart(30, "0")}`,
    );
    const der = crl(serials);
    expect(listsSerial(der, serials.at(-1)!)).toBe(true);
    expect(listsSerial(der, "7f".repeat(16))).toBe(false);
  });
});

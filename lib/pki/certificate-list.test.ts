import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { algorithms } from "./algorithm";
import { assembleCrl, buildTbsCertList, parseCrl, type TbsCertListInput } from "./crl";
import { bitString, bytesFromHex, type Der, enumerated, explicit, integer, nullValue, sequence, time } from "./der";
import { encodeExtensions } from "./extension";
import { encodeName, formatName } from "./name";
import { encodePem } from "./pem";
import { openWorkshop } from "./testdata/tool";

const { signatureAlgorithm } = algorithms["ec-p256"];
const issuerDer = encodeName({ organization: "Example", commonName: "Issuing" });
const thisUpdate = new Date("2026-11-24T06:00:00Z");
const nextUpdate = new Date("2026-12-01T06:00:00Z");
const revokedAt = new Date("2026-01-02T03:04:05Z");
const entries = [
  { serial: "01", revokedAt, reason: 0 },
  { serial: "80ff", revokedAt: new Date("2050-01-01T00:00:00Z"), reason: 1 },
  { serial: "7f".repeat(20), revokedAt, reason: 6 },
];
const input: TbsCertListInput = {
  signatureAlgorithm,
  issuerDer,
  thisUpdate,
  nextUpdate,
  number: 42n,
  authorityKeyIdentifier: bytesFromHex("0102030405"),
  entries,
};
const signed = (tbs: Der) => assembleCrl(tbs, signatureAlgorithm, bytesFromHex("3006020101020101"));
const good = signed(buildTbsCertList(input));

it("a CRL made here reads back as it was meant, from DER, PEM and base64", () => {
  for (const form of [good, encodePem("X509 CRL", good), Buffer.from(good).toString("base64")]) {
    const list = parseCrl(form);
    expect(list).toMatchObject({ version: 2, issuerDer, thisUpdate, nextUpdate, number: 42n, entryCount: 3 });
    expect(list.authorityKeyIdentifier).toEqual(bytesFromHex("0102030405"));
    expect(formatName(list.issuer)).toBe("CN=Issuing, O=Example");
    expect(list.tbsDer).toEqual(buildTbsCertList(input));
    expect([...list.entries()].map(({ extensions: _, ...entry }) => entry)).toEqual(entries);
  }
  expect(parseCrl(signed(buildTbsCertList({ ...input, entries: [] }))).entryCount).toBe(0);
});

it("a CRL made by OpenSSL is read", () => {
  const workshop = openWorkshop();
  try {
    const configuration = "[ca]\ndefault_ca=x\n[x]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\n";
    workshop.write(
      "ca.cnf",
      `${configuration}default_crl_days=7\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n`,
    );
    workshop.write("index", "R\t300101000000Z\t260102030405Z,keyCompromise\t80FF\tunknown\t/CN=x\n");
    workshop.write("number", "1000\n");
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-keyout", "ca.key"];
    workshop.run("openssl", "req", "-x509", ...key, "-out", "ca.pem", "-subj", "/CN=ca");
    const from = ["-cert", "ca.pem", "-keyfile", "ca.key", "-config", "ca.cnf", "-out", "crl.pem"];
    workshop.run("openssl", "ca", "-gencrl", ...from);
    const list = parseCrl(workshop.read("crl.pem"));
    expect(list).toMatchObject({ version: 2, number: 0x1000n, entryCount: 1 });
    expect([...list.entries()]).toMatchObject([{ serial: "80ff", revokedAt, reason: 1 }]);
  } finally {
    workshop.remove();
  }
});

describe("what is no CRL is refused at field crl", () => {
  const tbs = (...parts: readonly Der[]) => signed(sequence(...parts));
  const begin = [integer(1), signatureAlgorithm, issuerDer, time(thisUpdate), time(nextUpdate)];
  const extension = (oid: string, value: Der) => explicit(0, encodeExtensions([{ oid, critical: false, value }]));
  it.each<[string, string | Uint8Array]>([
    ["nothing", ""],
    ["a certificate", encodePem("CERTIFICATE", good)],
    ["truncated", good.subarray(0, 80)],
    ["bytes behind", Uint8Array.of(...good, 0x05, 0x00)],
    ["version 3", tbs(integer(2), ...begin.slice(1))],
    ["an empty list", tbs(...begin, sequence())],
    ["no thisUpdate", tbs(...begin.slice(0, 3))],
    ["extensions in version 1", tbs(...begin.slice(1), extension("2.5.29.20", integer(1)))],
    ["something behind", tbs(...begin, extension("2.5.29.20", integer(1)), nullValue())],
    ["no number in CRLNumber", tbs(...begin, extension("2.5.29.20", nullValue()))],
    ["two algorithms", tbs(integer(1), algorithms["ec-p384"].signatureAlgorithm, ...begin.slice(2))],
    ["unused bits", sequence(sequence(...begin), signatureAlgorithm, bitString(Uint8Array.of(0x80), 1))],
  ])("%s", (_, bytes) => {
    expect(() => parseCrl(bytes)).toThrow(expect.objectContaining({ code: "invalid", field: "crl" }));
  });

  it.each<[string, Der]>([
    ["a reason that was never defined", sequence(integer(1), time(thisUpdate), reasonCode(7))],
    ["no date", sequence(integer(1))],
    ["no serial", sequence(time(thisUpdate))],
    ["a fourth part", sequence(integer(1), time(thisUpdate), reasonCode(1), nullValue())],
  ])("an entry with %s, when it is reached", (_, entry) => {
    const list = parseCrl(tbs(...begin, sequence(entry)));
    expect(() => [...list.entries()]).toThrow(expect.objectContaining({ code: "invalid", field: "crl" }));
  });

  function reasonCode(reason: number): Der {
    return encodeExtensions([{ oid: "2.5.29.21", critical: false, value: enumerated(reason) }]);
  }
});

it("hostile bytes only ever give a CaError", () => {
  const flip = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 100 }),
        fc.nat(good.length).map((length) => good.subarray(0, length)),
        fc.array(flip, { minLength: 1, maxLength: 4 }).map((flips) => {
          const bytes = Uint8Array.from(good);
          for (const [at, mask] of flips) bytes[at]! ^= mask;
          return bytes;
        }),
      ),
      (bytes) => {
        try {
          expect([...parseCrl(bytes).entries()].length).toBeLessThan(10);
        } catch (error) {
          if (!isCaError(error)) throw error;
          expect(error.field).toBe("crl");
        }
      },
    ),
    { numRuns: 1000 },
  );
});

it("100,000 entries are read back", () => {
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    serial: (0x4000n * 2n ** 112n + BigInt(index)).toString(16),
    revokedAt,
    reason: index % 2,
  }));
  const der = signed(buildTbsCertList({ ...input, entries: many }));
  const list = parseCrl(der);
  expect(list.entryCount).toBe(100_000);
  let last = "";
  for (const { serial } of list.entries()) last = serial;
  expect(last).toBe(many.at(-1)!.serial);
});

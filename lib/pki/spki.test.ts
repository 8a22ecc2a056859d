import { createPublicKey, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { algorithms, keyTypes } from "./algorithm";
import { bitString, bytesFromHex, type Der, integer, nullValue, oid, sequence } from "./der";
import { keyFindings, parseSpki, sampleSpki } from "./spki";

const rsaSpki = (modulus: bigint, exponent: bigint, parameters: Der[] = [nullValue()]) =>
  sequence(
    sequence(oid("1.2.840.113549.1.1.1"), ...parameters),
    bitString(sequence(integer(modulus), integer(exponent))),
  );
const ecSpki = (parameters: Der, point: Uint8Array) =>
  sequence(sequence(oid("1.2.840.10045.2.1"), parameters), bitString(point));

const p256 = oid("1.2.840.10045.3.1.7");
const generator = parseSpki(sampleSpki("ec-p256")).point!;
const goodModulus = BigInt(`0x${Buffer.from(parseSpki(sampleSpki("rsa-2048")).modulus!).toString("hex")}`);
const rules = (der: Der) => keyFindings(parseSpki(der)).map((finding) => finding.rule);

describe("every key type we make is recognised and has nothing against it", () => {
  it.each(keyTypes)("%s", (keyType) => {
    const spki = parseSpki(sampleSpki(keyType));
    expect(spki).toMatchObject({ keyType, bits: algorithms[keyType].bits, label: algorithms[keyType].label });
    expect(keyFindings(spki)).toEqual([]);
    expect(createPublicKey({ key: Buffer.from(spki.der), format: "der", type: "spki" })).toBeDefined();
  });
});

describe("a key we do not certify is refused by a rule that says why", () => {
  const bumped = Uint8Array.from(generator);
  bumped[64]! ^= 1;
  const prime = (2n ** 1024n - 105n) as bigint;
  const generated = (type: "x25519" | "ed448") =>
    generateKeyPairSync(type as "ed448").publicKey.export({ type: "spki", format: "der" });
  const ecGenerated = (namedCurve: string) =>
    generateKeyPairSync("ec", { namedCurve }).publicKey.export({ type: "spki", format: "der" });
  it.each<[string, string, () => Der]>([
    ["RSA 1024", "key-rsa-too-small", () => rsaSpki((1n << 1023n) + 2n ** 64n - 59n, 65537n)],
    ["RSA 2056", "key-rsa-size", () => rsaSpki(goodModulus << 8n, 65537n)],
    ["exponent 3", "key-rsa-exponent-small", () => rsaSpki(goodModulus, 3n)],
    ["exponent 1", "key-rsa-exponent-small", () => rsaSpki(goodModulus, 1n)],
    ["even exponent", "key-rsa-exponent-even", () => rsaSpki(goodModulus, 65538n)],
    ["enormous exponent", "key-rsa-exponent-large", () => rsaSpki(goodModulus, (1n << 256n) + 1n)],
    ["even modulus", "key-rsa-small-factor", () => rsaSpki(goodModulus - 1n, 65537n)],
    ["modulus divisible by 751", "key-rsa-small-factor", () => rsaSpki(divisibleBy751(), 65537n)],
    ["close primes", "key-rsa-close-primes", () => rsaSpki(prime * (prime + 0n), 65537n)],
    ["a modulus of the form ROCA leaves", "key-rsa-roca", () => rsaSpki(rocaModulus(), 65537n)],
    ["secp256k1", "key-ec-curve", () => ecGenerated("secp256k1")],
    ["P-224", "key-ec-curve", () => ecGenerated("secp224r1")],
    ["explicit curve", "key-ec-named-curve", () => ecSpki(sequence(integer(1)), generator)],
    ["compressed", "key-ec-compressed", () => ecSpki(p256, Uint8Array.of(2, ...generator.subarray(1, 33)))],
    ["hybrid form", "key-ec-point-form", () => ecSpki(p256, Uint8Array.of(6, ...generator.subarray(1)))],
    ["too short", "key-ec-point-form", () => ecSpki(p256, generator.subarray(0, 64))],
    ["infinity", "key-ec-infinity", () => ecSpki(p256, Uint8Array.of(0))],
    ["not on the curve", "key-ec-not-on-curve", () => ecSpki(p256, bumped)],
    ["coordinate not reduced", "key-ec-not-on-curve", () => ecSpki(p256, Uint8Array.of(4, ...Array(64).fill(0xff)))],
    ["Ed448", "key-algorithm", () => generated("ed448")],
    ["X25519", "key-algorithm", () => generated("x25519")],
    [
      "Ed25519 of 31 octets",
      "key-ed25519-length",
      () => sequence(sequence(oid("1.3.101.112")), bitString(new Uint8Array(31))),
    ],
  ])("%s: %s", (_, rule, make) => {
    const der = make();
    expect(rules(der)).toContain(rule);
    for (const finding of keyFindings(parseSpki(der))) {
      expect(finding).toMatchObject({ severity: "error", field: "key" });
      expect(finding.source).not.toBe("");
      expect(finding.advice).not.toBe("");
    }
  });

  /** Congruent to a power of 65537 modulo the product of the primes to 167, without small factors. */
  function rocaModulus(): bigint {
    const isPrime = (n: number) => !Array.from({ length: n - 2 }, (_, i) => i + 2).some((divisor) => n % divisor === 0);
    const product = Array.from({ length: 166 }, (_, i) => i + 2)
      .filter(isPrime)
      .reduce((all, prime) => all * BigInt(prime), 1n);
    let residue = 1n;
    for (let power = 0; power < 12_345; power++) residue = (residue * 65537n) % product;
    const start = (1n << 2047n) / product + 1n;
    for (let k = start; ; k++) {
      const modulus = k * product + residue;
      if (!rules(rsaSpki(modulus, 65537n)).includes("key-rsa-small-factor")) return modulus;
    }
  }

  function divisibleBy751(): bigint {
    for (let candidate = goodModulus; ; candidate -= 2n) if (candidate % 751n === 0n) return candidate;
  }
});

describe("what is not a SubjectPublicKeyInfo is refused at field key", () => {
  it.each<[string, Der]>([
    ["empty", new Uint8Array()],
    ["RSA without parameters", rsaSpki(goodModulus, 65537n, [])],
    ["RSA with other parameters", rsaSpki(goodModulus, 65537n, [oid("1.2.3")])],
    [
      "negative modulus",
      sequence(
        sequence(oid("1.2.840.113549.1.1.1"), nullValue()),
        bitString(bytesFromHex("300602018002010300".slice(0, 16))),
      ),
    ],
    ["Ed25519 with NULL", sequence(sequence(oid("1.3.101.112"), nullValue()), bitString(new Uint8Array(32)))],
    ["unused bits", sequence(sequence(oid("1.3.101.112")), bitString(new Uint8Array(32), 1))],
    ["a third part", sequence(sequence(oid("1.3.101.112")), bitString(new Uint8Array(32)), nullValue())],
    ["a second parameter", sequence(sequence(oid("1.2.3"), nullValue(), nullValue()), bitString(new Uint8Array(32)))],
  ])("%s", (_, der) => {
    expect(() => parseSpki(der)).toThrow(expect.objectContaining({ code: "invalid", field: "key" }));
  });

  it("and nothing but a CaError ever comes out, whatever is flipped or cut off", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keyTypes),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 3 }),
        fc.option(fc.nat()),
        (keyType, flips, cut) => {
          const bytes = sampleSpki(keyType);
          for (const [at, mask] of flips) bytes[at % bytes.length]! ^= mask;
          try {
            keyFindings(parseSpki(cut === null ? bytes : bytes.subarray(0, cut % bytes.length)));
          } catch (error) {
            expect(isCaError(error)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

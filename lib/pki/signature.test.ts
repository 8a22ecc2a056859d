import { constants, type KeyObject, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { algorithms, keyTypes } from "./algorithm";
import { bytesFromHex, explicit, integer, nullValue, oid, sequence } from "./der";
import { derFromRaw, rawFromDer } from "./ecdsa-signature";
import { webCryptoVerify } from "./signature";
import { parseSignatureAlgorithm } from "./signature-algorithm";
import { keyPairOf } from "./testdata/key-pair";

const signed = new TextEncoder().encode("to be signed");

function pair(keyType: (typeof keyTypes)[number]): { privateKey: KeyObject; spkiDer: Uint8Array } {
  const { privateKey, publicKey } = keyPairOf(keyType);
  return { privateKey, spkiDer: publicKey.export({ type: "spki", format: "der" }) };
}

describe("a signature by node:crypto verifies, and a changed message does not", () => {
  it.each(keyTypes)("%s", async (keyType) => {
    const { privateKey, spkiDer } = pair(keyType);
    const { hash, signatureAlgorithm } = algorithms[keyType];
    const signature = sign(hash, signed, privateKey);
    const input = { spkiDer, algorithm: signatureAlgorithm, signed, signature };
    expect(await webCryptoVerify(input)).toBe(true);
    expect(await webCryptoVerify({ ...input, signed: signed.subarray(1) })).toBe(false);
    expect(await webCryptoVerify({ ...input, signature: signature.subarray(1) })).toBe(false);
  });

  it("RSA-PSS with SHA-256 and a salt of 32 octets", async () => {
    const { privateKey, spkiDer } = pair("rsa-2048");
    const sha256 = sequence(oid("2.16.840.1.101.3.4.2.1"), nullValue());
    const algorithm = sequence(
      oid("1.2.840.113549.1.1.10"),
      sequence(
        explicit(0, sha256),
        explicit(1, sequence(oid("1.2.840.113549.1.1.8"), sha256)),
        explicit(2, integer(32)),
      ),
    );
    const padding = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(parseSignatureAlgorithm(algorithm)).toMatchObject({ family: "rsa-pss", hash: "SHA-256", saltOctets: 32 });
    expect(await webCryptoVerify({ spkiDer, algorithm, signed, signature: sign("sha256", signed, padding) })).toBe(
      true,
    );
  });
});

describe("what must not be believed is false, whatever the signature", () => {
  const { privateKey, spkiDer } = pair("ec-p256");
  const ecdsa = { spkiDer, signed, signature: sign("sha256", signed, privateKey) };
  it.each([
    ["ECDSA with NULL parameters (RFC 5758 §3.2)", sequence(oid("1.2.840.10045.4.3.2"), nullValue())],
    ["an RSA algorithm over an EC key", algorithms["rsa-2048"].signatureAlgorithm],
    ["another hash", algorithms["ec-p384"].signatureAlgorithm],
    ["an unknown algorithm", sequence(oid("1.2.3.4"))],
    ["no DER", bytesFromHex("3003")],
  ])("%s", async (_, algorithm) => {
    expect(await webCryptoVerify({ ...ecdsa, algorithm })).toBe(false);
  });

  it("SHA-1", async () => {
    const algorithm = sequence(oid("1.2.840.10045.4.1"));
    const signature = sign("sha1", signed, privateKey);
    expect(await webCryptoVerify({ spkiDer, algorithm, signed, signature })).toBe(false);
  });
});

describe("an ECDSA signature survives both encodings", () => {
  it("raw → DER → raw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
        raw[31]! |= 1;
        raw[63]! |= 1;
        expect(rawFromDer(derFromRaw(raw), 32)).toEqual(raw);
      }),
    );
  });

  it.each([
    ["negative", "30060201ff020101"],
    ["zero-padded", "3007020200010201 01".replace(" ", "")],
    ["three parts", "3009020101020101020101"],
    ["one part", "3003020101"],
    ["too large", `30260221${"01".repeat(33)}020101`],
    ["empty", "300502000201 01".replace(" ", "")],
  ])("%s is refused", (_, hex) => {
    expect(() => rawFromDer(bytesFromHex(hex), 32)).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  it("and nothing but a CaError comes out of hostile bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        for (const read of [() => rawFromDer(bytes, 32), () => parseSignatureAlgorithm(bytes)]) {
          try {
            read();
          } catch (error) {
            expect(isCaError(error)).toBe(true);
          }
        }
      }),
    );
  });
});

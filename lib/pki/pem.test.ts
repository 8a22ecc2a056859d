import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { octetString, sequence } from "./der";
import { decodePem, derFromInput, encodePem } from "./pem";

const limits = { maxBytes: 10_000 };
const der = sequence(octetString(Uint8Array.from({ length: 100 }, (_, at) => at)));
const pem = encodePem("CERTIFICATE", der);

describe("PEM", () => {
  it("has 64 columns, LF and a trailing newline (RFC 7468 §3)", () => {
    const lines = pem.split("\n");
    expect(lines[0]).toBe("-----BEGIN CERTIFICATE-----");
    expect(lines.slice(1, -3).every((line) => line.length === 64)).toBe(true);
    expect(lines.slice(-2)).toEqual(["-----END CERTIFICATE-----", ""]);
  });
  it("of any octets reads back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 5000 }), (bytes) => {
        expect(decodePem(encodePem("X", bytes), limits)).toEqual([{ label: "X", der: bytes }]);
      }),
    );
  });
  it.each([
    ["CRLF", pem.replaceAll("\n", "\r\n")],
    ["CR", pem.replaceAll("\n", "\r")],
    ["lines of another length", pem.replace(/([A-Za-z0-9+/]{20})/g, "$1\n")],
    ["indented lines", pem.replaceAll("\n", "\n   ")],
    ["no final newline", pem.trim()],
    ["a byte order mark", `\ufeff${pem}`],
    ["text around it", `subject=CN = x\n${pem}\n---\nServer certificate\n`],
  ])("is read with %s", (_, text) => {
    expect(decodePem(text, limits)).toEqual([{ label: "CERTIFICATE", der }]);
  });
  it("gives every block in order", () => {
    const blocks = decodePem(`${pem}text${encodePem("X509 CRL", der)}${pem}`, limits);
    expect(blocks.map(({ label }) => label)).toEqual(["CERTIFICATE", "X509 CRL", "CERTIFICATE"]);
    expect(decodePem("nothing here", limits)).toEqual([]);
  });
  it.each([
    ["no END line", pem.replace("-----END CERTIFICATE-----", ""), /no END line/],
    ["another END label", pem.replace("END CERTIFICATE", "END X509 CRL"), /another label/],
    ["a block inside another", pem.replace("\n", `\n${pem}`), /not valid base64|inside another/],
    ["characters that are not base64", pem.replace("\n", "\n*"), /not valid base64/],
    ["one character missing", pem.replace("\nM", "\n"), /not valid base64/],
    ["encryption headers", pem.replace("\n", "\nProc-Type: 4,ENCRYPTED\n\n"), /headers/],
    ["nothing in it", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", /empty/],
    ["more than may be", encodePem("CERTIFICATE", new Uint8Array(10_001)), /larger than/],
    ["many blocks that are together more than may be", pem.repeat(100), /larger than/],
    ["endless text", "x".repeat(100_000), /larger than/],
  ])("with %s is refused", (_, text, rule) => {
    try {
      decodePem(text, limits);
      expect.unreachable();
    } catch (error) {
      expect(isCaError(error) && error.detail).toMatch(rule);
    }
  });
});

describe("what a person pastes or drops", () => {
  const expected = { what: "certificate", labels: ["CERTIFICATE"], maxBytes: 10_000 };
  const base64 = btoa(String.fromCharCode(...der));
  const utf8 = new TextEncoder();
  it.each<[string, string | Uint8Array]>([
    ["PEM", pem],
    ["PEM as octets", utf8.encode(pem)],
    ["PEM after text beginning with 0, as s_client prints it", utf8.encode(`0 s:CN = x\n${pem}`)],
    ["DER", der],
    ["bare base64", base64],
    ["bare base64 as octets", utf8.encode(base64)],
    ["a certificate behind a key", encodePem("PRIVATE KEY", Uint8Array.of(0x30, 0)) + pem],
  ])("is understood as %s", (_, input) => {
    expect(derFromInput(input, expected)).toEqual(der);
  });
  it.each<[string, string | Uint8Array, RegExp]>([
    ["another kind of PEM", encodePem("PRIVATE KEY", der), /PEM of a PRIVATE KEY; a certificate was expected/],
    ["nothing", "", /neither PEM nor DER/],
    ["no octets", new Uint8Array(), /neither PEM nor DER/],
    ["text", "hello, world", /neither PEM nor DER/],
    ["too much DER", sequence(octetString(new Uint8Array(10_001))), /larger than/],
    ["far too much of anything", new Uint8Array(1_000_000), /larger than/],
    ["too much base64", "AAAA".repeat(5000), /larger than/],
  ])("is refused when it is %s", (_, input, rule) => {
    try {
      derFromInput(input, expected);
      expect.unreachable();
    } catch (error) {
      expect(isCaError(error) && error.detail).toMatch(rule);
    }
  });
});

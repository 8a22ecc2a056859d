import { describe, expect, it } from "vitest";
import { encodePem } from "../pki/pem";
import { parseSearchText } from "./search-text";
import { authority } from "./testing/issuer";

const sha256 = "ab".repeat(32);
const sha1 = "cd".repeat(20);

describe("the one search box takes every notation people paste", () => {
  it.each([
    ["nothing", "  ", { text: null, serials: [], fingerprint: null }],
    ["part of a name", " web.co ", { text: "web.co", serials: [], fingerprint: null }],
    ["an address", "2001:DB8:0::1", { text: "2001:db8::1" }],
    ["an address in brackets", "[2001:DB8::1]", { text: "2001:db8::1" }],
    ["an internationalised host", "München.example", { text: "xn--mnchen-3ya.example" }],
    ["part of a person’s name", "Zoë", { text: "Zoë" }],
    ["SHA-256 in hex", sha256, { fingerprint: sha256 }],
    [
      "SHA-256 as openssl prints it",
      `SHA256 Fingerprint=${sha256.toUpperCase().replace(/..(?=.)/g, "$&:")}`,
      { fingerprint: sha256 },
    ],
    ["SHA-1 with spaces", sha1.replace(/..(?=.)/g, "$& "), { fingerprint: sha1 }],
    ["SHA-1 with a prefix", `sha1:${sha1}`, { fingerprint: sha1 }],
    ["a broken PEM", "-----BEGIN CERTIFICATE-----\nxx", { fingerprint: null }],
  ])("%s", (_, typed, expected) => {
    expect(parseSearchText(typed)).toMatchObject(expected);
  });

  it("a serial in hex with and without colons and in decimal", () => {
    const hex = "4f01020304050607";
    for (const typed of [
      hex,
      hex.toUpperCase(),
      "4f:01:02:03:04:05:06:07",
      `0x${hex}`,
      BigInt(`0x${hex}`).toString(),
    ]) {
      expect(parseSearchText(typed).serials).toContain(hex);
    }
  });

  it("a pasted certificate, with text around it", () => {
    const certificate = authority({ name: "Corp Root" });
    const text = `subject=CN=Corp Root\r\n${encodePem("CERTIFICATE", certificate.der)}`;
    expect(parseSearchText(text)).toEqual({ text: null, serials: [], fingerprint: certificate.sha256 });
  });
});

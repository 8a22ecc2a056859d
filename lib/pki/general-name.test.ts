import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CaError, isCaError } from "../errors";
import { bytesFromHex, hexFromBytes, readDer } from "./der";
import {
  decodeGeneralName,
  directoryName,
  encodeGeneralName,
  formatGeneralName,
  type GeneralName,
  normalizeNames,
  parseGeneralName,
} from "./general-name";
import { encodeName } from "./name";

function refusalOf(text: string): string {
  try {
    return `accepted as ${formatGeneralName(parseGeneralName(text))}`;
  } catch (error) {
    if (!isCaError(error) || error.code !== "invalid" || error.field !== "names") throw error;
    return error.detail;
  }
}

describe("what people type becomes the canonical name", () => {
  it.each([
    ["web.corp", "dns:web.corp"],
    ["localhost", "dns:localhost"],
    ["printer", "dns:printer"],
    ["  web.corp\n", "dns:web.corp"],
    ["WEB.Corp", "dns:web.corp"],
    ["web.corp.", "dns:web.corp"],
    ["*.corp.example", "dns:*.corp.example"],
    ["3com.example", "dns:3com.example"],
    ["r3---sn-x.example", "dns:r3---sn-x.example"],
    ["bücher.example", "dns:xn--bcher-kva.example"],
    ["*.BÜCHER.example", "dns:*.xn--bcher-kva.example"],
    ["faß.example", "dns:xn--fa-hia.example"],
    ["例え.テスト", "dns:xn--r8jz45g.xn--zckzah"],
    ["例え。テスト", "dns:xn--r8jz45g.xn--zckzah"],
    ["XN--BCHER-KVA.example", "dns:xn--bcher-kva.example"],
    ["مثال.إختبار", "dns:xn--mgbh0fb.xn--kgbechtv"],
    [`${"a".repeat(63)}.example`, `dns:${"a".repeat(63)}.example`],
    ["10.0.0.1", "ip:10.0.0.1"],
    ["2001:DB8:0:0:1:0:0:1", "ip:2001:db8::1:0:0:1"],
    ["::1", "ip:::1"],
    ["64:ff9b::192.0.2.1", "ip:64:ff9b::c000:201"],
    ["a.b+c@Example.COM", "email:a.b+c@example.com"],
    ["Jo@bücher.example", "email:Jo@xn--bcher-kva.example"],
    ["root@localhost", "email:root@localhost"],
    ["spiffe://Corp.Example/ns/web", "uri:spiffe://corp.example/ns/web"],
    ["spiffe://trust_domain/x", "uri:spiffe://trust_domain/x"],
    ["spiffe://corp", "uri:spiffe://corp"],
    ["HTTPS://Web.Corp:8443/Path?q=1#f", "uri:https://web.corp:8443/Path?q=1#f"],
    ["https://[2001:DB8::1]/", "uri:https://[2001:db8::1]/"],
    ["urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "uri:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"],
    ["uri:sip:alice@example.com", "uri:sip:alice@example.com"],
    ["DNS:web.corp", "dns:web.corp"],
    ["ip: 10.0.0.1", "ip:10.0.0.1"],
    ["email:a@b.c", "email:a@b.c"],
  ])("%s → %s", (typed, canonical) => {
    const name = parseGeneralName(typed);
    expect(formatGeneralName(name)).toBe(canonical);
    expect(parseGeneralName(canonical)).toEqual(name);
    expect(decodeGeneralName(readDer(encodeGeneralName(name)))).toEqual(name);
  });
});

describe("a name that breaks several rules is quoted as typed, with the first it breaks", () => {
  it.each([
    ["Under_Score..example", /has an underscore/],
    ["empty..under_score.example", /has an empty label/],
    ["a!b_c..example", /has a character/],
    ["*.under_score..example", /has an underscore/],
  ])("%s", (typed, rule) => {
    expect(() => parseGeneralName(typed)).toThrow(expect.objectContaining({ detail: expect.stringMatching(rule) }));
    expect(() => parseGeneralName(typed)).toThrow(
      expect.objectContaining({ detail: expect.stringContaining(`“${typed}”`) }),
    );
  });
});

describe("a name that breaks a rule is refused with the rule", () => {
  it.each([
    ["", /is empty/],
    [".", /is empty/],
    ["*", /wildcard/],
    ["*.", /is empty/],
    ["*.*.corp", /wildcard/],
    ["web*.corp", /wildcard/],
    ["web.*.corp", /wildcard/],
    ["web..corp", /empty label/],
    [".corp", /empty label/],
    ["web.corp..", /empty label/],
    ["-web.corp", /hyphen/],
    ["web-.corp", /hyphen/],
    ["web_1.corp", /underscore/],
    ["web corp", /white space/],
    ["web.corp,mail.corp", /character that host names/],
    ["web.corp;id", /character that host names/],
    ["$(id).corp", /character that host names/],
    ["web'.corp", /character that host names/],
    ["web.corp/path", /slash/],
    ["../etc/passwd", /slash/],
    ["web.corp:8443", /colon/],
    ["10.0.0.1:443", /colon/],
    [`${"a".repeat(64)}.corp`, /63 characters/],
    [`${"a.".repeat(127)}corp`, /253 characters/],
    [`${"ü".repeat(60)}.corp`, /63 characters/],
    ["x".repeat(100_000), /253 characters/],
    ["1.2.3", /broken IPv4/],
    ["10.0.0.256", /broken IPv4/],
    ["10.0.0.01", /broken IPv4/],
    ["web.123", /broken IPv4/],
    ["web.0x7f", /broken IPv4/],
    ["１２７.0.0.1", /IP address, not a DNS name/],
    ["dns:10.0.0.1", /IP address, not a DNS name/],
    ["xn--a.corp", /internationalized/],
    ["xn--zzzzzzzz.corp", /internationalized/],
    ["xn--abc-.corp", /hyphen/],
    ["we\u00adb.corp", /internationalized/],
    ["we\u200bb.corp", /internationalized/],
    ["web\u202ecorp", /internationalized/],
    ["web%2ecorp", /character that host names/],
    ["wéb%2ecorp", /internationalized/],
    ["wéb@corp.example?x", /before the @ that is not plain ASCII/],
    ["אa.corp", /internationalized/],
    ["\ud800.corp", /internationalized/],
    ["web\u0000.corp", /character that host names/],
    ["10.0.0.0/8", /range/],
    ["2001:db8::/32", /range/],
    ["fe80::1%eth0", /zone/],
    ["::ffff:10.0.0.1", /write 10\.0\.0\.1/],
    ["[::1]", /brackets/],
    ["[::1]:443", /brackets/],
    ["1::2::3", /not an IP address/],
    ["1:2:3:4:5:6:7:8:9", /not an IP address/],
    ["12345::", /not an IP address/],
    ["ip:010.0.0.1", /leading zeros/],
    ["ip:web.corp", /not an IP address/],
    ["@corp", /before the @/],
    ["a@", /has a domain that is empty/],
    ["a@b@c", /before the @/],
    ["jörg@corp", /plain ASCII/],
    ["a..b@corp", /before the @/],
    ['"a b"@corp', /before the @/],
    [`${"a".repeat(65)}@corp`, /64 characters/],
    ["a@*.corp", /domain that has a character/],
    ["a@b\r\nBcc: c@d", /before the @/],
    ["a@b\r\nBcc: c", /domain that/],
    ["email:nobody", /no @/],
    ["https://", /no host/],
    ["https:///path", /no host/],
    ["file:///etc/passwd", /no host/],
    ["https://a:b@web.corp/", /user part/],
    ["https://web corp/", /host that/],
    ["https://web.corp/a b", /percent-encode/],
    ["https://web.corp/\n", /accepted/],
    ["https://web.corp/\nx", /percent-encode/],
    ["https://web.corp/%zz", /percent-encode/],
    ["https://web.corp/ü", /percent-encode/],
    ["https://web.corp/[", /brackets/],
    ["https://[1.2.3.4]/", /bracketed host/],
    ["https://web.corp:port/", /no valid host/],
    [`https://web.corp/${"a".repeat(2048)}`, /2048 characters/],
    ["https://web.corp/a/../b", /\.\. as a part of its path/],
    ["https://web.corp/%2E%2e", /\.\. as a part of its path/],
    ["https://web.corp/./", /\. or \.\. as a part/],
    ["uri:web.corp", /no scheme/],
    ["uri:sip:", /nothing after its scheme/],
    ["directory:CN=web", /kind this authority does not certify/],
    ["registeredId:1.2.3", /kind this authority does not certify/],
    ["other:1.2.3 0c0161", /kind this authority does not certify/],
    ["spiffe://corp/a//b", /path segment/],
    ["spiffe://corp/", /path segment/],
    ["spiffe://corp/../x", /as a part of its path/],
    ["spiffe://corp:80/x", /SPIFFE-ID/],
    ["spiffe://corp/x?y", /SPIFFE-ID/],
    ["spiffe://bü_cher/x", /host that/],
  ])("%s", (typed, rule) => {
    expect(refusalOf(typed)).toMatch(rule);
  });

  it("and never repeats text that could reorder, hide or break lines", () => {
    for (const hostile of [
      "a\u202eb.c/",
      "a\nb@c d",
      "x\u0000y z",
      "\u2066://x",
      "a\u0007*b",
      `${"<".repeat(5000)}*`,
    ]) {
      const detail = refusalOf(hostile);
      expect(detail).toMatch(/^[\x20-\x7e“”…§]+$/);
      expect(detail.length).toBeLessThan(500);
    }
  });
});

describe("properties of names", () => {
  it("any text is a canonical name that parses to itself, or a CaError", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "grapheme-composite", maxLength: 20 }),
      fc.stringMatching(/^(dns:|ip:|email:|uri:)?[a-z0-9.*:@/_%-]{0,30}$/),
      fc.webUrl(),
      fc.emailAddress(),
      fc.domain(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(text, (typed) => {
        let name: GeneralName;
        try {
          name = parseGeneralName(typed);
        } catch (error) {
          if (isCaError(error) && error.field === "names") return;
          throw error;
        }
        expect(parseGeneralName(formatGeneralName(name))).toEqual(name);
        expect(decodeGeneralName(readDer(encodeGeneralName(name)))).toEqual(name);
      }),
      { numRuns: 3000 },
    );
  });
  it("octets that are no GeneralName are refused with a CaError and nothing else", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0x80, 0xa0, 0x81, 0x82, 0xa4, 0x86, 0x87, 0x88, 0xa3),
        fc.uint8Array({ maxLength: 40 }),
        (identifier, content) => {
          try {
            decodeGeneralName({ identifier, content, bytes: Uint8Array.of(identifier, content.length, ...content) });
          } catch (error) {
            if (!isCaError(error)) throw error;
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("names from certificates", () => {
  it("keep the order and the first of equals", () => {
    const names = ["b.corp", "A.corp", "a.corp", "10.0.0.1", "B.corp"].map(
      (value): GeneralName => ({ type: value === "10.0.0.1" ? "ip" : "dns", value }),
    );
    expect(normalizeNames(names).map(formatGeneralName)).toEqual(["dns:b.corp", "dns:a.corp", "ip:10.0.0.1"]);
  });
  it.each([
    ["8205575f452a2e", { type: "dns", value: "W_E*." }],
    ["8800", null],
    ["88032a0304", { type: "registeredId", value: "1.2.3.4" }],
    ["a00a06032a0304a0030c0141", { type: "other", value: "1.2.3.4 0c0141" }],
    ["a3020500", { type: "other", value: "x400Address 0500" }],
  ])("%s is read as it is, however odd, and written back byte for byte", (hex, expected) => {
    if (expected === null) {
      expect(() => decodeGeneralName(readDer(bytesFromHex(hex)))).toThrow(CaError);
      return;
    }
    const name = decodeGeneralName(readDer(bytesFromHex(hex)));
    expect(name).toMatchObject(expected);
    expect(hexFromBytes(encodeGeneralName(name))).toBe(hex);
  });
  it("a directory name is copied", () => {
    const name = encodeName({ commonName: "ü", country: "de" });
    const general = directoryName(name);
    expect(general.value).toBe("CN=ü, C=DE");
    expect(decodeGeneralName(readDer(encodeGeneralName(general)))).toEqual(general);
  });
  it.each([
    ["an address of 5 octets", "87050102030405"],
    ["a DNS name that is not ASCII", "8202c3bc"],
    ["a directory name that is none", "a4020500"],
    ["a tag no GeneralName has", "890100"],
    ["a truncated registered ID", "880186"],
  ])("%s is refused", (_, hex) => {
    expect(() => decodeGeneralName(readDer(bytesFromHex(hex)))).toThrow();
  });
});

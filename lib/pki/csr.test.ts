import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { algorithms, type KeyType, keyTypes } from "./algorithm";
import { csrSignatureFindings, parseCsr } from "./csr";
import {
  bitString,
  concat,
  type Der,
  implicitConstructed,
  integer,
  nullValue,
  octetString,
  oid as oidDer,
  sequence,
  tlv,
  utf8String,
} from "./der";
import { encodeExtensions } from "./extension";
import { formatGeneralName } from "./general-name";
import { encodeName, formatName } from "./name";
import { encodePem } from "./pem";
import { webCryptoVerify } from "./signature";
import { keyFindings, sampleSpki } from "./spki";
import { writeKey } from "./testdata/key-pair";
import { digestArguments } from "./testdata/openssl";
import { openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const subject = "/C=DE/O=Beispiel GmbH/CN=web.corp";
const requested = "subjectAltName=DNS:web.corp,DNS:*.corp,IP:10.0.0.1,IP:2001:db8::1,email:a@b.c,URI:spiffe://corp/web";

function opensslCsr(keyType: KeyType, ...more: string[]): string {
  writeKey(workshop, keyType, "csr.key");
  const argv = ["-key", "csr.key", "-subj", subject, "-out", "csr.pem", ...more];
  workshop.run("openssl", "req", "-new", "-utf8", ...digestArguments(keyType), ...argv);
  return Buffer.from(workshop.read("csr.pem")).toString();
}

const verify = ({ spki, signedDer, signatureAlgorithm, signature }: ReturnType<typeof parseCsr>) =>
  webCryptoVerify({ spkiDer: spki.der, algorithm: signatureAlgorithm, signed: signedDer, signature });

describe("a request by OpenSSL is read, and its proof of possession holds", () => {
  it.each(keyTypes)("%s", async (keyType) => {
    const csr = parseCsr(opensslCsr(keyType, "-addext", requested));
    expect(csr.spki.keyType).toBe(keyType);
    expect(keyFindings(csr.spki)).toEqual([]);
    expect(csrSignatureFindings(csr)).toEqual([]);
    expect(formatName(csr.subject)).toBe("CN=web.corp, O=Beispiel GmbH, C=DE");
    expect(csr.names.map(formatGeneralName)).toEqual([
      "dns:web.corp",
      "dns:*.corp",
      "ip:10.0.0.1",
      "ip:2001:db8::1",
      "email:a@b.c",
      "uri:spiffe://corp/web",
    ]);
    expect(csr.notUnderstood).toEqual([]);
    expect(csr.attributes).toMatchObject([{ name: "Extension request", understood: true }]);
    expect(await verify(csr)).toBe(true);
    expect(await verify({ ...csr, signedDer: csr.signedDer.subarray(1) })).toBe(false);
  });

  it("with RSA-PSS", async () => {
    const pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"];
    const csr = parseCsr(opensslCsr("rsa-2048", ...pss));
    expect(csrSignatureFindings(csr)).toEqual([]);
    expect(await verify(csr)).toBe(true);
  });
});

describe("the same request is understood however it arrives", () => {
  let pem: string;
  let der: Uint8Array;
  beforeAll(() => {
    pem = opensslCsr("ec-p256");
    der = parseCsr(pem).der;
  });
  it.each<[string, () => string | Uint8Array]>([
    ["DER", () => der],
    ["bare base64", () => Buffer.from(der).toString("base64")],
    ["CRLF and text around", () => `Certificate request:\r\n${pem.replaceAll("\n", "\r\n")}\r\nRegards`],
    ["the older label", () => encodePem("NEW CERTIFICATE REQUEST", der)],
    ["PEM in a file", () => new TextEncoder().encode(pem)],
  ])("%s", (_, input) => {
    expect(parseCsr(input()).der).toEqual(der);
  });
});

it("attributes that are missing altogether are read as none, as old devices write it", () => {
  const info = sequence(integer(0), encodeName({ commonName: "old" }), sampleSpki("ec-p256"));
  const csr = parseCsr(sequence(info, algorithms["ec-p256"].signatureAlgorithm, bitString(new Uint8Array(8))));
  expect(csr).toMatchObject({ attributes: [], names: [], notUnderstood: [] });
});

interface Parts {
  readonly version?: Der;
  readonly subject?: Der;
  readonly spki?: Der;
  readonly attributes?: readonly Der[];
  readonly algorithm?: Der;
  readonly signature?: Der;
  readonly more?: readonly Der[];
}

const build = (parts: Parts): Der =>
  sequence(
    sequence(
      parts.version ?? integer(0),
      parts.subject ?? encodeName({ commonName: "web.corp" }),
      parts.spki ?? sampleSpki("ec-p256"),
      implicitConstructed(0, ...(parts.attributes ?? [])),
    ),
    parts.algorithm ?? algorithms["ec-p256"].signatureAlgorithm,
    parts.signature ?? bitString(octetString(new Uint8Array(4))),
    ...(parts.more ?? []),
  );

const attribute = (type: string, ...values: Der[]) => sequence(oidDer(type), tlv(0x31, ...values));
const extensionRequest = (...extensions: Parameters<typeof encodeExtensions>[0]) =>
  attribute("1.2.840.113549.1.9.14", encodeExtensions(extensions));
const dnsNames = (...names: string[]) => sequence(...names.map((name) => tlv(0x82, new TextEncoder().encode(name))));

describe("everything that is not looked at is named", () => {
  it.each<[string, Der, RegExp]>([
    ["an unknown attribute", attribute("1.2.3.4", utf8String("x")), /attribute 1\.2\.3\.4 that is not known here/],
    [
      "an unknown extension",
      extensionRequest({ oid: "1.2.3.5", critical: true, value: nullValue() }),
      /critical extension 1\.2\.3\.5, which is not taken/,
    ],
    [
      "a known extension that is not taken from requests",
      extensionRequest({ oid: "2.5.29.32", critical: false, value: sequence() }),
      /extension “Certificate policies” \(2\.5\.29\.32\)/,
    ],
  ])("%s", (_, made, sentence) => {
    expect(parseCsr(build({ attributes: [made] })).notUnderstood).toEqual([expect.stringMatching(sentence)]);
  });

  it("a subject attribute that is not certified", () => {
    const subjectDer = sequence(
      tlv(0x31, sequence(oidDer("0.9.2342.19200300.100.1.25"), tlv(0x16, Uint8Array.of(0x61)))),
    );
    expect(parseCsr(build({ subject: subjectDer })).notUnderstood).toEqual([expect.stringContaining("DC")]);
  });

  it("a challenge password is reported without being repeated", () => {
    const csr = parseCsr(build({ attributes: [attribute("1.2.840.113549.1.9.7", utf8String("hunter2"))] }));
    expect(csr.attributes).toMatchObject([{ name: "Challenge password", understood: true }]);
    expect(JSON.stringify(csr.attributes)).not.toContain("hunter2");
    expect(csr.notUnderstood).toEqual([]);
  });

  it("Microsoft’s attributes are known by name, and its extension request is read", () => {
    const attributes = [
      attribute("1.3.6.1.4.1.311.13.2.3", tlv(0x16, new TextEncoder().encode("10.0.20348.2"))),
      attribute("1.3.6.1.4.1.311.21.20", sequence(integer(5), utf8String("host.corp"), utf8String("CORP\\admin"))),
      attribute(
        "1.3.6.1.4.1.311.2.1.14",
        encodeExtensions([{ oid: "2.5.29.17", critical: false, value: dnsNames("host.corp") }]),
      ),
    ];
    const csr = parseCsr(build({ attributes }));
    expect(csr.notUnderstood).toEqual([]);
    expect(csr.names.map(formatGeneralName)).toEqual(["dns:host.corp"]);
    expect(csr.attributes.map(({ text }) => text)).toEqual([
      "“10.0.20348.2”",
      "“host.corp”, “CORP\\admin”",
      "Asks for Subject alternative name.",
    ]);
  });
});

describe("a hostile or broken request is refused at field csr", () => {
  const san = { oid: "2.5.29.17", critical: false, value: dnsNames("a") };
  const nested = (depth: number) => {
    let der: Der = nullValue();
    for (let level = 0; level < depth; level++) der = sequence(der);
    return der;
  };
  it.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "neither PEM nor DER"],
    ["prose", "please sign", "neither PEM nor DER"],
    ["a certificate", encodePem("CERTIFICATE", build({})), "PEM of a CERTIFICATE"],
    ["a private key", encodePem("EC PRIVATE KEY", nullValue()), "contains a private key"],
    [
      "a private key beside",
      `${encodePem("PRIVATE KEY", nullValue())}${encodePem("CERTIFICATE REQUEST", build({}))}`,
      "contains a private key",
    ],
    [
      "a private key in a file",
      new TextEncoder().encode(encodePem("ENCRYPTED PRIVATE KEY", nullValue())),
      "contains a private key",
    ],
    ["too large", build({ attributes: [attribute("1.2.3", utf8String("x".repeat(65_536)))] }), "64 KiB"],
    ["truncated", build({}).subarray(0, 60), "longer than the input"],
    ["bytes behind", concat([build({}), nullValue()]), "bytes follow"],
    ["nested", nested(40), "nested deeper"],
    ["version 2", build({ version: integer(1) }), "version is not 1"],
    ["a fourth part", build({ more: [nullValue()] }), "more than three parts"],
    ["signature with unused bits", build({ signature: bitString(Uint8Array.of(0x80), 1) }), "whole number of octets"],
    [
      "an attribute twice",
      build({ attributes: [attribute("1.2.3", nullValue()), attribute("1.2.3", nullValue())] }),
      "appears twice",
    ],
    ["an attribute without values", build({ attributes: [attribute("1.2.3")] }), "not a type with values"],
    [
      "51 attributes",
      build({ attributes: Array.from({ length: 51 }, (_, i) => attribute(`1.2.${i}`, nullValue())) }),
      "more than 50",
    ],
    ["an extension twice", build({ attributes: [extensionRequest(san, san)] }), "appears twice"],
    ["no extensions", build({ attributes: [extensionRequest()] }), "empty"],
    [
      "two extension lists",
      build({ attributes: [attribute("1.2.840.113549.1.9.14", sequence(), sequence())] }),
      "not one list",
    ],
    [
      "malformed names",
      build({ attributes: [extensionRequest({ ...san, value: sequence(nullValue()) })] }),
      "GeneralName",
    ],
    [
      "malformed key usage",
      build({ attributes: [extensionRequest({ oid: "2.5.29.15", critical: true, value: nullValue() })] }),
      "cannot be read",
    ],
    [
      "ECDSA with parameters",
      build({ algorithm: sequence(oidDer("1.2.840.10045.4.3.2"), nullValue()) }),
      "parameters it must not have",
    ],
  ])("%s", (_, input, words) => {
    expect(() => parseCsr(input)).toThrow(
      expect.objectContaining({ code: "invalid", field: "csr", detail: expect.stringContaining(words) }),
    );
  });

  it("and at field key when the key is what is broken", () => {
    expect(() => parseCsr(build({ spki: sequence() }))).toThrow(
      expect.objectContaining({ code: "invalid", field: "key" }),
    );
  });
});

describe("a request is refused when its signature algorithm proves nothing", () => {
  const signedWith = (dotted: string, parameters: Der[] = [], spki: KeyType = "rsa-2048") =>
    csrSignatureFindings(
      parseCsr(build({ algorithm: sequence(oidDer(dotted), ...parameters), spki: sampleSpki(spki) })),
    );
  it.each<[string, string, string, Der[], KeyType]>([
    ["MD5", "csr-signature-md5", "1.2.840.113549.1.1.4", [nullValue()], "rsa-2048"],
    ["MD2", "csr-signature-md5", "1.2.840.113549.1.1.2", [nullValue()], "rsa-2048"],
    ["SHA-1", "csr-signature-sha1", "1.2.840.113549.1.1.5", [nullValue()], "rsa-2048"],
    ["SHA-1 by its OIW name", "csr-signature-sha1", "1.3.14.3.2.29", [], "rsa-2048"],
    ["ECDSA with SHA-1", "csr-signature-sha1", "1.2.840.10045.4.1", [], "ec-p256"],
    ["RSA-PSS with its defaults", "csr-signature-sha1", "1.2.840.113549.1.1.10", [sequence()], "rsa-2048"],
    ["SHA-224", "csr-signature-algorithm", "1.2.840.10045.4.3.1", [], "ec-p256"],
    ["Ed448", "csr-signature-algorithm", "1.3.101.113", [], "ed25519"],
    ["an unknown one", "csr-signature-algorithm", "1.2.3.4", [], "ec-p256"],
    ["RSA over an EC key", "csr-signature-key-mismatch", "1.2.840.113549.1.1.11", [nullValue()], "ec-p256"],
    ["ECDSA over an RSA key", "csr-signature-key-mismatch", "1.2.840.10045.4.3.2", [], "rsa-2048"],
    ["Ed25519 over an EC key", "csr-signature-key-mismatch", "1.3.101.112", [], "ec-p256"],
  ])("%s: %s", (_, rule, dotted, parameters, keyType) => {
    expect(signedWith(dotted, parameters, keyType)).toEqual([
      expect.objectContaining({ rule, severity: "error", field: "csr" }),
    ]);
  });
});

describe("@peculiar/x509 reads the same out of it", () => {
  it.each<KeyType>(["ec-p384", "rsa-2048", "ed25519"])("%s", (keyType) => {
    const csr = parseCsr(opensslCsr(keyType, "-addext", requested));
    const other = new x509.Pkcs10CertificateRequest(new Uint8Array(csr.der));
    expect(new Uint8Array(other.publicKey.rawData)).toEqual(csr.spki.der);
    expect(new Uint8Array(other.subjectName.toArrayBuffer())).toEqual(csr.subjectDer);
    expect(new Uint8Array(other.signature)).toEqual(csr.signature);
    expect(new Uint8Array(other.extensions[0]!.value)).toEqual(csr.requestedExtensions[0]!.value);
  });
});

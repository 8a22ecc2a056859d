import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyType } from "./algorithm";
import { generateKeyPair } from "./browser-key";
import { createCsr, csrSignatureFindings, parseCsr } from "./csr";
import { bytesFromHex, hexFromBytes } from "./der";
import { formatGeneralName, parseGeneralName } from "./general-name";
import { encodeName, subjectOf } from "./name";
import { webCryptoVerify } from "./signature";
import { openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const subject = { country: "DE", organization: "Bäckerei Köln", commonName: "web.corp" };
const texts = ["dns:web.corp", "dns:xn--bcher-kva.corp", "ip:10.0.0.1", "ip:2001:db8::1", "uri:spiffe://corp/web"];
const names = texts.map(parseGeneralName);

describe("a request made here is verified by OpenSSL and read back as it was meant", () => {
  it.each<KeyType>(["ec-p256", "ec-p384", "ec-p521", "rsa-2048", "ed25519"])("%s", async (keyType) => {
    const keyPair = await generateKeyPair(keyType);
    const der = await createCsr({ subject, names, keyPair, keyType });
    workshop.write("made.der", der);
    const text = workshop.run(
      ...([
        "openssl",
        "req",
        "-inform",
        "DER",
        "-in",
        "made.der",
        "-noout",
        "-verify",
        "-text",
        "-nameopt",
        "utf8",
      ] as const),
    );
    expect(text).toContain("Certificate request self-signature verify OK");
    expect(text).toContain("O=Bäckerei Köln");
    expect(text).toContain("DNS:web.corp, DNS:xn--bcher-kva.corp, IP Address:10.0.0.1");
    const csr = parseCsr(der);
    expect(csrSignatureFindings(csr)).toEqual([]);
    expect(subjectOf(csr.subject)).toEqual({ subject, notUnderstood: [] });
    expect(csr.names.map(formatGeneralName)).toEqual(texts);
    expect(csr.notUnderstood).toEqual([]);
    const { spki, signatureAlgorithm: algorithm, signedDer: signed, signature } = csr;
    expect(await webCryptoVerify({ spkiDer: spki.der, algorithm, signed, signature })).toBe(true);
  });
});

describe("the signed bytes are those of @peculiar/x509", () => {
  let keyPair: CryptoKeyPair;
  beforeAll(async () => {
    keyPair = await generateKeyPair("ec-p256");
  });

  it.each([
    ["with names", names],
    ["without", []],
  ])("%s", async (_, requested) => {
    const other = await x509.Pkcs10CertificateRequestGenerator.create({
      name: new x509.Name(new Uint8Array(encodeName(subject))),
      keys: keyPair,
      signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
      extensions: requested.length
        ? [new x509.SubjectAlternativeNameExtension(texts.map((text) => ({ type: kind(text), value: rest(text) })))]
        : [],
    });
    const ours = parseCsr(await createCsr({ subject, names: requested, keyPair, keyType: "ec-p256" }));
    const theirs = parseCsr(new Uint8Array(other.rawData));
    expect(hexFromBytes(ours.signedDer)).toBe(hexFromBytes(theirs.signedDer));
    expect(hexFromBytes(ours.signatureAlgorithm)).toBe(hexFromBytes(theirs.signatureAlgorithm));
  });

  const rest = (text: string) => text.slice(text.indexOf(":") + 1);
  const kind = (text: string) =>
    (({ dns: "dns", ip: "ip", uri: "url" }) as const)[text.slice(0, text.indexOf(":")) as "dns" | "ip" | "uri"];
});

it("names without a subject are requested as critical (RFC 5280 §4.2.1.6)", async () => {
  const keyPair = await generateKeyPair("ec-p256");
  const csr = parseCsr(await createCsr({ subject: {}, names, keyPair, keyType: "ec-p256" }));
  expect(csr.requestedExtensions).toMatchObject([{ oid: "2.5.29.17", critical: true }]);
  expect(csr.subjectDer).toEqual(bytesFromHex("3000"));
});

it("a bad name is refused at its own field", async () => {
  const keyPair = await generateKeyPair("ec-p256");
  const input = { subject, names, keyPair, keyType: "ec-p256" } as const;
  await expect(createCsr({ ...input, names: [{ type: "dns", value: "a b" }] })).rejects.toMatchObject({
    code: "invalid",
    field: "names",
  });
  await expect(createCsr({ ...input, subject: { country: "Deutschland" } })).rejects.toMatchObject({
    code: "invalid",
    field: "subject.country",
  });
});

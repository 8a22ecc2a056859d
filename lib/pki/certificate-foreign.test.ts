/** Certificates that OpenSSL makes, with everything in them that we never write: read to what OpenSSL itself says. */
import { X509Certificate as NodeCertificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extensionOf, parseCertificate } from "./certificate";
import { decodeCertificate } from "./decode";
import { authorityKeyIdentifierOf, distributionPointsOf, subjectAltNameOf } from "./extension";
import { oid } from "./oid";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const config = `
[req]
distinguished_name = dn
string_mask = MASK:0x2002
utf8 = yes
prompt = no
[dn]
C = DE
0.OU = Ä
1.OU = second
CN = foreign
emailAddress = ops@example.org
[all]
basicConstraints = CA:TRUE
keyUsage = digitalSignature, keyAgreement, decipherOnly
extendedKeyUsage = serverAuth, 1.2.3.4, anyExtendedKeyUsage
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid, issuer:always
subjectAltName = @san
issuerAltName = URI:http://issuer.example/
certificatePolicies = 1.2.3.4.5, @policy
crlDistributionPoints = whole, part
nameConstraints = permitted;dirName:base, excluded;DNS:evil.example
authorityInfoAccess = OCSP;URI:http://ocsp.example/, caIssuers;DNS:host.example
subjectInfoAccess = 1.3.6.1.5.5.7.48.5;URI:http://repository.example/
tlsfeature = status_request
nsComment = "made by a test"
1.2.3.4.5.6 = critical, ASN1:UTF8String:unknown
[san]
DNS.1 = Mixed_Case.EXAMPLE
IP.1 = 192.0.2.1
IP.2 = 2001:DB8::1
email.1 = Ops@Example.org
URI.1 = urn:x:y
RID.1 = 1.2.3.4
dirName.1 = base
otherName.1 = 1.3.6.1.4.1.311.20.2.3;UTF8:user@corp.example
[base]
O = Base
[policy]
policyIdentifier = 1.3.5.8
CPS.1 = http://cps.example/
[whole]
fullname = URI:http://crl.example/1.crl, URI:ldap://crl.example/x
[part]
fullname = URI:http://crl.example/2.crl
CRLissuer = dirName:base
reasons = keyCompromise, CACompromise
`;

function make(name: string, key: string[], ...more: string[]): Uint8Array {
  workshop.run("openssl", "genpkey", ...key, "-out", `${name}.key`);
  const files = ["-config", "all.cnf", "-key", `${name}.key`, "-out", `${name}.der`, "-outform", "DER"];
  workshop.run("openssl", "req", "-x509", "-new", ...files, ...more);
  return workshop.read(`${name}.der`);
}
const p256 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"];

describe.skipIf(!hasTool("openssl", "openssl"))("a certificate full of what others use", () => {
  let der: Uint8Array;
  beforeAll(() => {
    workshop.write("all.cnf", config);
    der = make("all", p256, "-extensions", "all", "-set_serial", "0x00ff01");
  });

  it("has every extension described in plain words, or shown as it is", () => {
    const { extensions, subject, serial, names, usages } = decodeCertificate(parseCertificate(der));
    expect(subject).toBe("emailAddress=ops@example.org, CN=foreign, OU=second, OU=Ä, C=DE");
    expect(serial).toBe("ff01");
    expect(usages).toEqual(["digitalSignature", "keyAgreement", "decipherOnly", "TLS server", "1.2.3.4", "Any use"]);
    expect(names).toEqual([
      "dns:Mixed_Case.EXAMPLE",
      "ip:192.0.2.1",
      "ip:2001:db8::1",
      "email:Ops@Example.org",
      "uri:urn:x:y",
      "registeredId:1.2.3.4",
      "directory:O=Base",
      "other:1.3.6.1.4.1.311.20.2.3 0c117573657240636f72702e6578616d706c65",
    ]);
    const text = Object.fromEntries(extensions.map(({ oid: id, text: lines }) => [id, lines]));
    expect(text[oid.crlDistributionPoints]).toEqual([
      "uri:http://crl.example/1.crl, uri:ldap://crl.example/x",
      "uri:http://crl.example/2.crl (CRL signed by directory:O=Base)",
    ]);
    expect(text[oid.nameConstraints]).toEqual(["Permitted: directory:O=Base", "Excluded: dns:evil.example"]);
    expect(text[oid.authorityInfoAccess]).toEqual(["OCSP: uri:http://ocsp.example/", "CA issuers: dns:host.example"]);
    expect(text["1.2.3.4.5.6"]).toEqual(["0C:07:75:6E:6B:6E:6F:77:6E"]);
    expect(extensions.flatMap(({ text: lines }) => lines).filter((line) => line.startsWith("Cannot"))).toEqual([]);
    expect(extensions.filter(({ critical }) => critical).map(({ oid: id }) => id)).toEqual(["1.2.3.4.5.6"]);
  });
  it("and is read as node:crypto reads it", () => {
    const [ours, theirs] = [parseCertificate(der), new NodeCertificate(der)];
    expect(ours.notBefore).toEqual(new Date(theirs.validFrom));
    expect(ours.notAfter).toEqual(new Date(theirs.validTo));
    expect(ours.sha256.toUpperCase()).toBe(theirs.fingerprint256.replaceAll(":", ""));
    expect(ours.sha1.toUpperCase()).toBe(theirs.fingerprint.replaceAll(":", ""));
    expect(ours.spki.der).toEqual(new Uint8Array(theirs.publicKey.export({ type: "spki", format: "der" })));
  });
  it("with issuer and serial in its authority key identifier, and reasons in a distribution point", () => {
    const parsed = parseCertificate(der);
    const identifier = authorityKeyIdentifierOf(extensionOf(parsed, oid.authorityKeyIdentifier)!.value);
    expect(identifier).toMatchObject({ serial: "ff01", issuer: [{ type: "directory" }] });
    const [, part] = distributionPointsOf(extensionOf(parsed, oid.crlDistributionPoints)!.value);
    expect(part).toMatchObject({ reasons: [1, 2], issuers: [{ type: "directory", value: "O=Base" }] });
    expect(subjectAltNameOf(extensionOf(parsed, oid.subjectAltName)!.value)).toHaveLength(8);
  });

  it.each<[string, string[], string[], string, string]>([
    [
      "RSA-PSS",
      ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
      ["-sigopt", "rsa_padding_mode:pss"],
      "RSA 2048",
      "RSA-PSS with SHA-256",
    ],
    ["Ed448", ["-algorithm", "ED448"], [], "Ed448", "Ed448"],
    [
      "brainpool",
      ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],
      [],
      "EC brainpoolP256r1",
      "ECDSA with SHA-256",
    ],
    ["SHA-1", p256, ["-sha1"], "ECDSA P-256", "ECDSA with SHA-1"],
  ])("is read with %s, which we do not make", (name, key, more, label, signature) => {
    const parsed = parseCertificate(make(name, key, ...more));
    expect(decodeCertificate(parsed)).toMatchObject({ key: { label }, signature });
  });
  it("is read in version 1", () => {
    workshop.run("openssl", "req", "-new", "-config", "all.cnf", "-key", "all.key", "-out", "v1.csr");
    workshop.run("openssl", "x509", "-req", "-in", "v1.csr", "-key", "all.key", "-out", "v1.pem", "-set_serial", "1");
    expect(parseCertificate(workshop.read("v1.pem"))).toMatchObject({ version: 1, extensions: [] });
  });
  it.each([
    ["BMPString", "0x800"],
    ["UTF8String", "0x2000"],
    ["UniversalString", "0x100"],
    ["TeletexString", "0x4"],
  ])("is read with names written as %s", (_, mask) => {
    workshop.write("all.cnf", config.replace("MASK:0x2002", `MASK:${mask}`));
    const parsed = parseCertificate(make("strings", p256));
    expect(parsed.subject.flat().map(({ value }) => value)).toEqual([
      "DE",
      "Ä",
      "second",
      "foreign",
      "ops@example.org",
    ]);
    workshop.write("all.cnf", config);
  });
});

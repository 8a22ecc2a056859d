/** What was issued and published, octet for octet what @peculiar/x509 builds from the values it stands for. */
import "reflect-metadata";
import { createHash, webcrypto, X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Issued } from "../../lib/contract/certificate";
import { algorithms, type KeyType } from "../../lib/pki/algorithm";
import { parseCertificate } from "../../lib/pki/certificate";
import { parseCrl } from "../../lib/pki/crl";
import { hexFromBytes } from "../../lib/pki/der";
import { oid } from "../../lib/pki/oid";
import { authoritySpec, openAuthority, serverKey, type TestAuthority } from "./authority";

const organization = "Müller & Söhne";
const names = ["web.corp.example", "*.apps.corp.example", "10.0.0.1", "2001:db8::1", "spiffe://corp.example/web"];
const theirNames: x509.JsonGeneralNames = [
  { type: "dns", value: "web.corp.example" },
  { type: "dns", value: "*.apps.corp.example" },
  { type: "ip", value: "10.0.0.1" },
  { type: "ip", value: "2001:db8::1" },
  { type: "url", value: "spiffe://corp.example/web" },
];

/** One of each family: the signature algorithm's encoding is what differs. */
const issuers: readonly KeyType[] = ["ec-p256", "ec-p384", "ec-p521", "rsa-2048", "ed25519"];
const theirAlgorithms = {
  "ec-p256": { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  "ec-p384": { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" },
  "ec-p521": { name: "ECDSA", namedCurve: "P-521", hash: "SHA-512" },
  "rsa-2048": {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  },
  ed25519: { name: "Ed25519" },
} as const;

let at: TestAuthority;
interface Family {
  readonly keyType: KeyType;
  readonly id: string;
  readonly rootPem: string;
  readonly issuingPem: string;
  readonly leaf: Issued;
}
const families = new Map<KeyType, Family>();

async function makeFamily(keyType: KeyType): Promise<Family> {
  const { application, administrator } = at;
  const { label } = algorithms[keyType];
  const spec = (name: string, pathLength: number) => ({
    ...authoritySpec(at, { name, keyType, pathLength, validityYears: pathLength ? 20 : 5 }),
    subject: { country: "DE", organization, commonName: name },
  });
  const root = await application.createRoot(administrator, spec(`${label} Root`, 1));
  const issuing = await application.createIssuing(administrator, { ...spec(`${label} CA`, 0), parentId: root.id });
  const leaf = await at.issue({
    authorityId: issuing.id,
    profileId: "peer",
    subject: { country: "DE", organization, commonName: names[0]! },
    names,
    key: { ...serverKey, keyType },
  });
  const [issuingPem, rootPem] = leaf.chainPem as [string, string];
  return { keyType, id: issuing.id, rootPem, issuingPem, leaf };
}

beforeAll(async () => {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  at = await openAuthority();
  for (const keyType of issuers) families.set(keyType, await makeFamily(keyType));
});
afterAll(() => at?.close());

const nameOf = (commonName: string) =>
  new x509.Name([
    { C: [{ printableString: "DE" }] },
    { O: [{ utf8String: organization }] },
    { CN: [{ utf8String: commonName }] },
  ]);

interface Theirs {
  /** Whose values are taken: serial, period and public key. */
  readonly pem: string;
  readonly subject: x509.Name;
  readonly issuer: x509.Name;
  readonly keyType: KeyType;
  readonly extensions: readonly x509.Extension[];
}

/** TBSCertificate as the other library builds it, in hex; the signature on it is by a key made for the purpose. */
async function theirTbs({ pem, subject, issuer, keyType, extensions }: Theirs): Promise<string> {
  const signingAlgorithm = theirAlgorithms[keyType as keyof typeof theirAlgorithms];
  const pair = (await webcrypto.subtle.generateKey(signingAlgorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const { serial, notBefore, notAfter, spki } = parseCertificate(pem);
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: serial,
    subject,
    issuer,
    notBefore,
    notAfter,
    signingAlgorithm,
    signingKey: pair.privateKey,
    publicKey: new x509.PublicKey(new Uint8Array(spki.der)),
    extensions: [...extensions],
  });
  return hexFromBytes(parseCertificate(new Uint8Array(made.rawData)).tbsDer);
}

/** RFC 7093 §2 method 1, over the key as Node exports it; @peculiar/x509 would take SHA-1 (RFC 5280 §4.2.1.2). */
function keyIdentifier(pem: string): string {
  const { publicKey } = new X509Certificate(pem);
  const { x, y } = publicKey.asymmetricKeyType === "rsa" ? {} : publicKey.export({ format: "jwk" });
  const octets = x
    ? Buffer.concat([...(y ? [Buffer.of(4)] : []), Buffer.from(x, "base64url"), Buffer.from(y ?? "", "base64url")])
    : publicKey.export({ type: "pkcs1", format: "der" });
  return createHash("sha256").update(octets).digest("hex").slice(0, 40);
}
const ski = (pem: string) => new x509.SubjectKeyIdentifierExtension(keyIdentifier(pem), false);
const aki = (issuerPem: string) => new x509.AuthorityKeyIdentifierExtension(keyIdentifier(issuerPem), false);
const ours = (pem: string) => hexFromBytes(parseCertificate(pem).tbsDer);
const authorityUse = x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign;
const published = (authorityId: string) => [
  new x509.CRLDistributionPointsExtension([`${at.validationUrl}/crl/${authorityId}.crl`], false),
  new x509.AuthorityInfoAccessExtension({ caIssuers: [`${at.validationUrl}/ca/${authorityId}.cer`] }, false),
];

describe.each(issuers)("with keys of type %s, @peculiar/x509 builds the same", (keyType) => {
  const { label } = algorithms[keyType];
  const family = () => families.get(keyType)!;

  it("root", async () => {
    const { rootPem } = family();
    const name = nameOf(`${label} Root`);
    const extensions = [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(authorityUse, true),
      ski(rootPem),
    ];
    expect(ours(rootPem)).toBe(await theirTbs({ pem: rootPem, subject: name, issuer: name, keyType, extensions }));
  });
  it("issuing authority", async () => {
    const { rootPem, issuingPem } = family();
    const rootId = (await at.ports.store.authorities.find(family().id))!.parentId!;
    const extensions = [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(authorityUse, true),
      ski(issuingPem),
      aki(rootPem),
      ...published(rootId),
    ];
    const [subject, issuer] = [nameOf(`${label} CA`), nameOf(`${label} Root`)];
    expect(ours(issuingPem)).toBe(await theirTbs({ pem: issuingPem, subject, issuer, keyType, extensions }));
  });
  it("certificate for server and client", async () => {
    const { leaf, issuingPem, id } = family();
    const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
    const use = algorithms[keyType].family === "rsa" ? digitalSignature | keyEncipherment : digitalSignature;
    const extensions = [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(use, true),
      new x509.ExtendedKeyUsageExtension([oid.serverAuth, oid.clientAuth], false),
      ski(leaf.pem),
      aki(issuingPem),
      new x509.SubjectAlternativeNameExtension(theirNames, false),
      ...published(id),
    ];
    const [subject, issuer] = [nameOf(names[0]!), nameOf(`${label} CA`)];
    expect(ours(leaf.pem)).toBe(await theirTbs({ pem: leaf.pem, subject, issuer, keyType, extensions }));
  });
});

it("a certificate without a subject, whose names are critical", async () => {
  const { id, issuingPem } = families.get("ec-p256")!;
  const email = ["jane@corp.example"];
  const { pem } = await at.issue({ authorityId: id, profileId: "client", names: email, key: serverKey });
  const extensions = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([oid.clientAuth], false),
    ski(pem),
    aki(issuingPem),
    new x509.SubjectAlternativeNameExtension([{ type: "email", value: email[0]! }], true),
    ...published(id),
  ];
  const [subject, issuer] = [new x509.Name([]), nameOf("ECDSA P-256 CA")];
  expect(ours(pem)).toBe(await theirTbs({ pem, subject, issuer, keyType: "ec-p256", extensions }));
});

it("a published CRL, but for entries without a reason, which @peculiar/x509 encodes with empty extensions", async () => {
  const { id, leaf, issuingPem } = families.get("ec-p256")!;
  await at.revoke(leaf.certificate.id, "keyCompromise");
  await at.publishDue();
  const crl = parseCrl(await at.fetch(`/crl/${id}.crl`));
  const algorithm = theirAlgorithms["ec-p256"];
  const pair = (await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const number = crl.number!.toString(16).padStart(12, "0");
  const theirs = await x509.X509CrlGenerator.create({
    issuer: nameOf("ECDSA P-256 CA"),
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate!,
    signingAlgorithm: algorithm,
    signingKey: pair.privateKey,
    entries: [...crl.entries()].map(({ serial, revokedAt }) => ({
      serialNumber: serial,
      revocationDate: revokedAt,
      reason: x509.X509CrlReason.keyCompromise,
    })),
    extensions: [aki(issuingPem), new x509.Extension("2.5.29.20", false, Buffer.from(`0206${number}`, "hex"))],
  });
  expect(crl.entryCount).toBe(1);
  expect(hexFromBytes(crl.tbsDer)).toBe(hexFromBytes(parseCrl(new Uint8Array(theirs.rawData)).tbsDer));
});

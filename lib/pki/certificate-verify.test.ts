/** Hierarchies made of our bytes, under the strictest checks of programs we did not write. */
import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { algorithms, type KeyType } from "./algorithm";
import { assembleCertificate, buildTbsCertificate, parseCertificate } from "./certificate";
import { isIssuedBy } from "./chain";
import type { Der } from "./der";
import {
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  type Extension,
  extendedKeyUsageExtension,
  keyIdentifierOf,
  keyUsageExtension,
  nameConstraintsExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "./extension";
import { parseGeneralName } from "./general-name";
import { encodeName, type Subject } from "./name";
import { oid } from "./oid";
import { encodePem } from "./pem";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

interface Party {
  readonly keyType: KeyType;
  readonly privateKey: KeyObject;
  readonly spkiDer: Der;
  readonly nameDer: Der;
}

function party(keyType: KeyType, subject: Subject): Party {
  const { family, bits, curve } = algorithms[keyType];
  const { privateKey, publicKey } =
    family === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength: bits })
      : family === "ec"
        ? generateKeyPairSync("ec", { namedCurve: curve })
        : generateKeyPairSync("ed25519");
  const spkiDer = new Uint8Array(publicKey.export({ type: "spki", format: "der" }));
  return { keyType, privateKey, spkiDer, nameDer: encodeName(subject) };
}

let serial = 0x4000;
function certify(subject: Party, issuer: Party, extensions: readonly Extension[]): Der {
  const { signatureAlgorithm, hash } = algorithms[issuer.keyType];
  serial += 1;
  const tbs = buildTbsCertificate({
    serial: serial.toString(16),
    signatureAlgorithm,
    issuerDer: issuer.nameDer,
    subjectDer: subject.nameDer,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    spkiDer: subject.spkiDer,
    extensions: [
      ...extensions,
      subjectKeyIdentifierExtension(subject.spkiDer),
      authorityKeyIdentifierExtension(keyIdentifierOf(issuer.spkiDer)),
    ],
  });
  return assembleCertificate(tbs, signatureAlgorithm, sign(hash, tbs, issuer.privateKey));
}

const authority = (pathLength: number | null): Extension[] => [
  basicConstraintsExtension({ isCa: true, pathLength }),
  keyUsageExtension(["keyCertSign", "cRLSign"]),
];
const end = (names: string[], isCritical: boolean): Extension[] => [
  basicConstraintsExtension({ isCa: false, pathLength: null }),
  keyUsageExtension(["digitalSignature"]),
  extendedKeyUsageExtension([oid.serverAuth, oid.clientAuth], false),
  subjectAltNameExtension(names.map(parseGeneralName), isCritical),
  crlDistributionPointsExtension(["http://ca.corp/crl/1.crl"]),
];

const constraints = nameConstraintsExtension({
  permitted: [
    { type: "dns", value: "corp.example" },
    { type: "ip", value: "10.0.0.0/8" },
  ],
  excluded: [{ type: "dns", value: "secret.corp.example" }],
});

const types: KeyType[] = ["ec-p256", "ec-p384", "ec-p521", "rsa-2048", "rsa-3072", "ed25519"];
describe.each(types)("a hierarchy of keys of type %s is accepted by", (keyType) => {
  let files: { root: string; issuing: string; leaf: string; nameless: string };
  beforeAll(() => {
    const root = party(keyType, { country: "DE", organization: "Exämple & Söhne", commonName: "Root" });
    const issuing = party(keyType, { country: "DE", organization: "Exämple & Söhne", commonName: "Issuing" });
    const leaf = party(keyType, { commonName: "web.corp.example" });
    const nameless = party("ec-p256", {});
    const write = (name: string, der: Der) => workshop.write(`${keyType}-${name}.pem`, encodePem("CERTIFICATE", der));
    const names = ["web.corp.example", "*.bücher.corp.example", "10.0.0.1", "spiffe://corp.example/web"];
    files = {
      root: write("root", certify(root, root, authority(null))),
      issuing: write("issuing", certify(issuing, root, [...authority(0), constraints])),
      leaf: write("leaf", certify(leaf, issuing, end(names, false))),
      nameless: write("nameless", certify(nameless, issuing, end(["host.corp.example"], true))),
    };
  });
  const read = (name: string) => parseCertificate(workshop.read(name.slice(name.lastIndexOf("/") + 1)));

  it("openssl, strictly, for both purposes, by host name and by address", () => {
    const chain = ["-x509_strict", "-check_ss_sig", "-CAfile", files.root, "-untrusted", files.issuing];
    const verify = (...more: string[]) => workshop.run("openssl", "verify", ...chain, ...more);
    expect(verify("-purpose", "sslserver", "-verify_hostname", "web.corp.example", files.leaf)).toContain("OK");
    expect(verify("-purpose", "sslclient", "-verify_ip", "10.0.0.1", files.leaf)).toContain("OK");
    expect(verify("-purpose", "sslserver", "-verify_hostname", "host.corp.example", files.nameless)).toContain("OK");
    expect(() => verify("-purpose", "smimesign", files.leaf)).toThrow(/unsuitable certificate purpose/);
  });
  it.skipIf(!hasTool("certtool", "gnutls-bin"))("GnuTLS", () => {
    const bundle = workshop.write(
      "bundle.pem",
      [files.leaf, files.issuing]
        .map((file) => new TextDecoder().decode(workshop.read(file.slice(file.lastIndexOf("/") + 1))))
        .join(""),
    );
    const text = workshop.run(
      "certtool",
      "--verify",
      "--load-ca-certificate",
      files.root,
      "--infile",
      bundle,
      "--verify-hostname",
      "web.corp.example",
    );
    expect(text).toContain("Chain verification output: Verified. The certificate is trusted.");
  });
  it("our own reading of who issued whom", () => {
    const [root, issuing, leaf, nameless] = [files.root, files.issuing, files.leaf, files.nameless].map(read);
    expect(isIssuedBy(leaf!, issuing!) && isIssuedBy(nameless!, issuing!) && isIssuedBy(issuing!, root!)).toBe(true);
    expect(isIssuedBy(leaf!, root!)).toBe(false);
  });
});

describe.skipIf(!hasTool("keytool", "default-jre-headless"))("a JDK", () => {
  it("reads the names, the constraints and the empty subject as they were written", () => {
    const printed = ["issuing", "leaf", "nameless"].map((name) =>
      workshop.run("keytool", "-J-Duser.language=en", "-printcert", "-file", workshop.path(`ec-p256-${name}.pem`)),
    );
    expect(printed[0]).toContain("PathLen:0");
    expect(printed[0]).toMatch(/Permitted:[\s\S]*corp\.example[\s\S]*Excluded:[\s\S]*secret/);
    expect(printed[1]).toContain("DNSName: *.xn--bcher-kva.corp.example");
    expect(printed[1]).toContain("URIName: spiffe://corp.example/web");
    expect(printed[2]).toMatch(/2\.5\.29\.17 Criticality=true/);
  });
});

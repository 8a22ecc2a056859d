/** Our verdicts on name constraints against those of `openssl verify`, over chains made of our own bytes. */
import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { algorithms } from "./algorithm";
import { assembleCertificate, buildTbsCertificate } from "./certificate";
import type { Der } from "./der";
import {
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  type Extension,
  keyIdentifierOf,
  keyUsageExtension,
  nameConstraintsExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "./extension";
import { directoryName, parseGeneralName } from "./general-name";
import { encodeName, type Subject } from "./name";
import { type GeneralSubtree, type NameConstraints, nameConstraintViolations } from "./name-constraints";
import { encodePem } from "./pem";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const { signatureAlgorithm } = algorithms["ec-p256"];
const keyPair = () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, spkiDer: new Uint8Array(publicKey.export({ type: "spki", format: "der" })) };
};
const ca = keyPair();
const leaf = keyPair();
const caName = encodeName({ commonName: "Constrained" });

function write(name: string, subjectDer: Der, spkiDer: Der, extensions: Extension[]): string {
  const tbs = buildTbsCertificate({
    serial: "0102",
    signatureAlgorithm,
    issuerDer: caName,
    subjectDer,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    spkiDer,
    extensions: [
      ...extensions,
      subjectKeyIdentifierExtension(spkiDer),
      authorityKeyIdentifierExtension(keyIdentifierOf(ca.spkiDer)),
    ],
  });
  const der = assembleCertificate(tbs, signatureAlgorithm, sign("sha256", tbs, ca.privateKey));
  return workshop.write(name, encodePem("CERTIFICATE", der));
}

interface Row {
  readonly constraints: NameConstraints;
  readonly subject: Subject;
  readonly names: readonly string[];
}

function opensslAccepts({ constraints, subject, names }: Row): boolean {
  const caFile = write("ca.pem", caName, ca.spkiDer, [
    basicConstraintsExtension({ isCa: true, pathLength: null }),
    keyUsageExtension(["keyCertSign"]),
    nameConstraintsExtension(constraints),
  ]);
  const leafFile = write("leaf.pem", encodeName(subject), leaf.spkiDer, [
    basicConstraintsExtension({ isCa: false, pathLength: null }),
    ...(names.length ? [subjectAltNameExtension(names.map(parseGeneralName), !Object.keys(subject).length)] : []),
  ]);
  try {
    return workshop.run("openssl", "verify", "-x509_strict", "-CAfile", caFile, leafFile).includes("OK");
  } catch (error) {
    if (
      error instanceof Error &&
      /permitted subtree violation|excluded subtree violation|unsupported name/.test(error.message)
    ) {
      return false;
    }
    throw error;
  }
}

const dns = (value: string): GeneralSubtree => ({ type: "dns", value });
const ip = (value: string): GeneralSubtree => ({ type: "ip", value });
const email = (value: string): GeneralSubtree => ({ type: "email", value });
const uri = (value: string): GeneralSubtree => ({ type: "uri", value });
const directory = (subject: Subject): GeneralSubtree => ({ ...directoryName(encodeName(subject)), type: "directory" });

describe.skipIf(!hasTool("openssl", "openssl"))("openssl agrees on", () => {
  it.each<[string, GeneralSubtree[], GeneralSubtree[], readonly string[], Subject?]>([
    ["a permitted DNS name", [dns("corp.example")], [], ["web.corp.example"]],
    ["the permitted domain itself", [dns("corp.example")], [], ["corp.example"]],
    ["a DNS name that only ends alike", [dns("corp.example")], [], ["notcorp.example"]],
    ["one DNS name of two outside", [dns("corp.example")], [], ["web.corp.example", "evil.test"]],
    ["a leading dot", [dns(".corp.example")], [], ["corp.example"]],
    ["a leading dot and a subdomain", [dns(".corp.example")], [], ["a.corp.example"]],
    ["a wildcard", [dns("corp.example")], [], ["*.corp.example"]],
    ["a wildcard above what is permitted", [dns("web.corp.example")], [], ["*.corp.example"]],
    ["an excluded DNS name", [], [dns("corp.example")], ["web.corp.example"]],
    ["exclusion within permission", [dns("corp.example")], [dns("hr.corp.example")], ["a.hr.corp.example"]],
    ["types no constraint speaks of", [dns("corp.example")], [], ["10.0.0.1", "a@b.test", "https://x.test/"]],
    ["an address inside", [ip("10.0.0.0/8")], [], ["10.255.0.1"]],
    ["an address outside", [ip("10.0.0.0/8")], [], ["11.0.0.1"]],
    ["the other address family", [ip("10.0.0.0/8")], [], ["::1"]],
    ["an IPv6 address inside", [ip("2001:db8::/33")], [], ["2001:db8:7fff::1"]],
    ["an IPv6 address outside", [ip("2001:db8::/33")], [], ["2001:db8:8000::1"]],
    ["an excluded address", [], [ip("10.1.0.0/16")], ["10.1.2.3"]],
    ["a mailbox", [email("a@corp.example")], [], ["a@corp.example"]],
    ["another mailbox", [email("a@corp.example")], [], ["b@corp.example"]],
    ["a mailbox in other case", [email("a@corp.example")], [], ["A@corp.example"]],
    ["mail at a host", [email("corp.example")], [], ["a@corp.example"]],
    ["mail below a host", [email("corp.example")], [], ["a@mail.corp.example"]],
    ["mail in a domain", [email(".corp.example")], [], ["a@mail.corp.example"]],
    ["mail at the domain itself", [email(".corp.example")], [], ["a@corp.example"]],
    ["a URI at a host", [uri("corp.example")], [], ["https://corp.example:8443/x"]],
    ["a URI below a host", [uri("corp.example")], [], ["https://a.corp.example/"]],
    ["a URI in a domain", [uri(".corp.example")], [], ["spiffe://a.corp.example/x"]],
    ["a URI outside", [uri(".corp.example")], [], ["https://evil.test/.corp.example"]],
    [
      "a subject inside",
      [directory({ country: "DE", organization: "Example" })],
      [],
      [],
      { country: "DE", organization: "EXAMPLE", commonName: "x y" },
    ],
    [
      "a subject outside",
      [directory({ country: "DE", organization: "Example" })],
      [],
      [],
      { country: "DE", organization: "Other" },
    ],
    [
      "an excluded subject",
      [],
      [directory({ organization: "Example" })],
      [],
      { organization: "example", commonName: "x" },
    ],
  ])("%s", (_, permitted, excluded, names, subject = names.length ? {} : { commonName: "x" }) => {
    const constraints = { permitted, excluded };
    const ours = nameConstraintViolations(constraints, encodeName(subject), names.map(parseGeneralName));
    expect(opensslAccepts({ constraints, subject, names })).toBe(ours.length === 0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCertificate } from "../certificate";
import { bytesFromHex, integer, octetString, sequence } from "../der";
import { oid } from "../oid";
import { makeCertificate } from "../testdata/openssl";
import { hasTool, openWorkshop, type Workshop } from "../testdata/tool";
import { describeExtension } from "./describe";

const hasOpenssl = hasTool("openssl", "openssl");
let workshop: Workshop;
beforeAll(() => {
  workshop = openWorkshop();
});
afterAll(() => workshop.remove());

describe.skipIf(!hasOpenssl)(
  "extensions of strangers, as OpenSSL writes them, are told in plain words with their source",
  () => {
    it.each<[string, string, RegExp, RegExp]>([
      [
        "policies",
        "certificatePolicies=2.5.29.32.0,2.23.140.1.2.1,1.2.3.4",
        /any policy.*domain validated.*policy 1\.2\.3\.4/s,
        /§4\.2\.1\.4/,
      ],
      [
        "policy constraints",
        "policyConstraints=requireExplicitPolicy:3,inhibitPolicyMapping:0",
        /after 3 more authorities.*mapped from here on/s,
        /§4\.2\.1\.11/,
      ],
      ["policy mappings", "policyMappings=1.2.3:1.2.4", /policy 1\.2\.3 counts as policy 1\.2\.4/, /§4\.2\.1\.5/],
      ["inhibit any policy", "inhibitAnyPolicy=1", /after 1 more authority/, /§4\.2\.1\.14/],
      ["must staple", "tlsfeature=status_request", /must staple/, /RFC 7633/],
      ["the Netscape type", "nsCertType=server,sslCA", /TLS server.*authority for TLS/s, /obsolete/],
      ["the Netscape comment", "nsComment=made by hand", /^made by hand$/, /obsolete/],
      ["freshest CRL", "freshestCRL=URI:http://a.example/delta.crl", /delta\.crl/, /§4\.2\.1\.15/],
    ])("%s", (name, extension, words, source) => {
      const file = name.replaceAll(" ", "-");
      makeCertificate(workshop, { name: file, keyType: "ec-p256", subject: "/CN=x", extensions: [extension] });
      const certificate = parseCertificate(workshop.read(`${file}.der`));
      const described = certificate.extensions.map(describeExtension).find((one) => source.test(one.source));
      expect(described?.text.join("\n")).toMatch(words);
    });
  },
);

describe("what OpenSSL does not write", () => {
  const log = "ab".repeat(32);
  // version 0, log, 2026-11-24T00:00:00Z, no extensions, ECDSA with SHA-256, an empty signature
  const timestamp = `00${log}${(1_795_478_400_000).toString(16).padStart(16, "0")}0000040300 00`.replace(" ", "");
  const list = (entry: string) => {
    const length = (entry.length / 2).toString(16).padStart(4, "0");
    const whole = `${length}${entry}`;
    return octetString(bytesFromHex(`${(whole.length / 2).toString(16).padStart(4, "0")}${whole}`));
  };
  const text = (id: string, value: Uint8Array) =>
    describeExtension({ oid: id, critical: false, value }).text.join("\n");

  it("signed certificate timestamps: which log, when (RFC 6962 §3.2)", () => {
    expect(text(oid.signedCertificateTimestampList, list(timestamp))).toBe(
      "Seen by the log abababababababab… at 2026-11-24T00:00:00.000Z.",
    );
  });

  it("a Windows template and the version of its authority", () => {
    const template = bytesFromHex("06092b0601040182371508");
    expect(text(oid.msTemplate, sequence(template, integer(100), integer(3)))).toContain("version 100.3");
    expect(text(oid.msCaVersion, integer(65537))).toBe("Certificate 1 of its authority, under its key 1.");
  });

  it.each([
    ["timestamps cut off", oid.signedCertificateTimestampList, list(timestamp.slice(0, 60))],
    ["a list whose length is wrong", oid.signedCertificateTimestampList, octetString(bytesFromHex("00ff00"))],
    ["policies that are none", oid.certificatePolicies, integer(1)],
  ])("%s are shown as octets and said to be unreadable", (_, id, value) => {
    expect(text(id, value)).toMatch(/^Cannot be read\..*\n[0-9A-F:]+$/s);
  });
});

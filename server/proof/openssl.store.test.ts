/** Certificates, CRLs and PKCS#12 of every key type, before OpenSSL and what is built on it. */
import { execFile } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyTypes } from "../../lib/pki/algorithm";
import { hasTool, openWorkshop } from "../../lib/pki/testdata/tool";
import { openAuthority, sealPassword, type TestAuthority } from "./authority";
import { goodNames, type Hierarchy, isLegacy, makeHierarchies } from "./hierarchies";

const hasOpenssl = hasTool("openssl", "openssl");
const hasCertool = hasTool("certtool", "gnutls-bin");
const hasJava = hasTool("java", "default-jdk-headless");
const hasNss = hasTool("certutil", "libnss3-tools") && hasTool("crlutil", "libnss3-tools");
const workshop = openWorkshop();
let authority: TestAuthority;
let hierarchies: Hierarchy[];
const of = (keyType: string): Hierarchy => hierarchies.find((one) => one.keyType === keyType)!;

beforeAll(async () => {
  if (!hasOpenssl) return;
  authority = await openAuthority();
  hierarchies = await makeHierarchies(authority, workshop);
}, 120_000);
afterAll(async () => {
  await authority?.close();
  workshop.remove();
});

const verify = (keyType: string, leaf: string, purpose: string) =>
  workshop.run(
    ...(["openssl", "verify", "-x509_strict", "-purpose", purpose, "-crl_check_all"] as const),
    ...["-CAfile", `${keyType}-root.pem`, "-untrusted", `${keyType}-issuing.pem`],
    ...["-CRLfile", `${keyType}-crls.pem`, `${keyType}-${leaf}.pem`],
  );

describe.skipIf(!hasOpenssl).each(keyTypes)("authorities with keys of type %s", (keyType) => {
  it.each(["sslserver", "sslclient"])(
    "openssl accepts what they issued, strictly and with every CRL: %s",
    (purpose) => {
      expect(verify(keyType, "good", purpose)).toBe(`${keyType}-good.pem: OK\n`);
    },
  );
  it("openssl refuses what they revoked, and for no other reason", () => {
    expect(() => verify(keyType, "revoked", "sslclient")).toThrow("error 23 at 0 depth lookup: certificate revoked");
    const unchecked = ["-CAfile", `${keyType}-root.pem`, "-untrusted", `${keyType}-issuing.pem`];
    const files = [...unchecked, "-purpose", "sslclient", `${keyType}-revoked.pem`];
    expect(workshop.run("openssl", "verify", "-x509_strict", ...files)).toContain("OK");
  });
  it("openssl refuses a client's certificate for a server", () => {
    expect(() => verify(keyType, "revoked", "sslserver")).toThrow("unsuitable certificate purpose");
  });
  it("openssl reads the CRLs, and they are signed by the authorities they name", () => {
    for (const which of ["issuing", "root"]) {
      const file = ["-inform", "DER", "-in", `${keyType}-${which}.crl`, "-CAfile", `${keyType}-${which}.pem`];
      const text = workshop.run("openssl", "crl", ...file, "-verify", "-noout", "-text");
      expect(text).toContain("verify OK");
      expect(text).toContain(which === "root" ? "No Revoked Certificates." : "Key Compromise");
    }
  });
  it("the certificate carries the CSR's names and nothing that lets it sign", () => {
    const text = workshop.run("openssl", "x509", "-in", `${keyType}-good.pem`, "-noout", "-text");
    const names = goodNames.map((name) =>
      name.replace("IP:", "IP Address:").replace("2001:db8::1", "2001:DB8:0:0:0:0:0:1"),
    );
    expect(text).toContain(names.join(", "));
    expect(text).toContain("CA:FALSE");
    expect(text).not.toMatch(/Certificate Sign|CRL Sign|Any Extended/);
    expect(text).toContain(`URI:${authority.validationUrl}/crl/${of(keyType).issuingId}.crl`);
    expect(text).toContain(`CA Issuers - URI:${authority.validationUrl}/ca/${of(keyType).issuingId}.cer`);
  });
  it("the key is that of the CSR, and openssl signs and verifies with the pair", () => {
    workshop.write("message", "hello");
    const key = `${keyType}-good.key`;
    workshop.run("openssl", "x509", "-in", `${keyType}-good.pem`, "-noout", "-pubkey", "-out", "public.pem");
    workshop.run("openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", "message", "-out", "signature");
    const pair = ["-pubin", "-inkey", "public.pem", "-in", "message", "-sigfile", "signature"];
    expect(workshop.run("openssl", "pkeyutl", "-verify", "-rawin", ...pair)).toContain(
      "Signature Verified Successfully",
    );
  });
  it("the PKCS#12 sealed on the server opens in openssl with the password, and with no other", () => {
    const legacy = isLegacy(of(keyType)) ? ["-legacy"] : [];
    const open = (password: string) =>
      workshop.run(
        "openssl",
        "pkcs12",
        ...legacy,
        "-in",
        `${keyType}-revoked.p12`,
        "-passin",
        `pass:${password}`,
        "-nodes",
      );
    const text = open(sealPassword);
    expect(text).toContain("PRIVATE KEY");
    // Itself, the issuing authority and the root.
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    workshop.write("opened.pem", text);
    const publicOf = (...argv: string[]) => workshop.run("openssl", ...argv, "-pubout");
    expect(publicOf("pkey", "-in", "opened.pem")).toBe(
      workshop.run("openssl", "x509", "-in", `${keyType}-revoked.pem`, "-noout", "-pubkey"),
    );
    expect(() => open("another-password")).toThrow("invalid password");
  });
  it("node:crypto finds issuer, names and signature right", () => {
    const { good, issuingPem, rootPem } = of(keyType);
    const [leaf, issuing, root] = [good.pem, issuingPem, rootPem].map((pem) => new X509Certificate(pem)) as [
      X509Certificate,
      X509Certificate,
      X509Certificate,
    ];
    expect(leaf.verify(issuing.publicKey) && issuing.verify(root.publicKey) && root.verify(root.publicKey)).toBe(true);
    expect(leaf.checkIssued(issuing) && issuing.checkIssued(root)).toBe(true);
    expect([leaf.ca, issuing.ca, root.ca]).toEqual([false, true, true]);
    expect(leaf.checkHost("web.corp.example")).toBe("web.corp.example");
    expect(leaf.checkHost("a.apps.corp.example")).toBe("*.apps.corp.example");
    expect(leaf.checkHost("corp.example")).toBeUndefined();
    expect([leaf.checkIP("10.0.0.1"), leaf.checkIP("10.0.0.2")]).toEqual(["10.0.0.1", undefined]);
    expect(leaf.serialNumber.toLowerCase()).toBe(good.certificate.serial);
  });
});

describe.skipIf(!hasOpenssl || !hasCertool).each(keyTypes)("GnuTLS, with authorities of type %s", (keyType) => {
  const chain = (leaf: string) => {
    const { issuingPem, rootPem } = of(keyType);
    workshop.write("chain.pem", Buffer.from(workshop.read(`${keyType}-${leaf}.pem`)).toString() + issuingPem + rootPem);
    const trust = ["--load-ca-certificate", `${keyType}-root.pem`, "--load-crl", `${keyType}-crls.pem`];
    return workshop.run("certtool", "--verify", ...trust, "--infile", "chain.pem");
  };
  it("accepts the good certificate and refuses the revoked one", () => {
    expect(chain("good")).toContain("Chain verification output: Verified.");
    expect(() => chain("revoked")).toThrow("revoked");
  });
  it("reads the CRL and its signature", () => {
    const file = ["--infile", `${keyType}-issuing-crl.pem`];
    expect(workshop.run("certtool", "--crl-info", ...file)).toContain("Revoked certificates (1)");
    const trust = ["--load-ca-certificate", `${keyType}-issuing.pem`];
    expect(workshop.run("certtool", "--verify-crl", ...file, ...trust)).toContain("Verified");
  });
});

/** It fetches over HTTP from this very process, which therefore must not wait for it by blocking. */
const run = promisify(execFile);

describe.skipIf(!hasOpenssl || !hasJava)("the JDK, with CRLs fetched from where the certificates say", () => {
  it("accepts every good certificate and refuses every revoked one, for every key type", async () => {
    const source = fileURLToPath(new URL("testdata/ValidatePaths.java", import.meta.url));
    const paths = hierarchies.flatMap(({ keyType }) =>
      ["good", "revoked"].map((leaf) => `${keyType}-root.pem,${keyType}-issuing.pem,${keyType}-${leaf}.pem`),
    );
    const { stdout } = await run("java", [source, ...paths], { cwd: workshop.path(".") });
    const answers = stdout
      .trim()
      .split("\n")
      .map((line) => line.replace(/revocation date.*/, "…"));
    expect(answers).toEqual(
      hierarchies.flatMap(({ keyType }) => [
        `${keyType}-good.pem OK`,
        `${keyType}-revoked.pem REVOKED at 0: Certificate has been revoked, reason: KEY_COMPROMISE, …`,
      ]),
    );
  });
});

// Debian 12's NSS knows no Ed25519 certificates; the wizard says so.
const nssKnows = (keyType: string) => keyType !== "ed25519";

describe.skipIf(!hasOpenssl || !hasNss).each(keyTypes.filter(nssKnows))(
  "NSS, with authorities of type %s",
  (keyType) => {
    const database = ["-d", `sql:${keyType}-nss`];
    const add = (name: string, trust: string) =>
      workshop.run("certutil", "-A", ...database, "-n", name, "-t", trust, "-i", `${keyType}-${name}.pem`);
    const verify = (name: string, use: string) => workshop.run("certutil", "-V", ...database, "-n", name, "-u", use);

    it("accepts the good certificate for client and server, and refuses the revoked one", () => {
      mkdirSync(workshop.path(`${keyType}-nss`));
      workshop.run("certutil", "-N", ...database, "--empty-password");
      add("root", "CT,,");
      add("issuing", ",,");
      for (const which of ["root", "issuing"])
        workshop.run("crlutil", "-I", ...database, "-i", `${keyType}-${which}.crl`);
      const { goodKeyType, revokedKeyType } = of(keyType);
      if (nssKnows(goodKeyType)) {
        add("good", ",,");
        for (const use of ["C", "V"]) expect(verify("good", use)).toBe("certutil: certificate is valid\n");
      }
      if (nssKnows(revokedKeyType)) {
        add("revoked", ",,");
        expect(() => verify("revoked", "C")).toThrow("Certificate has been revoked");
      }
    });
  },
);

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomOctets } from "./private-key";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop } from "./testdata/tool";
import { createJksTruststore, createPkcs12Truststore } from "./truststore";

const workshop = openWorkshop();
afterAll(() => workshop.remove());
const password = "changeit";

beforeAll(() => {
  const root = {
    name: "one",
    keyType: "ec-p256",
    subject: "/CN=Root one",
    extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"],
  } as const;
  makeCertificate(workshop, root);
  makeCertificate(workshop, { ...root, name: "two", keyType: "rsa-2048", subject: "/CN=Root two" });
  const input = {
    entries: ["one", "two"].map((name) => ({ alias: `Root-${name}`, certificateDer: workshop.read(`${name}.der`) })),
    password,
  };
  workshop.write("trust.p12", createPkcs12Truststore({ ...input, randomBytes: randomOctets }));
  workshop.write("trust.jks", createJksTruststore({ ...input, createdAt: new Date("2026-11-24T07:00:00Z") }));
}, 60_000);

describe.skipIf(!hasTool("keytool", "default-jdk-headless"))("a JDK finds trusted certificates, and no key", () => {
  const list = (file: string, word: string, ...more: string[]) =>
    workshop.run("env", "LC_ALL=C", "TZ=UTC", "keytool", "-list", "-keystore", file, "-storepass", word, ...more);

  it.each([
    ["trust.p12", "PKCS12"],
    ["trust.jks", "JKS"],
  ])(
    "%s",
    (file, type) => {
      const text = list(file, password);
      expect(text).toContain(`Keystore type: ${type}`);
      expect(text).toContain("Your keystore contains 2 entries");
      expect(text).toMatch(/root-one, .*trustedCertEntry/);
      expect(text).toMatch(/root-two, .*trustedCertEntry/);
      expect(list(file, password, "-rfc").match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    },
    60_000,
  );

  it.each(["trust.p12", "trust.jks"])(
    "%s does not open under another password",
    (file) => {
      expect(() => list(file, "changeme")).toThrow(/password was incorrect|Integrity check failed/);
    },
    60_000,
  );

  it("the JKS says when its entries were made", () => {
    expect(list("trust.jks", password)).toContain("root-one, Nov 24, 2026, trustedCertEntry");
  }, 60_000);

  it.skipIf(!hasTool("javac", "default-jdk-headless"))(
    "and PKIX validation takes them as anchors",
    () => {
      workshop.write(
        "Anchors.java",
        `import java.io.*; import java.security.*; import java.security.cert.*;
         public class Anchors { public static void main(String[] files) throws Exception {
           for (String file : files) {
             KeyStore store = KeyStore.getInstance(new File(file), "${password}".toCharArray());
             System.out.println(file + " " + new PKIXParameters(store).getTrustAnchors().size());
           } } }`,
      );
      const text = workshop.run("java", "Anchors.java", "trust.p12", "trust.jks");
      expect(text).toContain("trust.p12 2");
      expect(text).toContain("trust.jks 2");
    },
    90_000,
  );
});

describe("other tools open the PKCS#12 trust store", () => {
  it("OpenSSL, which names the mark that Java wants", () => {
    const text = workshop.run(
      "openssl",
      "pkcs12",
      "-in",
      "trust.p12",
      "-nokeys",
      "-info",
      "-passin",
      `pass:${password}`,
    );
    expect(text.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(2);
    expect(text).toMatch(/2\.16\.840\.1\.113894\.746875\.1\.1|Trusted key usage \(Oracle\)/);
    expect(text).toMatch(/MAC: sha256, Iteration 10000/);
  });

  it.skipIf(!hasTool("pk12util", "libnss3-tools"))("NSS", () => {
    workshop.write("password", password);
    const text = workshop.run("pk12util", "-l", "trust.p12", "-w", "password");
    expect(text).toContain("root-one");
    expect(text).toMatch(/CN=Root two/);
  });
});

describe("what cannot be a trust store is refused", () => {
  const one = { alias: "a", certificateDer: Uint8Array.of(0x30, 0) };
  const make = { createdAt: new Date(0), randomBytes: randomOctets, password };
  it.each([createPkcs12Truststore, createJksTruststore])("%o", (create) => {
    expect(() => create({ ...make, entries: [] })).toThrow(TypeError);
    expect(() => create({ ...make, entries: [one, { ...one, alias: "A" }] })).toThrow(/share an alias/);
    expect(() => create({ ...make, entries: [one], password: "" })).toThrow(/password is needed/);
  });
  it("an alias that Java’s own encoding would write otherwise", () => {
    expect(() => createJksTruststore({ ...make, entries: [{ ...one, alias: "a😀" }] })).toThrow(TypeError);
  });
});

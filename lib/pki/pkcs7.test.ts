import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodePem } from "./pem";
import { createPkcs7, pkcs7Label } from "./pkcs7";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
const names = ["leaf", "issuing", "root"];

beforeAll(() => {
  const root = { name: "root", keyType: "ec-p256", subject: "/CN=P7 root", extensions: authority } as const;
  makeCertificate(workshop, root);
  makeCertificate(workshop, { ...root, name: "issuing", subject: "/CN=P7 issuing", issuer: "root" });
  makeCertificate(workshop, {
    ...root,
    name: "leaf",
    subject: "/CN=P7 leaf",
    extensions: ["basicConstraints=CA:FALSE"],
    issuer: "issuing",
  });
  const der = createPkcs7(names.map((name) => workshop.read(`${name}.der`)));
  workshop.write("chain.p7b", der);
  workshop.write("chain-pem.p7b", encodePem(pkcs7Label, der));
}, 60_000);

describe("a PKCS#7 file holds every certificate of the chain", () => {
  it.each([
    ["DER", "chain.p7b"],
    ["PEM", "chain-pem.p7b"],
  ])("for OpenSSL, in %s", (form, file) => {
    const text = workshop.run("openssl", "pkcs7", "-inform", form, "-in", file, "-print_certs");
    const found = (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
      (pem) => new X509Certificate(pem).subject,
    );
    expect(found.sort()).toEqual(["CN=P7 issuing", "CN=P7 leaf", "CN=P7 root"]);
  });

  it("for OpenSSL’s CMS reader, which minds the version and the empty sets", () => {
    const text = workshop.run("openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "chain.p7b");
    expect(text).toMatch(/version: 1\n\s+digestAlgorithms:\n\s+<ABSENT>|<EMPTY>/);
  });

  it("the same bytes in whatever order the certificates come (X.690 §11.6)", () => {
    const [leaf, issuing, root] = names.map((name) => workshop.read(`${name}.der`)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    expect(createPkcs7([root, leaf, issuing])).toEqual(createPkcs7([leaf, issuing, root]));
  });

  it("what OpenSSL makes of the same certificates, but for their order", () => {
    const files = names.flatMap((name) => ["-certfile", `${name}.pem`]);
    workshop.run("openssl", "crl2pkcs7", "-nocrl", ...files, "-outform", "DER", "-out", "theirs.p7b");
    const sorted = (name: string) => workshop.read(name).toSorted();
    expect(sorted("chain.p7b")).toEqual(sorted("theirs.p7b"));
  });

  it.skipIf(!hasTool("keytool", "default-jdk-headless"))(
    "for a JDK",
    () => {
      const text = workshop.run("env", "LC_ALL=C", "keytool", "-printcert", "-file", "chain-pem.p7b");
      for (const name of ["root", "issuing", "leaf"]) expect(text).toContain(`Owner: CN=P7 ${name}`);
    },
    60_000,
  );
});

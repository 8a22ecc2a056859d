/** The browser's part and the server's together: key, CSR and PKCS#12 made where the person sits, the certificate here. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { algorithms, keyTypes } from "../../lib/pki/algorithm";
import { exportPkcs8, generateKeyPair } from "../../lib/pki/browser-key";
import { parseCertificate } from "../../lib/pki/certificate";
import { createCsr } from "../../lib/pki/csr";
import { parseGeneralName } from "../../lib/pki/general-name";
import { encodePem } from "../../lib/pki/pem";
import { createPkcs12 } from "../../lib/pki/pkcs12";
import { hasTool, openWorkshop } from "../../lib/pki/testdata/tool";
import { openAuthority, sealPassword, type TestAuthority } from "./authority";

const hasOpenssl = hasTool("openssl", "openssl");
const workshop = openWorkshop();
let at: TestAuthority;
beforeAll(async () => {
  at = await openAuthority();
  workshop.write("root.pem", at.root.certificatePem);
});
afterAll(async () => {
  await at?.close();
  workshop.remove();
});

const subject = { country: "DE", organization: "Müller & Söhne", commonName: "web.corp.example" };
const names = ["web.corp.example", "10.0.0.1"];

// Larger RSA keys take seconds to make and differ in length alone; the core's own tests have them.
const quick = keyTypes.filter((keyType) => algorithms[keyType].family !== "rsa" || keyType === "rsa-2048");

describe.skipIf(!hasOpenssl).each(quick)("a key of type %s that never leaves the browser", (keyType) => {
  it("openssl verifies the CSR, the certificate, and the PKCS#12 they are packed in", async () => {
    const keyPair = await generateKeyPair(keyType);
    const der = await createCsr({ subject, names: names.map(parseGeneralName), keyPair, keyType });
    const csr = encodePem("CERTIFICATE REQUEST", der);
    workshop.write("request.pem", csr);
    const read = workshop.run(
      "openssl",
      "req",
      "-in",
      "request.pem",
      "-verify",
      "-noout",
      "-subject",
      "-nameopt",
      "utf8",
    );
    expect(read).toContain("verify OK");
    expect(read).toContain("Müller & Söhne");

    const issued = await at.issue({ profileId: "peer", key: { source: "browser", csr } });
    expect(issued.sealedKey).toBeNull();
    expect(issued.certificate.names).toEqual(["dns:web.corp.example", "ip:10.0.0.1"]);
    const pkcs12 = await createPkcs12({
      pkcs8Der: await exportPkcs8(keyPair),
      certificates: [issued.pem, ...issued.chainPem].map((pem) => parseCertificate(pem).der),
      friendlyName: issued.certificate.name,
      password: sealPassword,
      variant: algorithms[keyType].family === "rsa" ? "legacy" : "modern",
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    });
    workshop.write("packed.p12", pkcs12);
    const unpack = (...what: string[]) =>
      workshop.run("openssl", "pkcs12", "-in", "packed.p12", "-passin", `pass:${sealPassword}`, "-nodes", ...what);
    workshop.write("leaf.pem", unpack("-clcerts", "-nokeys"));
    workshop.write("chain.pem", unpack("-cacerts", "-nokeys"));
    workshop.write("key.pem", unpack("-nocerts"));
    const trust = ["-CAfile", "root.pem", "-untrusted", "chain.pem"];
    for (const purpose of ["sslserver", "sslclient"])
      expect(workshop.run("openssl", "verify", "-x509_strict", "-purpose", purpose, ...trust, "leaf.pem")).toContain(
        "OK",
      );
    expect(workshop.run("openssl", "pkey", "-in", "key.pem", "-pubout")).toBe(
      workshop.run("openssl", "x509", "-in", "leaf.pem", "-noout", "-pubkey"),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPrivateKey, readForeign } from "./foreign";
import { lintForeignCertificate, lintForeignCrl } from "./lint/foreign";
import { buildPath, checkPath } from "./path";
import { webCryptoVerify } from "./signature";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop, type Workshop } from "./testdata/tool";
import { usageSentences } from "./usage-sentences";

const hasOpenssl = hasTool("openssl", "openssl");
let workshop: Workshop;
const text = (name: string) => new TextDecoder().decode(workshop.read(name));
const kinds = (input: string | Uint8Array) =>
  readForeign(input).map((item) => (item.kind === "other" ? item.what : item.kind));

beforeAll(() => {
  workshop = openWorkshop();
  if (!hasOpenssl) return;
  const ca = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  makeCertificate(workshop, { name: "root", keyType: "ec-p256", subject: "/CN=Root", extensions: ca });
  makeCertificate(workshop, { name: "other", keyType: "ec-p256", subject: "/CN=Root", extensions: ca });
  makeCertificate(workshop, {
    name: "sub",
    keyType: "ec-p256",
    subject: "/CN=Sub",
    extensions: [...ca, "nameConstraints=critical,permitted;DNS:corp.example"],
    issuer: "root",
  });
  const web = [
    "subjectAltName=DNS:web.corp.example",
    "extendedKeyUsage=serverAuth",
    "basicConstraints=critical,CA:FALSE",
  ];
  makeCertificate(workshop, {
    name: "leaf",
    keyType: "rsa-2048",
    subject: "/CN=web.corp.example",
    extensions: web,
    issuer: "sub",
  });
  makeCertificate(workshop, {
    name: "stray",
    keyType: "ec-p256",
    subject: "/CN=x",
    extensions: ["subjectAltName=DNS:web.other.example", "basicConstraints=critical,CA:FALSE"],
    issuer: "sub",
  });
  workshop.run("openssl", "req", "-new", "-key", "leaf.key", "-subj", "/CN=x", "-out", "leaf.csr");
  workshop.write("index.txt", "");
  workshop.write("ca.cnf", "[ca]\ndefault_ca=x\n[x]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=3\n");
  workshop.run(
    "openssl",
    "ca",
    "-gencrl",
    "-config",
    "ca.cnf",
    "-cert",
    "root.pem",
    "-keyfile",
    "root.key",
    "-out",
    "root.crl",
  );
  workshop.run(
    "openssl",
    "crl2pkcs7",
    "-in",
    "root.crl",
    "-certfile",
    "leaf.pem",
    "-certfile",
    "root.pem",
    "-out",
    "bundle.p7b",
  );
  workshop.run(
    "openssl",
    "pkcs12",
    "-export",
    "-inkey",
    "leaf.key",
    "-in",
    "leaf.pem",
    "-passout",
    "pass:x",
    "-out",
    "leaf.p12",
  );
  workshop.run("openssl", "x509", "-in", "leaf.pem", "-trustout", "-addtrust", "serverAuth", "-out", "trusted.pem");
  workshop.run(
    "openssl",
    "cms",
    "-sign",
    "-in",
    "ca.cnf",
    "-signer",
    "leaf.pem",
    "-inkey",
    "leaf.key",
    "-stream",
    "-outform",
    "DER",
    "-out",
    "streamed.cms",
  );
});
afterAll(() => workshop.remove());

describe.skipIf(!hasOpenssl)("what is dropped is told apart by its shape", () => {
  it.each<[string, () => string | Uint8Array, string[]]>([
    ["a certificate in DER", () => workshop.read("leaf.der"), ["certificate"]],
    [
      "a certificate in base64 without lines",
      () => Buffer.from(workshop.read("leaf.der")).toString("base64"),
      ["certificate"],
    ],
    ["a chain in PEM", () => text("leaf.pem") + text("sub.pem"), ["certificate", "certificate"]],
    ["a request", () => text("leaf.csr"), ["csr"]],
    ["a CRL", () => text("root.crl"), ["crl"]],
    [
      "everything in one text",
      () => text("leaf.pem") + text("leaf.csr") + text("root.crl"),
      ["certificate", "csr", "crl"],
    ],
    ["PKCS#7", () => text("bundle.p7b"), ["certificate", "certificate", "crl"]],
    ["CMS with lengths left open", () => workshop.read("streamed.cms"), ["certificate"]],
    ["PKCS#12", () => workshop.read("leaf.p12"), ["pkcs12"]],
    ["OpenSSL’s trusted certificate", () => text("trusted.pem"), ["certificate"]],
    ["a certificate with an octet missing inside", () => brokenPem(), ["certificate"]],
  ])("%s", (_, input, expected) => {
    expect(kinds(input())).toEqual(expected);
  });

  it.each([
    [
      "two octets behind a certificate",
      () => Buffer.concat([workshop.read("leaf.der"), Buffer.alloc(2)]),
      /bytes follow/,
    ],
    ["a length that promises more", () => Buffer.from("3084ffffffff020101", "hex"), /not valid DER/],
    ["DER of something else", () => Buffer.from("3003020101", "hex"), /shape of nothing/],
  ])("%s: why it is not decoded", (_, input, problem) => {
    expect(readForeign(input())).toMatchObject([{ kind: "other", problem: expect.stringMatching(problem) }]);
  });

  const brokenPem = () => {
    const der = Uint8Array.from(workshop.read("leaf.der"));
    der[20] = 0xff;
    return der;
  };
});

describe.skipIf(!hasOpenssl)("a private key is refused, in whatever form and company", () => {
  it.each<[string, () => string | Uint8Array]>([
    ["PEM beside its certificate", () => text("leaf.pem") + text("leaf.key")],
    ["PKCS#8 in DER", () => workshop.read("leaf.p8")],
    ["RSA of the old kind in DER", () => converted("rsa", "leaf.key")],
    ["EC of the old kind in DER", () => converted("ec", "root.key")],
    ["encrypted", () => encrypted()],
    ["base64 alone", () => Buffer.from(workshop.read("leaf.p8")).toString("base64")],
    ["a JSON Web Key", () => '{"kty":"EC","crv":"P-256","x":"a","y":"b","d":"c"}'],
    ["PuTTY", () => "PuTTY-User-Key-File-3: ssh-ed25519\n"],
  ])("%s", (_, input) => {
    let refusal: unknown;
    try {
      readForeign(input());
    } catch (error) {
      refusal = error;
    }
    expect(isPrivateKey(refusal)).toBe(true);
  });

  function converted(kind: "rsa" | "ec", key: string): Uint8Array {
    workshop.run(
      "openssl",
      kind,
      "-in",
      key,
      "-outform",
      "DER",
      "-out",
      `${kind}.der`,
      ...(kind === "rsa" ? ["-traditional"] : []),
    );
    return workshop.read(`${kind}.der`);
  }
  function encrypted(): Uint8Array {
    workshop.run(
      "openssl",
      "pkcs8",
      "-topk8",
      "-in",
      "leaf.key",
      "-passout",
      "pass:x",
      "-outform",
      "DER",
      "-out",
      "encrypted.p8",
    );
    return workshop.read("encrypted.p8");
  }
});

describe("what is none of these is called by its name", () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ["nothing", "  ", /empty/],
    ["an SSH key", "ssh-ed25519 AAAA", /SSH/],
    ["JSON", '{"a":1}', /JSON/],
    ["a web page", "<html>", /HTML/],
    ["a Java key store", Uint8Array.of(0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2), /JKS/],
    ["a ZIP archive", Uint8Array.of(0x50, 0x4b, 0x03, 0x04), /ZIP/],
    ["octets of no kind", Uint8Array.of(0x00, 0xff), /neither PEM nor DER/],
    ["a block that does not end", "-----BEGIN CERTIFICATE-----\nAAAA", /END/],
  ])("%s", (_, input, words) => {
    expect(() => readForeign(input)).toThrow(words);
  });

  it("too much is refused unread", () => {
    expect(() => readForeign(new Uint8Array(17 * 1024 * 1024))).toThrow(/16 MiB/);
  });
});

const certificate = (name: string) => {
  const [item] = readForeign(workshop.read(`${name}.der`));
  if (item?.kind !== "certificate") throw new Error(`${name} is no certificate`);
  return item.certificate;
};

describe.skipIf(!hasOpenssl)("the path of a stranger’s certificate", () => {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000);
  const bad = async (leaf: string, others: string[], at = later(1)) => {
    const path = await buildPath(certificate(leaf), others.map(certificate), webCryptoVerify);
    const checks = await checkPath(path, at, webCryptoVerify);
    return checks.filter(({ result }) => result !== "good").map(({ text: sentence }) => sentence);
  };

  it("holds from leaf to root, and picks of two roots with one name the one that signed", async () => {
    expect(await bad("leaf", ["other", "root", "sub"])).toEqual([]);
  });

  it.each<[string, () => Promise<string[]>, RegExp]>([
    ["an issuer that is missing", () => bad("leaf", []), /not at hand/],
    ["a name outside the constraints", () => bad("stray", ["sub", "root"]), /not among what is permitted/],
    ["the dates", () => bad("leaf", ["sub", "root"], later(100)), /Expired/],
    ["a root with the name but another key", () => bad("sub", ["other"]), /did not make its signature|not at hand/],
  ])("%s", async (_, found, words) => {
    expect((await found()).join("\n")).toMatch(words);
  });
});

describe.skipIf(!hasOpenssl)("the rules run over what others made", () => {
  it("without its issuer, leaving out those that ask for it", () => {
    const alone = lintForeignCertificate(certificate("leaf"));
    const known = lintForeignCertificate(certificate("leaf"), [certificate("sub"), certificate("root")]);
    expect(alone).toMatchObject({ purpose: "leaf" });
    expect(alone.rulesSkipped).toBeGreaterThan(0);
    expect(known.rulesSkipped).toBe(0);
    expect(JSON.stringify(alone.findings)).not.toContain("fault in Countersign");
  });

  it("a root, an authority below it, and a CRL", () => {
    expect(lintForeignCertificate(certificate("root"))).toMatchObject({ purpose: "root", rulesSkipped: 0 });
    expect(lintForeignCertificate(certificate("sub"), [certificate("root")])).toMatchObject({ purpose: "issuing" });
    const [crl] = readForeign(workshop.read("root.crl"));
    if (crl?.kind !== "crl") throw new Error("no CRL");
    expect(lintForeignCrl(crl.crl, certificate("root"))).toMatchObject({ purpose: "crl", rulesSkipped: 0 });
  });

  it("who may use it, in sentences", () => {
    const said = (name: string) =>
      usageSentences(certificate(name))
        .map(({ text: sentence }) => sentence)
        .join(" ");
    expect(said("leaf")).toContain("connect to web.corp.example");
    expect(said("leaf")).toContain("No TLS server accepts it from a client.");
    expect(said("sub")).toContain("only names in dns:corp.example");
    expect(said("stray")).toContain("names no purpose");
  });
});

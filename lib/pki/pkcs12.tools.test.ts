import { createPrivateKey } from "node:crypto";
import { createSecureContext } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type KeyType, keyTypes } from "./algorithm";
import { bytesFromHex, hexFromBytes } from "./der";
import { bmpPassword, passwordFindings } from "./password";
import { createPkcs12, type Pkcs12Input } from "./pkcs12";
import { derivePkcs12 } from "./pkcs12-kdf";
import { encryptPkcs8, randomOctets } from "./private-key";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
const password = "correct horse";
const variants = ["modern", "legacy"] as const;

beforeAll(() => {
  const root = { name: "root", keyType: "ec-p256", subject: "/CN=PKCS12 root", extensions: authority } as const;
  makeCertificate(workshop, root);
  makeCertificate(workshop, { ...root, name: "issuing", subject: "/CN=PKCS12 issuing", issuer: "root" });
  for (const keyType of keyTypes) {
    const extensions = ["basicConstraints=CA:FALSE"];
    makeCertificate(workshop, {
      name: keyType,
      keyType,
      subject: `/CN=leaf ${keyType}`,
      extensions,
      issuer: "issuing",
    });
  }
}, 60_000);

const input = (keyType: KeyType, change: Partial<Pkcs12Input> = {}): Pkcs12Input => ({
  pkcs8Der: workshop.read(`${keyType}.p8`),
  certificates: [keyType, "issuing", "root"].map((name) => workshop.read(`${name}.der`)),
  friendlyName: `leaf ${keyType}`,
  password,
  variant: "modern",
  randomBytes: randomOctets,
  ...change,
});

const write = async (keyType: KeyType, change: Partial<Pkcs12Input> = {}) =>
  workshop.write("bag.p12", await createPkcs12(input(keyType, change)));

const sameKey = (pem: string, keyType: KeyType) =>
  createPrivateKey(pem.slice(pem.indexOf("-----BEGIN PRIVATE KEY-----"))).equals(
    createPrivateKey(Buffer.from(workshop.read(`${keyType}.key`))),
  );

describe.each(variants)("OpenSSL reads a %s file, key and chain", (variant) => {
  it.each(keyTypes)("%s", async (keyType) => {
    await write(keyType, { variant });
    const text = workshop.run("openssl", "pkcs12", "-in", "bag.p12", "-noenc", "-info", "-passin", `pass:${password}`);
    expect(text.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
    expect(text.match(/localKeyID/g)).toHaveLength(2);
    expect(text.match(new RegExp(`friendlyName: leaf ${keyType}`, "g"))).toHaveLength(2);
    expect(text).toMatch(variant === "modern" ? /MAC: sha256, Iteration 100000/ : /MAC: sha1, Iteration 10000/);
    expect(text).toMatch(
      variant === "modern" ? /PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256/ : /3-KeyTripleDES-CBC/,
    );
    expect(sameKey(text, keyType)).toBe(true);
  });
});

describe("a password of any script opens the file", () => {
  const passwords = ["pässwörd", "пароль", "パスワード", "a😀b", "with 'quotes' \" and $dollar"];
  describe.each(variants)("%s", (variant) => {
    it.each(passwords)("%s", async (unicode) => {
      await write("ec-p256", { variant, password: unicode, friendlyName: "Käthe 😀" });
      const text = workshop.run("openssl", "pkcs12", "-in", "bag.p12", "-noenc", "-passin", `pass:${unicode}`);
      expect(sameKey(text, "ec-p256")).toBe(true);
    });
  });
});

describe.skipIf(!hasTool("keytool", "openjdk-17-jdk-headless"))("a JDK lists the entry with its whole chain", () => {
  describe.each(variants)(
    "%s",
    (variant) => {
      it.each<KeyType>(["ec-p256", "ec-p521", "rsa-2048", "ed25519"])("%s", async (keyType) => {
        await write(keyType, { variant });
        const storage = ["-storetype", "PKCS12", "-keystore", "bag.p12", "-storepass", password];
        const text = workshop.run("env", "LC_ALL=C", "keytool", "-list", "-v", ...storage);
        expect(text).toContain(`Alias name: leaf ${keyType}`);
        expect(text).toContain("Entry type: PrivateKeyEntry");
        expect(text).toContain("Certificate chain length: 3");
      });
    },
    60_000,
  );
});

describe.skipIf(!hasTool("certtool", "gnutls-bin"))("GnuTLS reads key and chain", () => {
  describe.each(variants)("%s", (variant) => {
    it.each<KeyType>(["ec-p256", "ec-p384", "rsa-3072", "ed25519"])("%s", async (keyType) => {
      await write(keyType, { variant });
      const read = ["--p12-info", "--inder", "--infile", "bag.p12", "--password", password];
      const text = workshop.run("certtool", ...read);
      expect(text.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(3);
      expect(text).toMatch(/-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/);
    });
  });
});

describe.skipIf(!hasTool("pk12util", "libnss3-tools"))("NSS imports key and chain", () => {
  beforeAll(() => workshop.run("certutil", "-N", "-d", `sql:${workshop.path(".")}`, "--empty-password"));
  describe.each(variants)("%s", (variant) => {
    it.each<KeyType>(["ec-p256", "ec-p521", "rsa-4096"])("%s", async (keyType) => {
      await write(keyType, { variant, password: "pässwörd" });
      const database = `sql:${workshop.path(".")}`;
      workshop.write("password", "pässwörd");
      workshop.run("pk12util", "-i", "bag.p12", "-d", database, "-w", "password");
      expect(workshop.run("certutil", "-L", "-d", database)).toMatch(new RegExp(`leaf ${keyType}.*u,u,u`));
      expect(workshop.run("certutil", "-K", "-d", database)).toContain(`leaf ${keyType}`);
    });
  });
});

const python = hasTool("python3", "python3-cryptography", "-c", "import cryptography");
describe.skipIf(!python)("Python’s cryptography reads key and chain", () => {
  const script = [
    "import sys",
    "from cryptography.hazmat.primitives.serialization import pkcs12",
    "p = pkcs12.load_pkcs12(open('bag.p12', 'rb').read(), sys.argv[1].encode())",
    "print(p.key is not None, p.cert.friendly_name.decode(), len(p.additional_certs))",
  ].join("\n");
  it.each(variants)("%s", async (variant) => {
    await write("ec-p384", { variant, password: "pässwörd" });
    expect(workshop.run("env", "PYTHONUTF8=1", "python3", "-c", script, "pässwörd")).toContain("True leaf ec-p384 2");
  });
});

describe("Node’s TLS takes the file as it is", () => {
  describe.each(variants)("%s", (variant) => {
    it.each<KeyType>(["ec-p256", "rsa-2048", "ed25519"])("%s", async (keyType) => {
      const pfx = Buffer.from(await createPkcs12(input(keyType, { variant, password: "pässwörd" })));
      expect(() => createSecureContext({ pfx, passphrase: "pässwörd" })).not.toThrow();
      expect(() => createSecureContext({ pfx, passphrase: "passwörd" })).toThrow();
    });
  });
});

it("without a name the file has none, and still belongs together by localKeyID", async () => {
  await write("ec-p256", { friendlyName: "", variant: "legacy" });
  const text = workshop.run("openssl", "pkcs12", "-in", "bag.p12", "-noenc", "-passin", `pass:${password}`);
  expect(text).not.toContain("friendlyName");
  expect(text.match(/localKeyID/g)).toHaveLength(2);
});

describe("a password that nobody could type is refused at field password", () => {
  it.each([
    ["empty", ""],
    ["half a surrogate pair", "a\ud83d"],
    ["NUL", "a\0b"],
  ])("%s", async (_, bad) => {
    const refusal = expect.objectContaining({ code: "invalid", field: "password" });
    for (const variant of variants) {
      await expect(createPkcs12(input("ec-p256", { variant, password: bad }))).rejects.toEqual(refusal);
    }
    await expect(encryptPkcs8(workshop.read("ec-p256.p8"), bad)).rejects.toEqual(refusal);
  });
});

it("a password that Java cannot open is named before it is used", () => {
  expect(passwordFindings("Passwort 1!")).toEqual([]);
  expect(passwordFindings("pässwörd")).toEqual([
    expect.objectContaining({ rule: "password-not-ascii", severity: "warning", field: "password" }),
  ]);
});

describe("the key derivation agrees with the published vectors", () => {
  // P. Gutmann’s PKCS #12 test vectors, as in the test suites of Bouncy Castle and Go (x/crypto/pkcs12).
  it.each([
    ["smeg", "0a58cf64530d823f", 1, 1, "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"],
    ["smeg", "0a58cf64530d823f", 2, 1, "79993dfe048d3b76"],
    ["smeg", "3d83c0e4546ac140", 3, 1, "8d967d88f6caa9d714800ab3d48051d63f73a312"],
    ["queeg", "05dec959acff72f7", 1, 1000, "ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4"],
    ["queeg", "05dec959acff72f7", 2, 1000, "11dedad7758d4860"],
  ] as const)("%s, salt %s, purpose %i, %i rounds", (text, salt, purpose, iterations, expected) => {
    const octets = expected.length / 2;
    const derived = derivePkcs12({
      hash: "SHA-1",
      purpose,
      password: bmpPassword(text),
      salt: bytesFromHex(salt),
      iterations,
      octets,
    });
    expect(hexFromBytes(derived)).toBe(expected);
  });
});

describe("an encrypted PKCS#8 file is read by OpenSSL and by Node", () => {
  it.each<KeyType>(["ec-p256", "rsa-2048", "ed25519"])("%s", async (keyType) => {
    const secret = "pässwörd 😀";
    const der = await encryptPkcs8(workshop.read(`${keyType}.p8`), secret);
    workshop.write("encrypted.der", der);
    const text = workshop.run(
      "openssl",
      "pkcs8",
      "-inform",
      "DER",
      "-in",
      "encrypted.der",
      "-passin",
      `pass:${secret}`,
    );
    expect(sameKey(text, keyType)).toBe(true);
    const options = { key: Buffer.from(der), format: "der", type: "pkcs8", passphrase: secret } as const;
    expect(createPrivateKey(options).asymmetricKeyType).toBeDefined();
  });
});

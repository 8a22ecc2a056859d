import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { parseCertificate } from "./certificate";
import { createPkcs12 } from "./pkcs12";
import { openPkcs12 } from "./pkcs12-read";
import { makeCertificate } from "./testdata/openssl";
import { hasTool, openWorkshop, type Workshop } from "./testdata/tool";

const hasOpenssl = hasTool("openssl", "openssl");
let workshop: Workshop;

beforeAll(() => {
  workshop = openWorkshop();
  if (!hasOpenssl) return;
  makeCertificate(workshop, {
    name: "root",
    keyType: "ec-p256",
    subject: "/CN=Root",
    extensions: ["basicConstraints=critical,CA:TRUE"],
  });
  makeCertificate(workshop, { name: "leaf", keyType: "ec-p256", subject: "/CN=leaf", extensions: [], issuer: "root" });
});
afterAll(() => workshop.remove());

function exported(...argv: string[]): Uint8Array {
  const files = [
    "-inkey",
    "leaf.key",
    "-in",
    "leaf.pem",
    "-certfile",
    "root.pem",
    "-name",
    "Zoë’s leaf",
    "-out",
    "out.p12",
  ];
  workshop.run("openssl", "pkcs12", "-export", ...files, ...argv);
  return workshop.read("out.p12");
}

const subjects = (contents: Awaited<ReturnType<typeof openPkcs12>>) =>
  contents.certificates.map(({ der }) => parseCertificate(der).subject.flat()[0]?.value);

describe.skipIf(!hasOpenssl)("what OpenSSL packs is opened", () => {
  it.each<[string, string[]]>([
    ["AES-256 and SHA-256, as OpenSSL 3 does by itself", []],
    ["AES-128 and SHA-1", ["-certpbe", "AES-128-CBC", "-macalg", "sha1"]],
    ["PBES2 with 3DES", ["-certpbe", "DES-EDE3-CBC"]],
    ["3DES as PKCS#12 has its own", ["-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"]],
    ["two-key 3DES", ["-certpbe", "PBE-SHA1-2DES", "-macalg", "sha1"]],
    ["RC2 with 40 bits, as Windows did", ["-legacy", "-certpbe", "PBE-SHA1-RC2-40"]],
    ["RC2 with 128 bits", ["-legacy", "-certpbe", "PBE-SHA1-RC2-128"]],
    ["SHA-512 for the check value", ["-macalg", "sha512"]],
    ["certificates in the clear", ["-certpbe", "NONE"]],
    ["no check value", ["-nomac"]],
  ])("%s", async (_, argv) => {
    const contents = await openPkcs12(exported("-passout", "pass:påsswörd", ...argv), "påsswörd");
    expect(subjects(contents).sort()).toEqual(["Root", "leaf"]);
    expect(contents.privateKeys).toHaveLength(1);
    const own = contents.certificates.find(({ localKeyId }) => localKeyId === contents.privateKeys[0]?.localKeyId);
    expect(own?.friendlyName).toBe("Zoë’s leaf");
  });

  it("an empty password, and the wrong one is told as such", async () => {
    expect(subjects(await openPkcs12(exported("-passout", "pass:"), ""))).toContain("leaf");
    await expect(openPkcs12(exported("-passout", "pass:right"), "wrong")).rejects.toMatchObject({ field: "password" });
    const unchecked = exported("-passout", "pass:right", "-nomac", "-certpbe", "AES-256-CBC");
    await expect(openPkcs12(unchecked, "wrong")).rejects.toMatchObject({ code: "invalid" });
  });

  it("an algorithm that is not read is named", async () => {
    const file = exported("-passout", "pass:x", "-certpbe", "CAMELLIA-256-CBC");
    await expect(openPkcs12(file, "x")).rejects.toMatchObject({
      field: "file",
      detail: expect.stringContaining("openssl pkcs12"),
    });
  });
});

describe("our own files", () => {
  const pack = (variant: "modern" | "legacy") =>
    createPkcs12({
      pkcs8Der: workshop.read("leaf.p8"),
      certificates: [workshop.read("leaf.der"), workshop.read("root.der")],
      friendlyName: "leaf",
      password: "12345678",
      variant,
      randomBytes: (length) => new Uint8Array(randomBytes(length)),
    });

  it.skipIf(!hasOpenssl).each(["modern", "legacy"] as const)(
    "%s: the certificates come back, the key stays closed",
    async (variant) => {
      const contents = await openPkcs12(await pack(variant), "12345678");
      expect(subjects(contents)).toEqual(["leaf", "Root"]);
      expect(contents.privateKeys).toMatchObject([{ protection: expect.stringMatching(/AES|TripleDES|aes/) }]);
      expect(JSON.stringify(contents)).not.toContain("pkcs8Der");
    },
  );
});

describe.skipIf(!hasOpenssl)("hostile files", () => {
  it("never end in anything but a refusal or certificates, whatever octets are changed or cut", async () => {
    const file = exported("-passout", "pass:x", "-certpbe", "NONE", "-keypbe", "NONE", "-iter", "1", "-nomac");
    const macked = exported("-passout", "pass:x", "-iter", "1");
    const octet = fc.integer({ min: 0, max: 255 });
    const change = fc.record({ at: fc.nat(), octet, cut: fc.nat({ max: 4 }), isPlain: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, octet, cut, isPlain }) => {
        const bytes = Uint8Array.from(isPlain ? file : macked);
        bytes[at % bytes.length] = octet;
        await openPkcs12(bytes.subarray(0, bytes.length - cut), "x").catch((error: unknown) => {
          if (!isCaError(error)) throw error;
        });
      }),
      { numRuns: 400, interruptAfterTimeLimit: 20_000 },
    );
  }, 30_000);

  it("rounds without end are refused before the first", async () => {
    const file = exported("-passout", "pass:x");
    // The MAC's rounds are the last value of the file: 2048 becomes four octets’ worth.
    const at = file.length - 4;
    expect([...file.subarray(at)]).toEqual([0x02, 0x02, 0x08, 0x00]);
    const grown = Uint8Array.from([...file.subarray(0, at), 0x02, 0x02, 0x7f, 0xff]);
    await expect(openPkcs12(grown, "x")).rejects.toMatchObject({ field: "password" });
  });
});

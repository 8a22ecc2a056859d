import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { isCaError } from "../errors";
import { csrSignatureFindings, parseCsr } from "./csr";
import { keyFindings } from "./spki";
import { openWorkshop } from "./testdata/tool";

const workshop = openWorkshop();
afterAll(() => workshop.remove());

function opensslCsr(): string {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "csr.key"];
  const names = "subjectAltName=DNS:web.corp,DNS:*.corp,IP:10.0.0.1,IP:2001:db8::1,email:a@b.c,URI:spiffe://corp/web";
  workshop.run("openssl", "req", "-new", ...key, "-subj", "/CN=web.corp", "-addext", names, "-out", "csr.pem");
  return Buffer.from(workshop.read("csr.pem")).toString();
}

it("hostile bytes only ever give a CaError", () => {
  const good = parseCsr(opensslCsr()).der;
  const flip = fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(flip, { minLength: 1, maxLength: 4 }).map((flips) => {
          const bytes = Uint8Array.from(good);
          for (const [at, mask] of flips) bytes[at]! ^= mask;
          return bytes;
        }),
        fc.nat(good.length).map((length) => good.subarray(0, length)),
        fc.string().map((text) => `-----BEGIN CERTIFICATE REQUEST-----\n${text}\n-----END CERTIFICATE REQUEST-----`),
      ),
      (input: string | Uint8Array) => {
        try {
          const csr = parseCsr(input);
          csrSignatureFindings(csr);
          keyFindings(csr.spki);
        } catch (error) {
          if (!isCaError(error)) throw error;
          expect(["csr", "key"]).toContain(error.field);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

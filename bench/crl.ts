/**
 * Encoding a CRL: ours, to signed DER, against X509CrlGenerator of @peculiar/x509, in one run.
 * `npm run bench:crl`; medians of three, the ratio is what counts.
 */
import "reflect-metadata";
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { X509CrlGenerator } from "@peculiar/x509";
import { algorithms } from "../lib/pki/algorithm";
import { assembleCrl, buildTbsCertList } from "../lib/pki/crl";
import { encodeName } from "../lib/pki/name";

const thisUpdate = new Date("2026-11-24T00:00:00Z");
const nextUpdate = new Date("2026-12-01T00:00:00Z");
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
const { signatureAlgorithm } = algorithms["ec-p256"];
const issuerDer = encodeName({ commonName: "Bench Issuing CA" });

const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    serial: (0x4000n * 2n ** 112n + BigInt(index)).toString(16),
    revokedAt: new Date(thisUpdate.getTime() - index * 1_000),
    reason: 1,
  }));

function ours(count: number): Uint8Array {
  const tbs = buildTbsCertList({
    signatureAlgorithm,
    issuerDer,
    thisUpdate,
    nextUpdate,
    number: 1n,
    authorityKeyIdentifier: new Uint8Array(20),
    entries: entries(count),
  });
  return assembleCrl(
    tbs,
    signatureAlgorithm,
    sign("sha256", tbs, createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" }))),
  );
}

async function theirs(count: number): Promise<unknown> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const signingKey = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  return X509CrlGenerator.create({
    issuer: "CN=Bench Issuing CA",
    thisUpdate,
    nextUpdate,
    signingAlgorithm: algorithm,
    signingKey,
    entries: entries(count).map(({ serial, revokedAt, reason }) => ({
      serialNumber: serial,
      revocationDate: revokedAt,
      reason,
    })),
  });
}

async function median(run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[1]!;
}

for (const count of [1_000, 2_000]) {
  const [mine, other] = [await median(() => ours(count)), await median(() => theirs(count))];
  console.log(
    `${count} entries: ${mine.toFixed(1)} ms, X509CrlGenerator ${other.toFixed(1)} ms, ratio ${(other / mine).toFixed(0)}`,
  );
}
for (const count of [10_000, 100_000, 1_000_000]) {
  console.log(`${count} entries: ${(await median(() => ours(count))).toFixed(0)} ms`);
}

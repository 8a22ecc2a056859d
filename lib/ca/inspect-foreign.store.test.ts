import { generateKeyPairSync, sign } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CertificateSummary } from "../contract/certificate";
import type { SetupResult } from "../contract/setup";
import { algorithms } from "../pki/algorithm";
import { assembleCertificate, buildTbsCertificate, parseCertificate } from "../pki/certificate";
import { basicConstraintsExtension } from "../pki/extension";
import { encodeName } from "../pki/name";
import { decodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
let web: CertificateSummary;
let webPem: string;
const operator = person("operator");
const base64 = (der: Uint8Array) => Buffer.from(der).toString("base64");
const base64OfPem = (pem: string) => base64(decodePem(pem, { maxBytes: 100_000 })[0]!.der);

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  const issued = await instance.application.issue(operator, {
    authorityId: null,
    profileId: "server",
    subject: { commonName: "web.corp.example" },
    names: ["web.corp.example"],
    validity: { kind: "days", days: 30 },
    key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
  });
  web = issued.certificate;
  webPem = issued.pem;
});
afterAll(() => instance.close());

const inspect = async (certificate: string, actor: Actor = operator) => {
  const { certificates } = await instance.application.inspect(actor, { certificates: [certificate], crlIssuers: [] });
  return certificates[0]!;
};
const failing = ({ checks }: Awaited<ReturnType<typeof inspect>>) => checks.filter(({ result }) => result === "bad");

/** A certificate of this moment under the issuer’s name, signed with a key of its own. */
function forged(issuerPem: string): Uint8Array {
  const issuer = parseCertificate(issuerPem);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { signatureAlgorithm } = algorithms["ec-p256"];
  const tbs = buildTbsCertificate({
    serial: "41".repeat(16),
    signatureAlgorithm,
    issuerDer: issuer.subjectDer,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 86_400_000),
    subjectDer: encodeName({ commonName: "web.corp.example" }),
    spkiDer: new Uint8Array(publicKey.export({ type: "spki", format: "der" })),
    extensions: [basicConstraintsExtension({ isCa: false, pathLength: null })],
  });
  return assembleCertificate(tbs, signatureAlgorithm, new Uint8Array(sign("sha256", tbs, privateKey)));
}

describe("a certificate that somebody brings", () => {
  it("of ours is recognised, with its whole path and no complaint", async () => {
    const answer = await inspect(base64OfPem(webPem));
    expect(answer).toMatchObject({ origin: "ours", isTrusted: true, reachesOurRoot: true });
    expect(answer.certificate).toEqual({ id: web.id, name: "web.corp.example", status: "valid" });
    expect(answer.path.map(({ authority }) => authority?.name ?? null)).toEqual([null, "Corp Issuing", "Corp Root"]);
    expect(answer.issuers).toHaveLength(2);
  });

  it("of ours that the person may not read is said to be ours, without a link", async () => {
    expect(await inspect(base64OfPem(webPem), person("requester"))).toMatchObject({
      origin: "ours",
      certificate: null,
    });
  });

  it("under our name but another key is not ours, and the signature is what says so", async () => {
    const { certificateId } = await instance.application.authority(operator, setup.issuing.id);
    const { pem } = await instance.application.certificate(operator, certificateId);
    const answer = await inspect(base64(forged(pem)));
    expect(answer).toMatchObject({ origin: "elsewhere", certificate: null, isTrusted: false });
    expect(failing(answer)[0]?.text).toContain("did not make its signature");
  });

  it("that is expired or revoked is not trusted, and why is said", async () => {
    await instance.travel(40 * 86_400_000);
    expect(failing(await inspect(base64OfPem(webPem)))[0]?.text).toContain("Expired on");
    await instance.travel(0);
    const revoke = { certificateId: web.id, reason: "superseded" as const, alsoIds: [], confirmName: "" };
    await instance.application.revoke(operator, revoke);
    const answer = await inspect(base64OfPem(webPem));
    expect(answer).toMatchObject({ isTrusted: false, certificate: { status: "revoked" } });
    expect(failing(answer)[0]?.text).toContain("superseded");
  });

  it("of an authority here names it", async () => {
    const { certificateId } = await instance.application.authority(operator, setup.root.id);
    const { pem } = await instance.application.certificate(operator, certificateId);
    expect(await inspect(base64OfPem(pem))).toMatchObject({ authority: { name: "Corp Root" }, isTrusted: true });
  });
});

describe("nothing but public certificates is looked at", () => {
  it.each<[string, () => string]>([
    [
      "a private key",
      () => base64(new Uint8Array(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "der" }))),
    ],
    ["octets of no kind", () => base64(Uint8Array.of(1, 2, 3))],
    ["no base64", () => "%%%"],
  ])("%s is refused", async (_, input) => {
    await expect(inspect(input())).rejects.toMatchObject({ code: "invalid", field: "certificates" });
  });

  it("by nobody without a role", async () => {
    await expect(inspect(base64OfPem(webPem), { ...operator, grants: [] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

it("the issuer of a CRL is found by its name, with what its signature can be checked against", async () => {
  const { certificateId } = await instance.application.authority(operator, setup.issuing.id);
  const { pem } = await instance.application.certificate(operator, certificateId);
  const names = [parseCertificate(pem).subjectDer, encodeName({ commonName: "x" })].map(base64);
  const { crlIssuers } = await instance.application.inspect(operator, { certificates: [], crlIssuers: names });
  expect(crlIssuers).toMatchObject([{ authority: { name: "Corp Issuing" }, certificates: [base64OfPem(pem)] }, null]);
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CertificateSummary, DownloadFormat } from "../contract/certificate";
import type { CertificateSearch } from "../contract/certificate-search";
import type { SetupResult } from "../contract/setup";
import { decodePem } from "../pki/pem";
import { publishCrlIfDue } from "./publish-crl";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
let web: CertificateSummary;
let laptop: CertificateSummary;
const operator = person("operator");

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  const issue = async (profileId: string, commonName: string, names: string[], days: number) => {
    const { certificate } = await instance.application.issue(operator, {
      authorityId: null,
      profileId,
      subject: { commonName },
      names,
      validity: { kind: "days", days },
      key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
    });
    return certificate;
  };
  web = await issue("server", "web.corp.example", ["web.corp.example", "10.0.0.1"], 90);
  laptop = await issue("client", "Zoë’s laptop", ["zoe@corp.example"], 2);
});
afterAll(() => instance.close());

const search = async (change: Partial<CertificateSearch>) => {
  const nothing = { q: "", status: [], authority: [], profile: [], kind: [], cursor: null };
  const { rows } = await instance.application.searchCertificates(person("auditor"), {
    ...nothing,
    sort: "created",
    limit: 20,
    ...change,
  });
  return rows.map(({ name }) => name);
};

describe("the certificates screen finds one by whatever people have in hand", () => {
  it.each<[string, () => Partial<CertificateSearch>]>([
    ["part of a name", () => ({ q: "web.co" })],
    ["an address", () => ({ q: "10.0.0.1" })],
    ["its serial with colons", () => ({ q: web.serial.replace(/..(?=.)/g, "$&:").toUpperCase() })],
    ["its serial in decimal", () => ({ q: BigInt(`0x${web.serial}`).toString() })],
    ["its profile", () => ({ profile: ["server"] })],
    ["its kind and authority", () => ({ kind: ["server"], authority: [setup.issuing.id] })],
  ])("%s", async (_, query) => {
    expect(await search(query())).toEqual(["web.corp.example"]);
  });

  it("its fingerprints and its PEM", async () => {
    const { sha1, sha256, pem } = await instance.application.certificate(operator, web.id);
    for (const q of [sha1, sha256, pem]) expect(await search({ q })).toEqual(["web.corp.example"]);
  });
});

describe("the overview says what needs attention, and who may do something about it", () => {
  it("a certificate in its renewal window, once it is there", async () => {
    expect((await instance.application.overview(operator)).attention).toEqual([]);
    await instance.travel(1.5 * 86_400_000);
    const { attention, validTotal, expiryPerDay } = await instance.application.overview(operator);
    await instance.travel(0);
    const item = attention.find(({ title }) => title === "Zoë’s laptop");
    expect(item).toMatchObject({ badge: "Expires today", action: { label: "Open" } });
    expect(item?.fix).toEqual({ kind: "renew", certificateId: laptop.id });
    expect(validTotal).toBe(2);
    expect(expiryPerDay).toHaveLength(90);
    expect(expiryPerDay.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it("a CRL that is late, and not before", async () => {
    await instance.travel(3 * 86_400_000);
    const late = await instance.application.overview(operator);
    for (const { id } of [setup.root, setup.issuing]) await publishCrlIfDue(instance.ports, id, { isForced: false });
    const published = await instance.application.overview(operator);
    await instance.travel(0);
    const badges = (overview: typeof late) => overview.attention.map(({ badge }) => badge);
    expect(badges(late)).toContain("CRL late");
    expect(badges(published)).not.toContain("CRL late");
  });
});

describe("downloads", () => {
  it.each<[DownloadFormat, string, number]>([
    ["pem", "web.corp.example.pem", 1],
    ["fullchain-pem", "web.corp.example-fullchain.pem", 2],
    ["chain-pem", "web.corp.example-chain.pem", 1],
    ["root-pem", "web.corp.example-root.pem", 1],
  ])("%s has a name of its own and the right certificates in it", async (format, fileName, count) => {
    const file = await instance.application.download(person("auditor"), { certificateId: web.id, format });
    expect(file.fileName).toBe(fileName);
    expect(decodePem(new TextDecoder().decode(file.content), { maxBytes: 100_000 })).toHaveLength(count);
  });

  it.each<[DownloadFormat, string, string]>([
    ["p7b", "web.corp.example.p7b", "application/x-pkcs7-certificates"],
    ["p7b-pem", "web.corp.example-pem.p7b", "application/x-pem-file"],
    ["truststore-p12", "web.corp.example-truststore.p12", "application/x-pkcs12"],
    ["truststore-jks", "web.corp.example-truststore.jks", "application/octet-stream"],
    ["mobileconfig", "web.corp.example-trust.mobileconfig", "application/x-apple-aspen-config"],
    ["kubernetes-trust", "web.corp.example-trust.yaml", "application/yaml"],
    ["env", "web.corp.example.env", "text/plain; charset=utf-8"],
    ["env-sh", "web.corp.example-env.sh", "text/plain; charset=utf-8"],
  ])("%s has a name and a media type of its own, and is in the history", async (format, fileName, mediaType) => {
    const file = await instance.application.download(person("auditor"), { certificateId: web.id, format });
    expect(file).toMatchObject({ fileName, mediaType });
    const { history } = await instance.application.certificate(operator, web.id);
    expect(history[0]).toMatchObject({ action: "certificate.download", detail: { format } });
  });

  it("are in the history of the certificate", async () => {
    await instance.application.download(person("auditor"), { certificateId: laptop.id, format: "der" });
    const { history } = await instance.application.certificate(operator, laptop.id);
    expect(history.map(({ action }) => action)).toEqual(["certificate.download", "certificate.issue"]);
  });
});

describe("what a person may do with a certificate follows the permission table and its state", () => {
  it.each([
    ["administrator", { renew: true, revoke: true, hold: true, release: false, edit: true }],
    ["operator", { renew: true, revoke: true, hold: true, release: false, edit: true }],
    ["auditor", { renew: false, revoke: false, hold: false, release: false, edit: false }],
  ] as const)("%s", async (role, may) => {
    expect((await instance.application.certificate(person(role), web.id)).may).toEqual(may);
  });

  it("a root’s certificate is neither renewed nor revoked", async () => {
    const { certificateId } = await instance.application.authority(person("administrator"), setup.root.id);
    const root = await instance.application.certificate(person("administrator"), certificateId);
    expect(root.may).toEqual({ renew: false, revoke: false, hold: false, release: false, edit: true });
    expect(root.chain).toEqual([]);
  });
});

it("a paused authority is a finding in the preview and a refusal at issue, while its CRL goes on", async () => {
  const administrator = person("administrator");
  const id = { authorityId: setup.issuing.id };
  await instance.application.pauseAuthority(administrator, id);
  const request = {
    ...id,
    profileId: "client",
    subject: { commonName: "x" },
    names: [],
    validity: { kind: "default" },
  } as const;
  const key = { source: "server", keyType: "ec-p256" } as const;
  const preview = await instance.application.previewIssue(operator, { ...request, names: [], key });
  expect(preview).toMatchObject({ isAllowed: false, authority: { name: "Corp Issuing" } });
  expect(preview.findings[0]).toMatchObject({ rule: "authority-can-issue", field: "authorityId" });
  expect(preview.decoded).not.toBeNull();
  const sealed = { ...key, password: "a good password", format: "pem" } as const;
  await expect(instance.application.issue(operator, { ...request, names: [], key: sealed })).rejects.toMatchObject({
    code: "conflict",
    field: "authorityId",
  });
  expect(await publishCrlIfDue(instance.ports, setup.issuing.id, { isForced: true })).not.toBeNull();
  await instance.application.resumeAuthority(administrator, id);
  expect((await instance.application.previewIssue(operator, { ...request, names: [], key })).isAllowed).toBe(true);
});

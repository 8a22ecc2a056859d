/** Signing takes time. What is decided about an authority or a key meanwhile holds, to the last moment before the commit. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Application } from "../contract/application";
import { noNameConstraints } from "../contract/authority";
import type { IssueInput, KeySource } from "../contract/certificate";
import type { SetupResult } from "../contract/setup";
import { generateKeyPair } from "../pki/browser-key";
import { createCsr } from "../pki/csr";
import { encodePem } from "../pki/pem";
import { createApplication } from "./application";
import { everyCertificate } from "./certificate-query";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
/** Called between the signature and the transaction that stores it, once. */
let meanwhile: (() => Promise<unknown>) | null;
let slow: Application;

beforeEach(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  const { keys } = instance.ports;
  slow = createApplication({
    ...instance.ports,
    keys: {
      ...keys,
      async sign(key, tbs) {
        const signature = await keys.sign(key, tbs);
        const act = meanwhile;
        meanwhile = null;
        await act?.();
        return signature;
      },
    },
  });
});
afterEach(() => instance.close());

async function csrKey(): Promise<KeySource> {
  const keyPair = await generateKeyPair("ec-p256");
  const csr = await createCsr({ subject: {}, names: [], keyPair, keyType: "ec-p256" });
  return { source: "csr", csr: encodePem("CERTIFICATE REQUEST", csr) };
}

const asking = (key: KeySource): IssueInput => ({
  authorityId: setup.issuing.id,
  profileId: "server",
  subject: {},
  names: ["web.corp.example"],
  validity: { kind: "default" },
  key,
});
const administrator = person("administrator");
const countOf = async (authorityId: string) =>
  (
    await instance.ports.store.certificates.search({
      ...everyCertificate,
      authorityIds: [authorityId],
      now: new Date(),
      limit: 1,
    })
  ).totalUpTo10001;

describe("nothing is stored, and so nothing handed out, when meanwhile", () => {
  it.each([
    ["the authority is paused", () => ({ pause: setup.issuing.id })],
    ["the authority is revoked", () => ({ revoke: setup.issuing.id })],
    ["the root above it is retired", () => ({ retire: setup.root.id })],
  ] as const)("%s", async (_, what) => {
    const { application } = instance;
    const act: { pause?: string; revoke?: string; retire?: string } = what();
    meanwhile = async () => {
      if (act.pause) await application.pauseAuthority(administrator, { authorityId: act.pause });
      if (act.retire)
        await application.retireAuthority(administrator, { authorityId: act.retire, confirmName: "Corp Root" });
      if (!act.revoke) return;
      const certificateId = (await instance.ports.store.authorities.find(act.revoke))!.certificateId;
      await application.revoke(administrator, {
        certificateId,
        reason: "cessationOfOperation",
        alsoIds: [],
        confirmName: "Corp Issuing",
      });
    };
    const before = await countOf(setup.issuing.id);
    await expect(slow.issue(person("operator"), asking(await csrKey()))).rejects.toMatchObject({
      code: "conflict",
      field: "authorityId",
    });
    expect(await countOf(setup.issuing.id)).toBe(before);
  });

  it("the key is reported compromised, for a new certificate and for a renewal", async () => {
    const key = await csrKey();
    const first = await instance.application.issue(administrator, asking(key));
    const compromise = () =>
      instance.application.revoke(administrator, {
        certificateId: first.certificate.id,
        reason: "keyCompromise",
        alsoIds: [],
        confirmName: "",
      });
    meanwhile = compromise;
    await expect(slow.issue(administrator, asking(key))).rejects.toMatchObject({ code: "conflict", field: "key" });
    const second = await instance.application.issue(administrator, asking(await csrKey()));
    meanwhile = () =>
      instance.application.revoke(administrator, {
        certificateId: second.certificate.id,
        reason: "keyCompromise",
        alsoIds: [],
        confirmName: "",
      });
    await expect(
      slow.renew(administrator, { certificateId: second.certificate.id, validity: { kind: "default" }, key: null }),
    ).rejects.toMatchObject({ code: "conflict", field: "key" });
    expect(await countOf(setup.issuing.id)).toBe(2);
  });

  it("the root that signs a new authority is retired", async () => {
    meanwhile = () =>
      instance.application.retireAuthority(administrator, { authorityId: setup.root.id, confirmName: "Corp Root" });
    const spec = {
      parentId: setup.root.id,
      subject: { commonName: "Second Issuing" },
      keyType: "ec-p256" as const,
      validityYears: 1,
      pathLength: 0,
      nameConstraints: noNameConstraints,
      validationUrl: "http://pki.corp.example",
    };
    await expect(slow.createIssuing(administrator, spec)).rejects.toMatchObject({ code: "conflict" });
    expect(await instance.ports.store.authorities.list()).toHaveLength(2);
  });
});

it("many at once: after a compromise is reported, no certificate of that key is valid but those the report named", async () => {
  const key = await csrKey();
  const { application } = instance;
  const first = await application.issue(administrator, asking(key));
  const issuing = Array.from({ length: 12 }, () => application.issue(administrator, asking(key)));
  const { sameKey } = await application.previewRevoke(administrator, { certificateId: first.certificate.id });
  const revoking = application.revoke(administrator, {
    certificateId: first.certificate.id,
    reason: "keyCompromise",
    alsoIds: sameKey.map(({ id }) => id),
    confirmName: "",
  });
  const outcomes = await Promise.allSettled([...issuing, revoking]);
  expect(outcomes.at(-1)?.status).toBe("fulfilled");
  const blockedAt = (
    await instance.ports.store.audit.list({
      before: null,
      limit: 100,
      actor: null,
      action: null,
      objectId: null,
      result: "done",
    })
  ).filter(({ action }) => action === "certificate.issue" || action === "certificate.revoke");
  // Newest first: nothing was issued after the revocation.
  expect(blockedAt[0]?.action).toBe("certificate.revoke");
  await expect(application.issue(administrator, asking(key))).rejects.toMatchObject({ code: "policy" });
});

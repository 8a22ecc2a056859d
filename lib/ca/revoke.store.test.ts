import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IssueInput, RevokeInput } from "../contract/certificate";
import { parseCertificate } from "../pki/certificate";
import { parseCrl } from "../pki/crl";
import type { RevocationReason } from "../pki/revocation-reason";
import { publishCrlIfDue } from "./publish-crl";
import { newCsr } from "./testing/csr";
import { openTestInstance, person, setUpInstance, type TestInstance, validationUrl } from "./testing/instance";

let instance: TestInstance;
let issuingId: string;
let rootId: string;
const operator = person("operator");
const administrator = person("administrator");

beforeAll(async () => {
  instance = await openTestInstance();
  const { issuing, root } = await setUpInstance(instance);
  issuingId = issuing.id;
  rootId = root.id;
});
afterAll(() => instance.close());

async function issue(change: Partial<IssueInput> & { csr?: string } = {}) {
  const { csr = await newCsr(), ...rest } = change;
  const { certificate } = await instance.application.issue(operator, {
    authorityId: issuingId,
    profileId: "client",
    subject: { commonName: "x.corp.example" },
    names: [],
    validity: { kind: "default" },
    key: { source: "csr", csr },
    ...rest,
  });
  return certificate;
}

const revoke = (certificateId: string, reason: RevocationReason, change: Partial<RevokeInput> = {}) =>
  instance.application.revoke(operator, { certificateId, reason, alsoIds: [], confirmName: "", ...change });

async function published(authorityId = issuingId) {
  const record = await publishCrlIfDue(instance.ports, authorityId, { isForced: true });
  return parseCrl(record!.der);
}

const listed = async (serial: string) => [...(await published()).entries()].find((entry) => entry.serial === serial);

describe("which revocation may follow which", () => {
  it.each<[RevocationReason, RevocationReason, RevocationReason]>([
    ["superseded", "superseded", "superseded"],
    ["superseded", "cessationOfOperation", "superseded"],
    ["superseded", "certificateHold", "superseded"],
    ["superseded", "keyCompromise", "keyCompromise"],
    ["certificateHold", "superseded", "superseded"],
    ["certificateHold", "keyCompromise", "keyCompromise"],
    ["keyCompromise", "superseded", "keyCompromise"],
  ])("%s, then %s: %s, with the date of the first", async (first, second, expected) => {
    const { id } = await issue();
    const [before] = await revoke(id, first);
    const [after] = await revoke(id, second);
    expect(after).toMatchObject({ revocationReason: expected, revokedAt: before?.revokedAt });
  });

  it("an expired certificate can still be revoked", async () => {
    const { id } = await issue({ validity: { kind: "days", days: 1 } });
    instance.shiftClock(2 * 86_400_000);
    const [revoked] = await revoke(id, "superseded");
    instance.shiftClock(0);
    expect(revoked?.status).toBe("revoked");
  });

  it("reasons about authorities do not fit a leaf", async () => {
    const { id } = await issue();
    await expect(revoke(id, "cACompromise")).rejects.toMatchObject({ code: "invalid", field: "reason" });
  });
});

describe("hold and release", () => {
  it("the CRL lists a hold, and no longer after the release", async () => {
    const { id, serial } = await issue();
    await revoke(id, "certificateHold");
    expect(await listed(serial)).toMatchObject({ reason: 6 });
    const released = await instance.application.release(operator, { certificateId: id });
    expect(released.status).toBe("valid");
    expect(await listed(serial)).toBeUndefined();
  });

  it("nothing but a hold is released", async () => {
    const { id } = await issue();
    await revoke(id, "superseded");
    await expect(instance.application.release(operator, { certificateId: id })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("a compromised key", () => {
  it("takes along what shares it, unless deselected, and is never certified again", async () => {
    const csr = await newCsr();
    const [one, two, three] = [await issue({ csr }), await issue({ csr }), await issue({ csr })];
    const preview = await instance.application.previewRevoke(operator, { certificateId: one.id });
    expect(preview.sameKey.map(({ id }) => id).sort()).toEqual([two.id, three.id].sort());
    const revoked = await revoke(one.id, "keyCompromise", { alsoIds: [two.id] });
    expect(revoked.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
    const left = await instance.application.certificate(operator, three.id);
    expect(left).toMatchObject({ status: "valid", isKeyBlocked: true });
    await expect(issue({ csr })).rejects.toMatchObject({
      code: "policy",
      findings: expect.arrayContaining([expect.objectContaining({ rule: "key-blocked" })]),
    });
    const again = { certificateId: three.id, validity: { kind: "default" }, key: null } as const;
    await expect(instance.application.renew(operator, again)).rejects.toMatchObject({ code: "policy" });
  });

  it("does not take along a certificate with another key", async () => {
    const [one, other] = [await issue(), await issue()];
    await expect(revoke(one.id, "keyCompromise", { alsoIds: [other.id] })).rejects.toMatchObject({
      code: "invalid",
      field: "alsoIds",
    });
    expect((await instance.application.certificate(operator, one.id)).status).toBe("valid");
  });
});

describe("renewal", () => {
  it("keeps key, subject and names, and links old and new", async () => {
    const old = await issue({ names: ["x.corp.example"] });
    const { certificate } = await instance.application.renew(operator, {
      certificateId: old.id,
      validity: { kind: "days", days: 30 },
      key: null,
    });
    expect(certificate.names).toEqual(old.names);
    const [before, after] = await Promise.all(
      [old.id, certificate.id].map((id) => instance.application.certificate(operator, id)),
    );
    expect(after).toMatchObject({ predecessor: { id: old.id }, spkiSha256: before?.spkiSha256 });
    expect(before?.successor?.id).toBe(certificate.id);
  });

  it("with a new key does not carry the old one over", async () => {
    const old = await issue();
    const key = { source: "csr", csr: await newCsr() } as const;
    const { certificate } = await instance.application.renew(operator, {
      certificateId: old.id,
      validity: { kind: "default" },
      key,
    });
    const [before, after] = await Promise.all(
      [old.id, certificate.id].map((id) => instance.application.certificate(operator, id)),
    );
    expect(after?.spkiSha256).not.toBe(before?.spkiSha256);
  });
});

describe("CRLs", () => {
  it("a revocation marks the authority, wakes the publisher, and is on the next CRL, whose number has grown", async () => {
    const first = await published();
    const { id, serial } = await issue();
    const wakes = instance.wakes.count;
    await revoke(id, "keyCompromise");
    expect(instance.wakes.count).toBe(wakes + 1);
    const crl = parseCrl((await publishCrlIfDue(instance.ports, issuingId, { isForced: false }))!.der);
    expect(crl.number).toBeGreaterThan(first.number!);
    expect([...crl.entries()].some((entry) => entry.serial === serial)).toBe(true);
    expect(await publishCrlIfDue(instance.ports, issuingId, { isForced: false })).toBeNull();
  });

  it("an entry stays until one CRL has been issued beyond the expiry", async () => {
    const { id, serial } = await issue({ validity: { kind: "days", days: 1 } });
    await revoke(id, "superseded");
    expect(await listed(serial)).toBeDefined();
    await instance.travel(2 * 86_400_000);
    expect(await listed(serial)).toBeDefined();
    await instance.travel(4 * 86_400_000);
    expect(await listed(serial)).toBeUndefined();
    await instance.travel(0);
  });

  it("a certificate revoked after it has expired is listed too, and leaves again", async () => {
    const { id, serial } = await issue({ validity: { kind: "days", days: 1 } });
    await instance.travel(8 * 86_400_000);
    expect(await listed(serial)).toBeUndefined();
    await instance.travel(9 * 86_400_000);
    await revoke(id, "superseded");
    expect(await listed(serial)).toBeDefined();
    for (const day of [10, 11]) {
      await instance.travel(day * 86_400_000);
      await published();
    }
    expect(await listed(serial)).toBeUndefined();
    await instance.travel(0);
  });

  it("nextUpdate moves back only after the clock was confirmed, and numbers never do", async () => {
    const ahead = await published();
    await instance.travel(6 * 86_400_000);
    const future = await published();
    instance.shiftClock(0);
    await expect(published()).rejects.toMatchObject({ code: "unavailable" });
    await expect(issue()).rejects.toMatchObject({ code: "unavailable" });
    const seen = await instance.application.overview(administrator);
    expect(seen.clock).toMatchObject({ mayConfirm: true });
    await instance.application.confirmClock(administrator);
    const back = await published();
    expect(back.nextUpdate!.getTime()).toBeLessThan(future.nextUpdate!.getTime());
    expect(back.number).toBeGreaterThan(future.number!);
    expect(future.number).toBeGreaterThan(ahead.number!);
    expect((await instance.application.overview(administrator)).clock).toBeNull();
  });
});

describe("an issuing authority", () => {
  it("is revoked only by an administrator who types its name; then it refuses to issue and goes on publishing", async () => {
    const authority = await instance.application.createIssuing(administrator, {
      parentId: rootId,
      subject: { commonName: "Doomed Issuing" },
      keyType: "ec-p256",
      validityYears: 1,
      pathLength: 0,
      nameConstraints: {
        permitted: { dns: [], ip: [], email: [], uri: [] },
        excluded: { dns: [], ip: [], email: [], uri: [] },
      },
      validationUrl,
    });
    const leaf = await issue({ authorityId: authority.id });
    const input: RevokeInput = {
      certificateId: authority.certificateId,
      reason: "cACompromise",
      alsoIds: [],
      confirmName: "Doomed Issuing",
    };
    await expect(instance.application.revoke(operator, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(instance.application.revoke(administrator, { ...input, confirmName: "doomed" })).rejects.toMatchObject(
      { field: "confirmName" },
    );
    await expect(
      instance.application.revoke(administrator, { ...input, reason: "certificateHold" }),
    ).rejects.toMatchObject({ field: "reason" });
    const preview = await instance.application.previewRevoke(administrator, input);
    expect(preview.takesDown).toBe(1);
    await instance.application.revoke(administrator, input);
    await expect(issue({ authorityId: authority.id })).rejects.toMatchObject({ code: "conflict" });
    const serial = parseCertificate(
      (await instance.ports.store.certificates.find(authority.certificateId))!.der,
    ).serial;
    expect([...(await published(rootId)).entries()].map((entry) => entry.serial)).toContain(serial);
    expect(await published(authority.id)).toBeDefined();
    expect((await instance.application.certificate(operator, leaf.id)).may.renew).toBe(false);
  });
});

describe("a root", () => {
  it("issues no leaf, is not revoked but retired, and then signs nothing but its CRL", async () => {
    const root = await instance.application.authority(administrator, rootId);
    await expect(issue({ authorityId: rootId })).rejects.toMatchObject({ code: "conflict" });
    await expect(
      instance.application.revoke(administrator, {
        certificateId: root.certificateId,
        reason: "superseded",
        alsoIds: [],
        confirmName: root.name,
      }),
    ).rejects.toMatchObject({ code: "conflict" });
    await instance.application.retireAuthority(administrator, { authorityId: rootId, confirmName: root.name });
    await expect(issue()).rejects.toMatchObject({ code: "conflict", detail: expect.stringContaining("retired") });
    expect((await published(rootId)).entryCount).toBe(1);
  });
});

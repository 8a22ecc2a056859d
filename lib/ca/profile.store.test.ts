import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProfileDraft } from "./profile";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
}, 120_000);
afterAll(() => instance.close());

const ana = { ...person("administrator"), name: "ana@corp.example" };
const bo = { ...person("administrator", "id-of-bo"), name: "bo@corp.example" };

async function draftFrom(profileId: string, change: Partial<ProfileDraft> = {}): Promise<ProfileDraft> {
  const all = await instance.application.listProfiles(ana);
  const {
    id: _,
    isBuiltIn: __,
    version: ___,
    extendedKeyUsage: ____,
    sentences,
    isArchived,
    ...draft
  } = all.find(({ id }) => id === profileId)!;
  return { ...draft, ...change };
}
const copy = async (name: string, change: Partial<ProfileDraft> = {}) =>
  instance.application.createProfile(ana, { copyOf: "server", draft: await draftFrom("server", { name, ...change }) });
const key = { source: "server", keyType: "ec-p256", password: "long enough to seal", format: "pem" } as const;
const issue = (profileId: string, names: readonly string[]) =>
  instance.application.issue(ana, {
    authorityId: null,
    profileId,
    subject: {},
    names: [...names],
    validity: { kind: "default" },
    key,
  });
const corpOnly = { dns: [{ type: "dns", suffix: "corp.example", subdomains: true, wildcards: false } as const] };

describe("versions", () => {
  it("are kept, each with who made it, what it changed and what was issued under it", async () => {
    const { id } = await copy("Versioned");
    await issue(id, ["a.other.example"]);
    await issue(id, ["b.other.example"]);
    const draft = await draftFrom(id);
    const changed = { ...draft, names: { ...draft.names, ...corpOnly }, validityDaysMax: 90 };
    await instance.application.updateProfile(bo, { profileId: id, version: 1, draft: changed });
    await issue(id, ["a.corp.example"]);
    const [second, first] = await instance.application.profileVersions(ana, id);
    expect(first).toMatchObject({ version: 1, madeBy: "ana@corp.example", issued: 2 });
    expect(second).toMatchObject({ version: 2, madeBy: "bo@corp.example", issued: 1 });
    expect(second!.changes.filter(({ change }) => change !== "same")).toEqual([
      { change: "removed", text: "DNS names: any." },
      { change: "added", text: "DNS names: corp.example and names under it." },
      { change: "removed", text: "Valid for 90 days unless asked otherwise, 398 days at most." },
      { change: "added", text: "Valid for 90 days unless asked otherwise, 90 days at most." },
    ]);
    const search = (profile: string) =>
      instance.application.searchCertificates(ana, {
        ...{ q: "", status: [], authority: [], profile: [profile], kind: [] },
        ...{ sort: "name" as const, cursor: null, limit: 10 },
      });
    expect((await search(`${id}@1`)).rows.map(({ name }) => name)).toEqual(["a.other.example", "b.other.example"]);
    expect((await search(`${id}@2`)).rows.map(({ name }) => name)).toEqual(["a.corp.example"]);
    expect((await search(id)).total).toBe(3);
    await expect(issue(id, ["c.other.example"])).rejects.toMatchObject({ code: "policy" });
  });

  it("of built-in profiles are there from the start", async () => {
    const versions = await instance.application.profileVersions(ana, "timestamping");
    expect(versions).toMatchObject([{ version: 2, madeBy: "Countersign" }]);
  });
});

describe("two who edit at once", () => {
  it("the second to save is told who was first, and overwrites nothing", async () => {
    const { id } = await copy("Contended");
    const draft = await draftFrom(id);
    const save = (actor: typeof ana, description: string) =>
      instance.application.updateProfile(actor, { profileId: id, version: 1, draft: { ...draft, description } });
    const results = await Promise.allSettled([save(ana, "Ana’s."), save(bo, "Bo’s.")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "conflict", field: "version" });
    expect(lost.reason.detail).toMatch(
      /^(ana|bo)@corp\.example has saved version 2 of “Contended” while you were editing\./,
    );
    expect(await instance.application.profileVersions(ana, id)).toHaveLength(2);
  });

  it("only one of two new profiles gets the name, whatever its capitals", async () => {
    const results = await Promise.allSettled([copy("Only One"), copy("ONLY  one")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("an archived profile", () => {
  it("grants nothing more, keeps what it granted, and comes back", async () => {
    const { id } = await copy("Archived");
    const { certificate } = await issue(id, ["a.corp.example"]);
    await instance.application.archiveProfile(ana, { profileId: id });
    expect(await instance.application.profile(ana, id)).toMatchObject({ isArchived: true, standing: 1 });
    await expect(issue(id, ["b.corp.example"])).rejects.toMatchObject({ code: "conflict", field: "profileId" });
    const renewal = { certificateId: certificate.id, validity: { kind: "default" as const }, key: null };
    await expect(instance.application.renew(ana, renewal)).rejects.toMatchObject({ code: "conflict" });
    expect((await instance.application.certificate(ana, certificate.id)).status).toBe("valid");
    const draft = await draftFrom(id, { description: "Else." });
    const update = instance.application.updateProfile(ana, { profileId: id, version: 1, draft });
    await expect(update).rejects.toMatchObject({ code: "conflict" });
    await instance.application.restoreProfile(ana, { profileId: id });
    await issue(id, ["b.corp.example"]);
  });
});

describe("a built-in profile", () => {
  it("is copied, never changed nor archived", async () => {
    const draft = await draftFrom("server", { description: "Mine." });
    const update = instance.application.updateProfile(ana, { profileId: "server", version: 2, draft });
    await expect(update).rejects.toMatchObject({ code: "conflict", detail: expect.stringContaining("copy it") });
    await expect(instance.application.archiveProfile(ana, { profileId: "server" })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("the test box", () => {
  const request = (...names: string[]) => ({
    kind: "names" as const,
    commonName: "",
    names,
    keyType: "ec-p256" as const,
  });
  it("says which rule refuses, under a draft that is not saved, and changes nothing", async () => {
    const draft = await draftFrom("server", { names: { ...(await draftFrom("server")).names, ...corpOnly } });
    const test = (...names: string[]) =>
      instance.application.testProfile(person("requester"), {
        ...{ profileId: "server", draft, authorityId: null },
        request: request(...names),
      });
    expect(await test("web.corp.example")).toMatchObject({ isAllowed: true });
    const refused = await test("web.evil.example");
    expect(refused.isAllowed).toBe(false);
    expect(refused.findings[0]).toMatchObject({ rule: "profile-names-dns", field: "names" });
    expect((await instance.application.profile(ana, "server")).names.dns).toBeNull();
  });

  it("is the answer of the preview, word for word", async () => {
    const names = ["web.corp.example", "not a name"];
    const tested = await instance.application.testProfile(ana, {
      ...{ profileId: "server", draft: null, authorityId: null },
      request: request(...names),
    });
    const previewed = await instance.application.previewIssue(ana, {
      ...{ authorityId: null, profileId: "server", subject: {}, names, validity: { kind: "default" as const } },
      key: { source: "server", keyType: "ec-p256" },
    });
    expect(tested.findings).toEqual(previewed.findings);
    expect(tested.isAllowed).toBe(previewed.isAllowed);
  });
});

it("what was done is in the audit log with its sentences, and so is what was refused", async () => {
  const { id } = await copy("Audited");
  const draft = await draftFrom(id, { description: "Else." });
  await instance.application.updateProfile(bo, { profileId: id, version: 1, draft });
  await expect(instance.application.updateProfile(ana, { profileId: id, version: 1, draft })).rejects.toMatchObject({
    code: "conflict",
  });
  const search = { actor: null, action: null, objectId: id, result: null, before: null, limit: 10 };
  const { entries } = await instance.application.searchAudit(ana, search);
  expect(entries.map(({ actor, action, result }) => [actor, action, result])).toEqual([
    ["ana@corp.example", "profile.update", "refused"],
    ["bo@corp.example", "profile.update", "done"],
    ["ana@corp.example", "profile.create", "done"],
  ]);
  expect(entries[1]!.detail).toMatchObject({ version: 2, added: ["It is described as: Else."] });
});

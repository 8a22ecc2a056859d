/** What a limited grant reaches, in every list, count, search, export and choice. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noNameConstraints } from "../contract/authority";
import type { CertificateView } from "../contract/certificate-search";
import type { Actor, Role } from "./actor";
import { everywhere, type HeldGrant, type Scope } from "./grant";
import { runBulk } from "./run-bulk";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
const ids = { root: "", one: "", two: "" };

const administrator = person("administrator");
const limited = (role: Role, scope: Partial<Scope>): Actor => holding({ role, ...everywhere, ...scope });
const holding = (...grants: HeldGrant[]): Actor => ({ ...person("requester", "limited"), grants });
const view: CertificateView = { q: "", status: [], authority: [], profile: [], kind: [], sort: "name" };

beforeAll(async () => {
  instance = await openTestInstance();
  const { application } = instance;
  const { root, issuing } = await setUpInstance(instance);
  const second = await application.createIssuing(administrator, {
    ...{ parentId: root.id, subject: { commonName: "Second Issuing" }, keyType: "ec-p256", validityYears: 5 },
    ...{ pathLength: 0, validationUrl: "http://pki.corp.example" },
    nameConstraints: noNameConstraints,
  });
  Object.assign(ids, { root: root.id, one: issuing.id, two: second.id });
  for (const [authority, authorityId] of [
    ["one", ids.one],
    ["two", ids.two],
  ] as const) {
    for (const profileId of ["server", "client"])
      await issue(administrator, `${authority}-${profileId}`, { authorityId, profileId });
  }
});
afterAll(() => instance.close());

async function issue(
  who: Actor,
  name: string,
  from: { readonly authorityId: string | null; readonly profileId: string },
) {
  const { certificate } = await instance.application.issue(who, {
    ...from,
    subject: { commonName: name },
    names: [name],
    validity: { kind: "default" },
    key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
    owner: `team ${name}`,
    tags: [name],
  });
  return certificate;
}

const rows: readonly (readonly [string, () => Actor, readonly string[]])[] = [
  ["everything", () => limited("auditor", {}), ["one-client", "one-server", "two-client", "two-server"]],
  ["one authority", () => limited("auditor", { authorityIds: [ids.one] }), ["one-client", "one-server"]],
  ["one profile", () => limited("auditor", { profileIds: ["client"] }), ["one-client", "two-client"]],
  ["both at once", () => limited("auditor", { authorityIds: [ids.two], profileIds: ["server"] }), ["two-server"]],
  [
    "two grants",
    () =>
      holding(
        { role: "auditor", authorityIds: [ids.one], profileIds: ["server"] },
        { role: "operator", authorityIds: [ids.two], profileIds: ["client"] },
      ),
    ["one-server", "two-client"],
  ],
  ["their own alone", () => limited("requester", {}), []],
];

const text = async (pieces: AsyncGenerator<string>) => {
  let whole = "";
  for await (const piece of pieces) whole += piece;
  return whole;
};

describe("a grant for", () => {
  describe.each(rows)("%s", (_, who, names) => {
    it("lists, counts, exports and previews those certificates and no others", async () => {
      const { application } = instance;
      const actor = who();
      const leaves = { ...view, kind: ["server" as const, "client" as const] };
      const list = await application.searchCertificates(actor, { ...leaves, cursor: null, limit: 50 });
      expect(list.rows.map(({ name }) => name)).toEqual(names);
      expect(list.total).toBe(names.length);
      const { content } = await application.exportCertificates(actor, {
        selection: { view: leaves, ids: null },
        format: "csv",
      });
      const lines = (await text(content)).trim().split(/\r?\n/).slice(1);
      expect(lines.map((line) => line.split(",")[0]).sort()).toEqual([...names].sort());
    });

    it("finds those in the palette and in the search box", async () => {
      const { application } = instance;
      const found = await Promise.all(["one-", "two-"].map((typed) => application.find(who(), typed)));
      expect(found.flatMap(({ certificates }) => certificates.map(({ name }) => name)).sort()).toEqual(
        [...names].sort(),
      );
      const search = { ...view, cursor: null, limit: 50 };
      const searched = await Promise.all(
        ["one-server", "two-client"].map((q) => application.searchCertificates(who(), { ...search, q })),
      );
      const wanted = ["one-server", "two-client"].filter((name) => names.includes(name));
      expect(searched.flatMap((page) => page.rows.map(({ name }) => name))).toEqual(wanted);
    });

    it("offers their owners and tags", async () => {
      const { owners, tags } = await instance.application.certificateMarks(who());
      expect(tags).toEqual([...names].sort());
      expect(owners.map(({ name }) => name)).toEqual([...names].sort().map((name) => `team ${name}`));
    });
  });
});

describe("what is not of certificates alone is as narrow", () => {
  it("authorities and their counts", async () => {
    const { application } = instance;
    const one = limited("auditor", { authorityIds: [ids.one], profileIds: ["server"] });
    const listed = await application.listAuthorities(one);
    expect(listed.map(({ name, counts }) => [name, counts.valid])).toEqual([["Corp Issuing", 1]]);
    expect((await application.authority(one, ids.one)).counts.valid).toBe(1);
    for (const id of [ids.root, ids.two]) {
      await expect(application.authority(one, id)).rejects.toMatchObject({ code: "forbidden" });
    }
    const { authorities } = await application.find(one, "issuing");
    expect(authorities.map(({ name }) => name)).toEqual(["Corp Issuing"]);
  });

  it("the overview", async () => {
    // Everything expires within the 90 days that are drawn.
    await instance.travel(10 * 86_400_000);
    const seen = await instance.application.overview(limited("operator", { profileIds: ["client"] }));
    const everybody = await instance.application.overview(administrator);
    await instance.travel(0);
    const sum = (perDay: readonly number[]) => perDay.reduce((all, count) => all + count, 0);
    expect([sum(everybody.issuedPerDay), sum(seen.issuedPerDay)]).toEqual([4, 2]);
    expect([sum(everybody.expiryPerDay), sum(seen.expiryPerDay)]).toEqual([4, 2]);
    expect([everybody.validTotal, seen.validTotal]).toEqual([4, 2]);
  });

  it("profiles and what was issued under them", async () => {
    const { application } = instance;
    const client = limited("auditor", { profileIds: ["client"], authorityIds: [ids.one] });
    expect((await application.listProfiles(client)).map(({ id }) => id)).toEqual(["client"]);
    expect((await application.profile(client, "client")).standing).toBe(1);
    expect((await application.profileVersions(client, "client"))[0]?.issued).toBe(1);
    await expect(application.profile(client, "server")).rejects.toMatchObject({ code: "forbidden" });
    expect((await application.find(client, "server")).profiles).toEqual([]);
  });

  it("the choices of a form, and the only authority there is to choose", async () => {
    const { application } = instance;
    const two = limited("operator", { authorityIds: [ids.two] });
    expect((await application.authorityChoices(two)).map(({ name }) => name)).toEqual(["Second Issuing"]);
    const issued = await issue(two, "unchosen", { authorityId: null, profileId: "server" });
    expect(issued.authority.name).toBe("Second Issuing");
    await expect(issue(administrator, "unchosen", { authorityId: null, profileId: "server" })).rejects.toMatchObject({
      field: "authorityId",
    });
    await expect(issue(two, "no", { authorityId: ids.one, profileId: "server" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("somebody with a limited grant", () => {
  it("reads what they own elsewhere, and acts on none of it", async () => {
    const { application, ports } = instance;
    const { user } = await application.createUser(administrator, {
      email: "own@corp.example",
      role: "operator",
      authorityIds: [ids.two],
    });
    const actor = { ...limited("operator", { authorityIds: [ids.two] }), id: user.id };
    const mine = await issue(administrator, "mine", { authorityId: ids.one, profileId: "client" });
    const edit = { certificateId: mine.id, owner: "own@corp.example", tags: [] };
    await application.editCertificate(administrator, edit);
    expect((await application.certificate(actor, mine.id)).may).toMatchObject({
      renew: false,
      revoke: false,
      edit: false,
    });
    const { rows: found } = await application.searchCertificates(actor, {
      ...view,
      owner: ["me"],
      cursor: null,
      limit: 5,
    });
    expect(found.map(({ id }) => id)).toEqual([mine.id]);
    await expect(application.editCertificate(actor, edit)).rejects.toMatchObject({ code: "forbidden" });
    expect(await application.possessions(administrator, { userId: user.id })).toMatchObject({
      certificates: { total: 1, standing: 1 },
      first: [{ id: mine.id, name: "mine" }],
    });
    expect((await ports.store.users.find(user.id))?.grants).toHaveLength(1);
  });

  it("takes no other certificate along with a compromised key that they do not reach", async () => {
    const { application } = instance;
    const first = await issue(administrator, "same-key", { authorityId: ids.one, profileId: "client" });
    const renewed = await application.renew(administrator, {
      certificateId: first.id,
      validity: { kind: "default" },
      key: null,
    });
    const actor = limited("operator", { authorityIds: [ids.two] });
    const beyond = {
      certificateId: first.id,
      reason: "keyCompromise",
      alsoIds: [renewed.certificate.id],
      confirmName: "",
    } as const;
    await expect(application.revoke(actor, { ...beyond, alsoIds: [...beyond.alsoIds] })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await application.certificate(administrator, first.id)).status).toBe("valid");
  });

  it("sees in the preview of an act on many what it passes over, and the job refuses to go further", async () => {
    const { application, ports } = instance;
    const { user } = await application.createUser(administrator, { email: "many@corp.example", role: "auditor" });
    const both = [
      { role: "auditor", ...everywhere },
      { role: "operator", authorityIds: [ids.two], profileIds: ["client"] },
    ] as const;
    const actor = { ...holding(...both), id: user.id };
    await application.addGrant(administrator, { userId: user.id, ...both[1] });
    const selection = { view: { ...view, q: "-client" }, ids: null };
    const preview = await application.previewBulk(actor, { act: "tag", selection });
    expect(preview).toMatchObject({
      total: 2,
      affected: 1,
      passedOver: [{ because: "what you were granted does not reach it", count: 1 }],
    });
    const act = { act: "tag" as const, add: ["seen"], remove: [] };
    const job = await application.startBulk(actor, { act, selection, expected: 2 });
    // Taken away while it waits: the job asks for what they hold when it comes to each.
    const held = (await ports.store.users.find(user.id))!.grants;
    await application.removeGrant(administrator, { userId: user.id, grantId: held[1]!.id });
    await runBulk(ports, { holder: "test", shouldStop: () => false });
    const { counts } = await application.bulk(actor, { jobId: job.id, state: null, after: 0, limit: 5 });
    expect(counts).toMatchObject({ done: 0, skipped: 2 });
  });
});

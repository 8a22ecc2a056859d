import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BulkJobDetail, StartBulkInput } from "../contract/bulk";
import type { CertificateSummary } from "../contract/certificate";
import type { CertificateView } from "../contract/certificate-search";
import type { Actor } from "./actor";
import { runBulk } from "./run-bulk";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
/** A person with an account: a job acts in the name of somebody who exists. */
let operator: Actor;
const auditor = person("auditor");

const everything: CertificateView = { q: "", status: [], authority: [], profile: [], kind: [], sort: "created" };

async function issue(commonName: string, tags: string[] = []): Promise<CertificateSummary> {
  const issued = await instance.application.issue(operator, {
    authorityId: null,
    profileId: "server",
    subject: { commonName },
    names: [commonName],
    validity: { kind: "days", days: 90 },
    key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
    owner: "Payments",
    tags,
  });
  return issued.certificate;
}

beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
  const administrator = person("administrator");
  const { user } = await instance.application.createUser(administrator, { email: "op@corp.example", role: "operator" });
  operator = { ...person("operator", user.id), name: user.email };
});
afterAll(() => instance.close());

const select = (tag: string): StartBulkInput["selection"] => ({ view: { ...everything, tag: [tag] }, ids: null });
const start = (act: StartBulkInput["act"], tag: string, expected: number) =>
  instance.application.startBulk(operator, { act, selection: select(tag), expected });
const work = (holder = "here", steps = Number.POSITIVE_INFINITY) => {
  let left = steps;
  return runBulk(instance.ports, { holder, shouldStop: () => left-- <= 0 });
};
const detail = (jobId: string, state: null | "done" | "skipped" | "refused" = null): Promise<BulkJobDetail> =>
  instance.application.bulk(operator, { jobId, state, after: 0, limit: 200 });

describe("an act on many certificates", () => {
  it("tells first what it would hit and what it passes over, and why", async () => {
    await Promise.all(["a1.corp.example", "a2.corp.example", "a3.corp.example"].map((name) => issue(name, ["first"])));
    const { rows } = await instance.application.searchCertificates(operator, {
      ...everything,
      tag: ["first"],
      cursor: null,
      limit: 10,
    });
    await instance.application.revoke(operator, {
      certificateId: rows[0]!.id,
      reason: "superseded",
      alsoIds: [],
      confirmName: "",
    });
    const preview = await instance.application.previewBulk(operator, { act: "revoke", selection: select("first") });
    expect(preview).toMatchObject({
      total: 3,
      affected: 2,
      passedOver: [{ because: "it is revoked", count: 1 }],
      first: { length: 3 },
    });
    const all = { view: everything, ids: null };
    const whole = await instance.application.previewBulk(operator, { act: "renew", selection: all });
    expect(whole.passedOver).toContainEqual({ because: "it belongs to an authority", count: 2 });
  });

  it("is refused when the view holds another number by now", async () => {
    await expect(start({ act: "renew" }, "first", 7)).rejects.toMatchObject({ code: "conflict" });
    expect(await instance.application.listBulk(operator, { running: false })).toEqual([]);
  });

  it("revokes through the ordinary use case, one entry in the audit log each", async () => {
    const job = await start({ act: "revoke", reason: "cessationOfOperation" }, "first", 3);
    expect(job).toMatchObject({ state: "running", title: "Revoke 3 certificates", counts: { waiting: 3 } });
    await work();
    const ended = await detail(job.id);
    expect(ended).toMatchObject({ state: "done", counts: { done: 2, skipped: 1, waiting: 0 } });
    expect(ended.items.find(({ state }) => state === "skipped")?.because).toBe("it is revoked");
    const { certificateId } = ended.items.find(({ state }) => state === "done")!;
    const { status, revocationReason, history } = await instance.application.certificate(operator, certificateId);
    expect({ status, revocationReason }).toEqual({ status: "revoked", revocationReason: "cessationOfOperation" });
    expect(history[0]).toMatchObject({ action: "certificate.revoke", actor: "op@corp.example", door: "job" });
  });

  it("renews with owner and tags carried over", async () => {
    const old = await issue("b1.corp.example", ["renewed", "production"]);
    const job = await start({ act: "renew" }, "renewed", 1);
    await work();
    const { items } = await detail(job.id);
    const renewed = await instance.application.certificate(operator, items[0]!.successorId!);
    expect(renewed).toMatchObject({
      name: "b1.corp.example",
      predecessor: { id: old.id },
      owner: { value: "text:Payments", name: "Payments" },
      tags: ["production", "renewed"],
    });
  });

  it("goes on where it was when the process ends, and renews nothing twice", async () => {
    for (const name of ["c1", "c2", "c3", "c4"]) await issue(`${name}.corp.example`, ["resumed"]);
    const job = await start({ act: "renew" }, "resumed", 4);
    await work("first process", 3);
    const half = await detail(job.id);
    expect(half.state).toBe("running");
    expect(half.counts.done).toBeGreaterThan(0);
    expect(half.counts.waiting).toBeGreaterThan(0);
    // What the first process did last, but could not note any more.
    const { store } = instance.ports;
    const [noted] = await store.bulk.items(job.id, { states: ["done"], after: 0, limit: 1 });
    await store.bulk.settle(job.id, { ...noted!, state: "waiting", outcome: {} });
    await work("second process");
    const ended = await detail(job.id);
    expect(ended).toMatchObject({ state: "done", counts: { done: 4 } });
    expect(ended.items.map(({ successorId }) => successorId)).toContain(noted!.outcome.successorId);
    const { total } = await instance.application.searchCertificates(operator, {
      ...everything,
      tag: ["resumed"],
      cursor: null,
      limit: 1,
    });
    expect(total).toBe(8);
  });

  it("belongs to one process at a time, until its lease is over", async () => {
    await issue("d1.corp.example", ["leased"]);
    const job = await start({ act: "tag", add: ["x"], remove: [] }, "leased", 1);
    const { bulk } = instance.ports.store;
    expect((await bulk.claim("one", 60))?.id).toBe(job.id);
    expect(await bulk.claim("another", 60)).toBeNull();
    expect(await bulk.extend(job.id, "another", 60)).toBe(false);
    await bulk.extend(job.id, "one", -1);
    expect((await bulk.claim("another", 60))?.id).toBe(job.id);
    expect(await bulk.extend(job.id, "one", 60)).toBe(false);
    await bulk.release(job.id, "another");
    await work();
    expect((await detail(job.id)).state).toBe("done");
  });

  it("stops when told to; what is done stays done", async () => {
    for (const name of ["e1", "e2", "e3"]) await issue(`${name}.corp.example`, ["stopped"]);
    const job = await start({ act: "tag", add: ["late"], remove: [] }, "stopped", 3);
    await work("here", 3);
    const cancelled = await instance.application.cancelBulk(operator, { jobId: job.id });
    expect(cancelled).toMatchObject({ state: "cancelled", because: "op@corp.example stopped it." });
    await work();
    const { counts } = await detail(job.id);
    expect(counts.waiting).toBeGreaterThan(0);
    expect(counts.done + counts.waiting).toBe(3);
  });

  it("of tags is taken back exactly: what a certificate had before, it keeps", async () => {
    const had = await issue("f1.corp.example", ["undone", "production"]);
    const without = await issue("f2.corp.example", ["undone"]);
    const job = await start({ act: "tag", add: ["production", "new"], remove: ["undone"] }, "undone", 2);
    await work();
    const tags = async (id: string) => (await instance.application.certificate(operator, id)).tags;
    expect(await tags(without.id)).toEqual(["new", "production"]);
    expect((await detail(job.id)).may).toEqual({ cancel: false, undo: true });
    await instance.application.undoBulk(operator, { jobId: job.id });
    await work();
    expect(await tags(had.id)).toEqual(["production", "undone"]);
    expect(await tags(without.id)).toEqual(["undone"]);
  });

  it("ends when whoever began it may no longer act", async () => {
    await issue("g1.corp.example", ["orphan"]);
    const job = await start({ act: "tag", add: ["y"], remove: [] }, "orphan", 1);
    await instance.application.disableUser(person("administrator"), { userId: operator.id });
    await work();
    expect(await detail(job.id)).toMatchObject({ state: "cancelled", counts: { waiting: 1, done: 0 } });
    await instance.application.enableUser(person("administrator"), { userId: operator.id });
  });

  it("is forgotten a while after it ended, and not before", async () => {
    const { store, clock } = instance.ports;
    const [job] = await instance.application.listBulk(operator, { running: false });
    expect(await store.bulk.deleteFinishedBefore(new Date(Date.parse(job!.createdAt) - 60_000))).toBe(0);
    const kept = await instance.application.listBulk(operator, { running: false });
    expect(kept.map(({ id }) => id)).toContain(job!.id);
    expect(clock().getTime()).toBeGreaterThan(Date.parse(job!.createdAt));
  });

  it("is for those whose role may do it to one, and seen by those who began it or audit", async () => {
    const selection = select("first");
    const requester = person("requester");
    const input: StartBulkInput = { act: { act: "tag", add: ["z"], remove: [] }, selection, expected: 1 };
    for (const actor of [auditor, requester]) {
      await expect(instance.application.previewBulk(actor, { act: "revoke", selection })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(instance.application.startBulk(actor, input)).rejects.toMatchObject({ code: "forbidden" });
    }
    const [job] = await instance.application.listBulk(operator, { running: false });
    const query = { jobId: job!.id, state: null, after: 0, limit: 1 };
    expect((await instance.application.bulk(auditor, query)).may).toEqual({ cancel: false, undo: false });
    await expect(instance.application.bulk(requester, query)).rejects.toMatchObject({ code: "forbidden" });
    await expect(instance.application.cancelBulk(auditor, { jobId: job!.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("owner and tags", () => {
  it("are changed with an entry that says from what to what; no change leaves none", async () => {
    const { id } = await issue("h1.corp.example", ["b"]);
    const edit = (owner: string, tags: string[]) =>
      instance.application.editCertificate(operator, { certificateId: id, owner, tags });
    const changed = await edit(" OP@corp.example ", ["B", "a ", "a"]);
    expect(changed).toMatchObject({
      owner: { value: `user:${operator.id}`, name: "op@corp.example", isUser: true },
      tags: ["a", "b"],
    });
    await edit(changed.owner!.value, ["a", "b"]);
    const { history } = await instance.application.certificate(operator, id);
    expect(history.filter(({ action }) => action === "certificate.edit")).toHaveLength(1);
    expect(history[0]!.sentence).toContain("+a");
    const mine = { ...everything, owner: ["me"], cursor: null, limit: 10 };
    expect((await instance.application.searchCertificates(operator, mine)).rows.map(({ name }) => name)).toEqual([
      "h1.corp.example",
    ]);
    expect((await instance.application.certificateMarks(operator)).owners).toContainEqual(changed.owner);
    expect(await edit("", [])).toMatchObject({ owner: null, tags: [] });
  });

  it.each([
    ["thirteen tags", "", Array.from({ length: 13 }, (_, index) => `t${index}`), "tags"],
    ["a long tag", "", ["x".repeat(33)], "tags"],
    ["a comma", "", ["a,b"], "tags"],
    ["a line break", "", ["a\nb"], "tags"],
    ["an unknown user", "user:nobody", [], "owner"],
    ["an invisible owner", "a\u202eb", [], "owner"],
  ])("refuse %s, naming the field", async (_, owner, tags, field) => {
    const [row] = (await instance.application.searchCertificates(operator, { ...everything, cursor: null, limit: 1 }))
      .rows;
    const input = { certificateId: row!.id, owner, tags };
    await expect(instance.application.editCertificate(operator, input)).rejects.toMatchObject({
      code: "invalid",
      field,
    });
  });

  it("are changed by operators and administrators only", async () => {
    const input = { certificateId: "any", owner: "", tags: [] };
    await expect(instance.application.editCertificate(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("an export", () => {
  it("holds the whole view, formulas made harmless, and is in the audit log", async () => {
    const { id } = await issue("csv.corp.example", ["exported"]);
    await instance.application.editCertificate(operator, { certificateId: id, owner: "=1+1", tags: ["exported"] });
    const read = async (format: "csv" | "pem") => {
      const { content } = await instance.application.exportCertificates(operator, {
        selection: select("exported"),
        format,
      });
      let text = "";
      for await (const piece of content) text += piece;
      return text;
    };
    const lines = (await read("csv")).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain("csv.corp.example,dns:csv.corp.example,server,valid,Corp Issuing,");
    expect(lines[1]).toContain(",'=1+1,exported,");
    expect(await read("pem")).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    const { entries } = await instance.application.searchAudit(auditor, {
      actor: null,
      action: "certificate.export",
      objectId: null,
      result: null,
      before: null,
      limit: 5,
    });
    expect(entries).toHaveLength(2);
  });
});

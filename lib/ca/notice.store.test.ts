import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SetupResult } from "../contract/setup";
import { cleanUpJob } from "../jobs/clean-up";
import type { Actor, Role } from "./actor";
import { runBulk } from "./run-bulk";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
let administrator: Actor;
let owner: Actor;

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  administrator = person("administrator", (await instance.ports.store.users.findByEmail("ops@corp.example"))!.id);
  owner = await newPerson("operator", "owner@corp.example");
});
afterAll(() => instance.close());

async function newPerson(role: Role, email: string): Promise<Actor> {
  const { user } = await instance.application.createUser(administrator, { email, role });
  return { ...person(role, user.id), name: email };
}

async function issue(name: string, by = administrator): Promise<string> {
  const { certificate } = await instance.application.issue(by, {
    authorityId: setup.issuing.id,
    profileId: "server",
    subject: {},
    names: [name],
    validity: { kind: "default" },
    key: { source: "server", keyType: "ec-p256", password: "orbit-lantern-49", format: "pem" },
    owner: "owner@corp.example",
  });
  return certificate.id;
}

const revoke = (certificateId: string, reason: "superseded" | "certificateHold", by = administrator) =>
  instance.application.revoke(by, { certificateId, reason, alsoIds: [], confirmName: "" });
const titles = async (who = owner) =>
  (await instance.application.listNotices(who)).notices.map(({ title }) => title).sort();

describe("notices", () => {
  it("tell an owner what others did to a certificate, and nobody what they did themselves", async () => {
    const [revoked, own] = [await issue("a.corp.example"), await issue("b.corp.example")];
    await revoke(revoked, "certificateHold");
    await instance.application.release(administrator, { certificateId: revoked });
    await revoke(revoked, "superseded");
    await revoke(revoked, "superseded");
    await revoke(own, "superseded", owner);
    expect(await titles()).toEqual([
      "“a.corp.example” was put on hold",
      "“a.corp.example” was released from hold",
      "“a.corp.example” was revoked",
    ]);
    expect(await titles(administrator)).toEqual(["“b.corp.example” was revoked"]);
  });

  it("are gone when the act they tell of was not", async () => {
    const id = await issue("c.corp.example");
    const before = await titles();
    await instance.ports.store
      .transaction(async (tables) => {
        const notice = { id: "x", userId: owner.id, kind: "certificate-revoked", objectId: id } as const;
        await tables.notices.insert({ ...notice, objectName: "c", byName: "", detail: "", createdAt: new Date() });
        throw new Error("the process ended");
      })
      .catch(() => {});
    expect(await titles()).toEqual(before);
  });

  it("say when a job is done, to whoever began it", async () => {
    await issue("d.corp.example");
    const view = { q: "d.corp.example", status: [], authority: [], profile: [], kind: [], sort: "created" as const };
    const act = { act: "tag", add: ["seen"], remove: [] } as const;
    const started = await instance.application.startBulk(administrator, {
      ...{ act: { ...act, add: [...act.add], remove: [] }, selection: { view, ids: null }, expected: 1 },
    });
    await runBulk(instance.ports, { holder: "test", shouldStop: () => false });
    const { notices } = await instance.application.listNotices(administrator);
    expect(notices[0]).toMatchObject({
      kind: "job-finished",
      href: `/certificates/jobs/${started.id}`,
      detail: "1 done, 0 passed over, 0 refused",
    });
  });

  it("are marked read by the one they are for and by nobody else", async () => {
    const { notices, unread } = await instance.application.listNotices(owner);
    expect(unread).toBeGreaterThan(1);
    const ids = [notices[0]!.id];
    await instance.application.markNotices(administrator, { ids });
    expect((await instance.application.noticeCounts(owner)).unread).toBe(unread);
    expect((await instance.application.markNotices(owner, { ids })).unread).toBe(unread - 1);
    expect((await instance.application.markNotices(owner, { ids: null })).unread).toBe(0);
    expect((await instance.application.noticeCounts(administrator)).unread).toBeGreaterThan(0);
  });

  it("are written for nobody who is disabled or has no account", async () => {
    const gone = await newPerson("operator", "gone@corp.example");
    const id = await issue("e.corp.example", gone);
    await instance.application.disableUser(administrator, { userId: gone.id });
    await revoke(id, "superseded");
    expect(await instance.ports.store.notices.listOf(gone.id, 10)).toEqual([]);
  });

  it("go after a quarter, and beyond the newest 300 of one person", async () => {
    const { store } = instance.ports;
    const at = (days: number) => new Date(Date.now() - days * 86_400_000);
    const notice = {
      userId: owner.id,
      kind: "job-finished",
      objectId: "",
      objectName: "",
      byName: "",
      detail: "",
    } as const;
    await store.notices.insert({ ...notice, id: "old", createdAt: at(91) });
    for (let made = 0; made < 305; made++) await store.notices.insert({ ...notice, id: `n${made}`, createdAt: at(1) });
    await cleanUpJob(instance.ports).run();
    const left = await store.notices.listOf(owner.id, 1_000);
    expect(left).toHaveLength(300);
    expect(left.some(({ id }) => id === "old")).toBe(false);
  });
});

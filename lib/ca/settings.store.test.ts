import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SettingsInput } from "../contract/settings";
import { cleanUpJob } from "../jobs/clean-up";
import { administratorPassword, openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
});
afterAll(() => instance.close());

const administrator = person("administrator");
const defaults: SettingsInput = {
  instanceName: "",
  validationUrl: "",
  sessionHours: 12,
  idleMinutes: null,
  defaultProfileId: null,
  sessionDays: 7,
  crlDays: 7,
};
const update = (change: Partial<SettingsInput>, actor = administrator) =>
  instance.application.updateSettings(actor, { ...defaults, ...change });
const lastEntry = async (action: string) => {
  const query = { before: null, limit: 1, actor: null, action, objectId: null, result: null };
  return (await instance.ports.store.audit.list(query))[0];
};
const signIn = () =>
  instance.application.signIn(
    { email: "ops@corp.example", password: administratorPassword },
    { address: "192.0.2.1", userAgent: "test" },
  );
const minutes = (count: number) => instance.shiftClock(count * 60_000);

describe("settings", () => {
  it("have a default each, and are read by everyone who reads", async () => {
    const view = await instance.application.settings(person("auditor"));
    expect(view).toMatchObject({ settings: defaults, may: { update: false } });
    await expect(instance.application.settings(person("requester"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each(["operator", "auditor", "requester"] as const)("are not changed by an %s, who is on record", async (role) => {
    await expect(update({ instanceName: "Mine" }, person(role))).rejects.toMatchObject({ code: "forbidden" });
    expect(await lastEntry("settings.update")).toMatchObject({ result: "refused", actorName: `${role}@corp.example` });
    expect((await instance.application.settings(administrator)).settings).toEqual(defaults);
  });

  it("are on record with what they were and what they are, and only what changed", async () => {
    await update({ instanceName: "Corp", sessionDays: 30 });
    expect((await lastEntry("settings.update"))?.detail).toEqual({
      instanceName: { before: "", after: "Corp" },
      sessionDays: { before: 7, after: 30 },
    });
    const before = await lastEntry("settings.update");
    await update({ instanceName: "Corp", sessionDays: 30 });
    expect((await lastEntry("settings.update"))?.id).toBe(before?.id);
    expect((await signIn()).instanceName).toBe("Corp");
    await update({});
  });

  it.each<[Partial<SettingsInput>, string, string]>([
    [{ validationUrl: "https://pki.example.org" }, "invalid", "validationUrl"],
    [{ validationUrl: "nonsense" }, "invalid", "validationUrl"],
    [{ defaultProfileId: "none" }, "not-found", "defaultProfileId"],
    [{ sessionHours: 1, idleMinutes: 61 }, "invalid", "idleMinutes"],
  ])("%j is refused beside its field", async (change, code, field) => {
    await expect(update(change)).rejects.toMatchObject({ code, field });
  });

  it("propose their validation URL for new authorities at once", async () => {
    await update({ validationUrl: "http://crl.corp.example/" });
    expect((await instance.application.setupState()).validationUrlDefault).toBe("http://crl.corp.example");
    await update({});
    expect((await instance.application.setupState()).validationUrlDefault).toBe("http://pki.corp.example");
  });
});

describe("a session", () => {
  it("lasts as long as is set when it begins, and no longer than is set now", async () => {
    await update({ sessionHours: 2 });
    const { sessionId } = await signIn();
    minutes(119);
    expect(await instance.application.session(sessionId)).not.toBeNull();
    await update({ sessionHours: 1 });
    expect(await instance.application.session(sessionId)).toBeNull();
    minutes(121);
    await update({ sessionHours: 12 });
    expect(await instance.application.session(sessionId)).toBeNull();
    minutes(0);
  });

  it("ends when it is idle for as long as is set, and goes on while it is used", async () => {
    await update({ idleMinutes: 10 });
    const { sessionId } = await signIn();
    for (const at of [9, 18, 27]) {
      minutes(at);
      expect(await instance.application.session(sessionId)).not.toBeNull();
    }
    minutes(37);
    expect(await instance.application.session(sessionId)).toBeNull();
    minutes(0);
    await update({});
  });
});

describe("what is kept", () => {
  it("is sessions as long as is set, and everything that proves something for good", async () => {
    await signIn();
    const { store } = instance.ports;
    const count = async () => {
      const query = { before: null, limit: 200, actor: null, action: null, objectId: null, result: null };
      const user = await store.users.findByEmail("ops@corp.example");
      return {
        entries: (await store.audit.list(query)).length,
        crls: (await store.crls.latestOfAll()).length,
        isKnown: await store.sessions.hasSessionFrom(user!.id, "192.0.2.1"),
      };
    };
    const before = await count();
    await update({ sessionDays: 30 });
    minutes(20 * 24 * 60);
    await cleanUpJob(instance.ports).run();
    expect((await count()).isKnown).toBe(true);
    await update({});
    await cleanUpJob(instance.ports).run();
    minutes(0);
    expect(await count()).toEqual({ entries: before.entries + 2, crls: before.crls, isKnown: false });
  });
});

describe("how the master key is cared for", () => {
  it("is told for the key that wraps now, as the command line recorded it", async () => {
    const { store } = instance.ports;
    const id = (await store.keys.findAny())!.masterKeyId;
    const care = async () => (await instance.application.settings(administrator)).masterKey;
    expect(await care()).toEqual({ id, backedUpAt: null, checkedAt: null, rotatedAt: null });
    const entry = {
      actorKind: "command-line",
      actorId: "",
      actorName: "root",
      door: "command-line",
      address: null,
      objectKind: "master-key",
      result: "done",
      detail: {},
    } as const;
    const at = new Date("2026-03-01T00:00:00Z");
    await store.audit.append({ ...entry, at, action: "master-key.backup", objectId: id, objectName: id });
    await store.audit.append({ ...entry, at, action: "master-key.check", objectId: "another", objectName: "another" });
    expect(await care()).toEqual({ id, backedUpAt: at.toISOString(), checkedAt: null, rotatedAt: null });
  });
});

import { afterAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../ca/ports";
import { administer } from "./testing/global-setup";
import { openTestStore } from "./testing/open-test-store";
import { at } from "./testing/records";

const { store, url, close } = await openTestStore();
afterAll(close);

function entry(change: Partial<AuditEntry> = {}): Omit<AuditEntry, "id"> {
  return {
    at: at("2026-01-01T00:00:00"),
    actorKind: "user",
    actorId: "u1",
    actorName: "Ops@Example.org",
    door: "console",
    address: "192.0.2.1",
    action: "certificate.issue",
    objectKind: "certificate",
    objectId: "c1",
    objectName: "web.corp.example",
    result: "done",
    detail: { profile: "server", names: ["dns:web.corp.example"], days: 90 },
    ...change,
  };
}
const everything = { before: null, limit: 100, actor: null, action: null, objectId: null, result: null };

describe("the database refuses to change the audit log", () => {
  it.each([
    ["UPDATE audit_entries SET actor_name = 'nobody'"],
    ["UPDATE audit_entries SET actor_name = 'nobody' WHERE false"],
    ["DELETE FROM audit_entries"],
    ["TRUNCATE audit_entries"],
    ["TRUNCATE audit_entries CASCADE"],
    ["SET session_replication_role = replica; DELETE FROM audit_entries"],
    ["INSERT INTO audit_entries SELECT * FROM audit_entries ON CONFLICT (id) DO UPDATE SET actor_name = 'nobody'"],
  ])("%s", async (sql) => {
    await store.audit.append(entry());
    const before = await store.audit.list(everything);
    await expect(administer(url, sql)).rejects.toThrow("The audit log is append only");
    expect(await store.audit.list(everything)).toEqual(before);
  });
});

describe("audit entries", () => {
  it("come back as they were appended, newest first, numbered in that order", async () => {
    await store.audit.append(entry({ objectId: "first" }));
    await store.audit.append(entry({ objectId: "second", result: "refused", address: null }));
    const [second, first] = await store.audit.list({ ...everything, limit: 2 });
    expect(first).toEqual({ ...entry({ objectId: "first" }), id: first!.id });
    expect(second).toEqual({ ...entry({ objectId: "second", result: "refused", address: null }), id: second!.id });
    expect(second!.id > first!.id).toBe(true);
  });

  it("are written with the act they tell of or not at all", async () => {
    const failed = store.transaction(async (tables) => {
      await tables.audit.append(entry({ objectId: "rolled back" }));
      throw new TypeError("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await store.audit.list({ ...everything, objectId: "rolled back" })).toEqual([]);
  });

  it("keep text that PostgreSQL could not hold, visibly replaced", async () => {
    const hostile = entry({
      objectId: "nul\0",
      objectName: "half \ud800",
      detail: { "k\0": ["a\0b", { c: "\udfff" }] },
    });
    await store.audit.append(hostile);
    const [stored] = await store.audit.list({ ...everything, limit: 1 });
    expect(stored).toMatchObject({
      objectId: "nul␀",
      objectName: "half �",
      detail: { "k␀": ["a␀b", { c: "�" }] },
    });
  });

  describe("are filtered", () => {
    it.each([
      ["by actor id", { actor: "u-filter" }],
      ["by part of the actor’s name in any capitalisation", { actor: "FILTER%@" }],
      ["by action", { action: "authority.pause" }],
      ["by the noun of the action", { action: "authority" }],
      ["by object", { objectId: "filtered" }],
      ["by result", { result: "failed" as const }],
    ])("%s", async (_, filter) => {
      await store.audit.append(
        entry({
          actorId: "u-filter",
          actorName: "filter%@example.org",
          action: "authority.pause",
          objectId: "filtered",
          result: "failed",
        }),
      );
      const found = await store.audit.list({ ...everything, ...filter });
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ objectId }) => objectId === "filtered")).toBe(true);
    });
  });

  it("are paged by number without a gap or a repetition", async () => {
    const ids = (await store.audit.list(everything)).map(({ id }) => id);
    const paged: bigint[] = [];
    for (let before: bigint | null = null; ; before = paged.at(-1)!) {
      const page = await store.audit.list({ ...everything, before, limit: 3 });
      paged.push(...page.map(({ id }) => id));
      if (page.length < 3) break;
    }
    expect(paged).toEqual(ids);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntryDto, AuditFilter } from "../contract/audit";
import { openTestInstance, person, type TestInstance } from "./testing/instance";

const everything: AuditFilter = { actor: null, action: null, objectId: null, result: null };
const auditor = person("auditor");

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
  const { store } = instance.ports;
  for (let index = 0; index < 1_200; index++) {
    await store.audit.append({
      at: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 100))),
      actorKind: "user",
      actorId: "u",
      actorName: index === 7 ? '=HYPERLINK("http://evil.example")' : "ops@corp.example",
      door: "console",
      address: null,
      action: "certificate.issue",
      objectKind: index % 2 ? "certificate" : "authority",
      objectId: `object-${index}`,
      objectName: index === 3 ? "100%_sure.corp.example" : "web.corp.example",
      result: "done",
      detail: { index },
    });
  }
});
afterAll(() => instance.close());

async function exported(filter: Partial<AuditFilter>, format: "csv" | "json"): Promise<string> {
  const { content } = await instance.application.exportAudit(auditor, { filter: { ...everything, ...filter }, format });
  let text = "";
  for await (const piece of content) text += piece;
  return text;
}
const entries = async (filter: Partial<AuditFilter>) => JSON.parse(await exported(filter, "json")) as AuditEntryDto[];

describe("the audit log", () => {
  it.each<[string, Partial<AuditFilter>, number]>([
    ["one day", { from: "2026-01-03", until: "2026-01-03" }, 100],
    ["everything before a day is over", { until: "2026-01-02" }, 200],
    ["part of the object's name, whatever its case", { object: "100%_SURE" }, 1],
    ["the object's id", { object: "object-42" }, 1],
    ["what is a wildcard elsewhere and here is not", { object: "%" }, 1],
    ["a kind of object in a time", { objectKind: "authority", until: "2026-01-01" }, 50],
  ])("is filtered by %s", async (_, filter, count) => {
    expect(await entries(filter)).toHaveLength(count);
    const search = { ...everything, ...filter, before: null, limit: 200 };
    expect((await instance.application.searchAudit(auditor, search)).entries).toHaveLength(count);
  });

  it("is exported whole, newest first, each entry once", async () => {
    const found = await entries({ action: "certificate.issue" });
    expect(found.map(({ detail }) => detail.index)).toEqual(Array.from({ length: 1_200 }, (_, index) => 1_199 - index));
  });

  it("is exported as CSV that no spreadsheet runs", async () => {
    const lines = (await exported({ actor: "=HYPERLINK" }, "csv")).split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`,"'=HYPERLINK(""http://evil.example"")",`);
  });

  it("is an empty list when nothing fits", async () => {
    expect(await exported({ actor: "nobody" }, "json")).toBe("[]\n");
    expect((await exported({ actor: "nobody" }, "csv")).split("\r\n")).toHaveLength(2);
  });

  it("has the export itself, and every refused one", async () => {
    const input = { filter: everything, format: "csv" } as const;
    await expect(instance.application.exportAudit(person("requester"), input)).rejects.toMatchObject({
      code: "forbidden",
    });
    const [refused, done] = await entries({ action: "audit.export" }).then((found) => found.slice(1));
    expect(refused).toMatchObject({ result: "refused", actor: "requester@corp.example" });
    expect(done).toMatchObject({ result: "done", detail: { format: "csv", filter: { actor: "nobody" } } });
  });
});

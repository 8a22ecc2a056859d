import { describe, expect, it } from "vitest";
import { auditObjectKinds } from "@/lib/contract/audit";
import { auditHref, historyHref } from "./audit-href";
import { parseAuditSearch } from "./audit-url";

const none = {
  actor: null,
  action: null,
  objectId: null,
  objectKind: null,
  object: null,
  from: null,
  until: null,
  result: null,
  before: null,
  limit: 50,
};

describe("the address of the audit screen", () => {
  it("comes back as it was written", () => {
    const search = {
      ...none,
      actor: "ops@corp.example",
      action: "user.sign-in",
      result: "refused",
      objectKind: "authority",
      object: "Corp",
      from: "2026-01-31",
      until: "2026-02-28",
      before: "42",
    } as const;
    const parameters = Object.fromEntries(new URL(auditHref(search), "http://x.example").searchParams);
    expect(parseAuditSearch(parameters)).toEqual(search);
  });

  it.each([
    ["a result that is none", { result: "perhaps" }],
    ["a place that is no number", { before: "1; DROP TABLE" }],
    ["a day that is none", { from: "2026-02-30", until: "yesterday" }],
    ["a kind that is none", { kind: "planet" }],
    ["empty fields of the form", { actor: "", action: "  ", result: "" }],
  ])("drops %s", (_, parameters) => {
    expect(parseAuditSearch(parameters)).toEqual(none);
  });

  it.each(auditObjectKinds)("keeps the kind whose history is shown: %s", (objectKind) => {
    const { searchParams } = new URL(historyHref({ objectKind, objectId: "" }), "http://x.example");
    expect(parseAuditSearch(Object.fromEntries(searchParams)).objectKind).toBe(objectKind);
  });

  it("takes the first of several", () => {
    expect(parseAuditSearch({ actor: ["a@x.example", "b@x.example"] }).actor).toBe("a@x.example");
  });
});

it.each([
  [{ objectKind: "certificate", objectId: "a b" }, "/audit?object=a+b"],
  [{ objectKind: "instance", objectId: "" }, "/audit?kind=instance"],
])("the history of %j is at %s", (object, href) => expect(historyHref(object)).toBe(href));

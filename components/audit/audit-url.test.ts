import { describe, expect, it } from "vitest";
import { auditHref, parseAuditSearch } from "./audit-url";

const none = { actor: null, action: null, objectId: null, result: null, before: null, limit: 50 };

describe("the address of the audit screen", () => {
  it("comes back as it was written", () => {
    const search = {
      ...none,
      actor: "ops@corp.example",
      action: "user.sign-in",
      result: "refused",
      before: "42",
    } as const;
    const parameters = Object.fromEntries(new URL(auditHref(search), "http://x.example").searchParams);
    expect(parseAuditSearch(parameters)).toEqual(search);
  });

  it.each([
    ["a result that is none", { result: "perhaps" }],
    ["a place that is no number", { before: "1; DROP TABLE" }],
    ["empty fields of the form", { actor: "", action: "  ", result: "" }],
  ])("drops %s", (_, parameters) => {
    expect(parseAuditSearch(parameters)).toEqual(none);
  });

  it("takes the first of several", () => {
    expect(parseAuditSearch({ actor: ["a@x.example", "b@x.example"] }).actor).toBe("a@x.example");
  });
});

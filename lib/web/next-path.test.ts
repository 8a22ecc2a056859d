import { describe, expect, it } from "vitest";
import { safeNextPath } from "./next-path";

describe("after signing in nobody is sent anywhere but to a page of this site", () => {
  it.each([
    "/certificates",
    "/certificates?q=web.corp.example&status=valid",
    "/audit?actor=ops%40corp.example",
    "/authorities/7f3a#crl",
  ])("%s is kept", (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  it.each([
    ["another origin", "https://evil.example/"],
    ["another origin without a scheme", "//evil.example/"],
    ["a backslash that browsers read as a slash", "/\\evil.example"],
    ["a tab that browsers drop", "/\t/evil.example"],
    ["a newline that browsers drop", "/\n/evil.example"],
    ["a dot segment that leaves two slashes", "/.//evil.example"],
    ["a script", "javascript:alert(1)"],
    ["no leading slash", "certificates"],
    ["the sign-in page itself", "/sign-in?next=/"],
    ["the sign-in page by a detour", "/audit/../sign-in"],
    ["an endpoint", "/api/auth/csrf"],
    ["nothing", ""],
    ["something endless", `/${"a".repeat(3_000)}`],
    ["a right-to-left mark", "/\u202eaudit"],
  ])("%s leads to the overview", (_, path) => {
    expect(safeNextPath(path)).toBe("/");
  });

  it("no parameter leads to the overview", () => {
    expect(safeNextPath(null)).toBe("/");
    expect(safeNextPath(undefined)).toBe("/");
  });
});

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...values] = directive.split(" ");
      return [name, values];
    }),
  );
}

describe("the policy of a page", () => {
  const policy = directives(contentSecurityPolicy("abc123", false));

  it("runs only scripts with this answer’s nonce and what they load", () => {
    expect(policy.get("script-src")).toEqual(["'nonce-abc123'", "'strict-dynamic'"]);
  });

  it("has neither unsafe-inline nor unsafe-eval anywhere", () => {
    expect(contentSecurityPolicy("n", false)).not.toMatch(/'unsafe-(inline|eval)'/);
  });

  it("allows exactly one style attribute, the one React writes", () => {
    const hash = createHash("sha256").update("display:none").digest("base64");
    expect(policy.get("style-src-attr")).toEqual(["'unsafe-hashes'", `'sha256-${hash}'`]);
    expect(policy.get("style-src")).toEqual(["'self'"]);
  });

  it.each(["default-src", "base-uri", "frame-ancestors"])("%s is none", (name) => {
    expect(policy.get(name)).toEqual(["'none'"]);
  });

  it("names no other host", () => {
    expect(contentSecurityPolicy("n", false)).not.toMatch(/https?:|\*|blob:/);
  });

  it("lets React’s development build evaluate, and only that", () => {
    expect(contentSecurityPolicy("n", true)).toContain("'unsafe-eval'");
  });
});

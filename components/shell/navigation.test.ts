import { describe, expect, it } from "vitest";
import { isCurrent, navigationFor } from "./navigation";

const labels = (permissions: string[]) =>
  navigationFor(permissions).flatMap(({ items }) => items.map(({ label }) => label));

describe("the menu offers exactly what the role may see", () => {
  it("a requester finds certificates, profiles and Inspect, and no empty group", () => {
    const permissions = ["certificate.read-own", "profile.read"];
    expect(labels(permissions)).toEqual(["Certificates", "Profiles", "Inspect"]);
    expect(navigationFor(permissions)).toHaveLength(1);
  });

  it("only who manages users finds Users", () => {
    expect(labels(["audit.read"])).toEqual(["Audit"]);
    expect(labels(["audit.read", "user.manage"])).toEqual(["Audit", "Users"]);
  });
});

describe("the present page is marked", () => {
  it.each([
    ["/", "/", true],
    ["/", "/certificates", false],
    ["/certificates", "/certificates/abc", true],
    ["/certificates", "/certificates-of-old", false],
  ])("%s at %s: %s", (href, pathname, expected) => {
    expect(isCurrent(href, pathname)).toBe(expected);
  });
});

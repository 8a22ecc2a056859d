import { describe, expect, it } from "vitest";
import type { CertificateSummary } from "@/lib/contract/certificate";
import type { Found } from "@/lib/contract/find";
import { commandsFor } from "./commands";
import { paletteEntries } from "./entries";

const nothing: Found = { certificates: [], authorities: [], profiles: [], people: [] };
const commands = commandsFor(["certificate.read-own", "certificate.issue", "user.manage"]);
const entries = (text: string, found: Partial<Found> = {}, recent = [{ href: "/certificates/a", label: "a" }]) =>
  paletteEntries({ text, found: { ...nothing, ...found }, recent, commands });
const web = {
  id: "1",
  name: "new.corp.example",
  authority: { id: "x", name: "Issuing" },
  notAfter: "2027-01-01T00:00:00.000Z",
} as CertificateSummary;

describe("what the palette lists", () => {
  it("before anything is typed: recent items, then every page and action", () => {
    const groups = entries("").map(({ group }) => group);
    expect(groups[0]).toBe("Recent");
    expect(groups.slice(1).every((group) => group === "Pages and actions")).toBe(true);
  });

  it("actions before things, unless a certificate is called so; a search always last", () => {
    expect(entries("new").map(({ group }) => group)).toEqual(["Pages and actions", "Search"]);
    expect(entries("new", { certificates: [web] })[0]).toMatchObject({
      label: "new.corp.example",
      note: "until 2027-01-01 · Issuing",
    });
  });

  it("authorities, profiles and people lead to their own pages", () => {
    const found: Partial<Found> = {
      authorities: [{ id: "abc", name: "Issuing", kind: "issuing", state: "paused" }],
      profiles: [{ id: "server", name: "Server", description: "TLS servers" }],
      people: [{ id: "u1", email: "a@b.c", roles: "auditor", isDisabled: true }],
    };
    expect(entries("zz", found).map(({ href, note }) => `${href} ${note}`)).toEqual([
      "/authorities/abc Issuing, paused",
      "/profiles/server TLS servers",
      "/users#user-u1 auditor, disabled",
      "/certificates?q=zz ",
    ]);
  });

  it("every entry once", () => {
    const keys = entries("").map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

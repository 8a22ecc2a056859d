import { describe, expect, it } from "vitest";
import { type Door, isFromOurPages, isOurHost } from "./origin";

const local: Door = { publicUrl: null, isBoundToLoopback: true, isBehindProxy: false, scheme: "http" };
const named: Door = {
  publicUrl: "https://ca.example.org",
  isBoundToLoopback: true,
  isBehindProxy: false,
  scheme: "http",
};
const open: Door = { publicUrl: null, isBoundToLoopback: false, isBehindProxy: true, scheme: "http" };

describe("a request's host", () => {
  it.each([
    [local, "127.0.0.1:3000", true],
    [local, "localhost:3000", true],
    [local, "[::1]:3000", true],
    [local, "localhost:9000", true],
    [local, "attacker.example:3000", false],
    [local, "127.0.0.1.attacker.example:3000", false],
    [local, "localhost.attacker.example", false],
    [local, "10.0.0.1:3000", false],
    [local, "127.0.0.1:3000/@x", false],
    [local, "user@127.0.0.1", false],
    [local, "", false],
    [local, undefined, false],
    [named, "ca.example.org", true],
    [named, "CA.example.org", true],
    [named, "ca.example.org:8443", false],
    [named, "other.example.org", false],
    [named, "localhost:3000", true],
    [open, "anything.example", true],
  ])("of %o as %j is ours: %s", (door, host, expected) => {
    expect(isOurHost(door, host)).toBe(expected);
  });
});

describe("what changes something is taken from our own pages only", () => {
  const post = {
    method: "POST",
    path: "/certificates",
    host: "127.0.0.1:3000",
    origin: undefined,
    fetchSite: undefined,
  };

  it.each([
    ["a page of ours", local, { origin: "http://127.0.0.1:3000", fetchSite: "same-origin" }, true],
    ["a client that names our origin", local, { origin: "http://127.0.0.1:3000" }, true],
    ["another site", local, { origin: "https://attacker.example", fetchSite: "cross-site" }, false],
    ["another site whose browser says nothing more", local, { origin: "https://attacker.example" }, false],
    ["another port of this machine", local, { origin: "http://127.0.0.1:4000", fetchSite: "same-site" }, false],
    ["another name of this machine", local, { origin: "http://localhost:3000", fetchSite: "cross-site" }, false],
    ["a sandboxed frame", local, { origin: "null", fetchSite: "cross-site" }, false],
    ["a page whose policy hides its origin", local, { origin: "null", fetchSite: "same-origin" }, true],
    ["nobody says where", local, {}, false],
    ["nobody says where, to next-auth, which has a token", local, { path: "/api/auth/callback/credentials" }, true],
    [
      "another site, to next-auth",
      local,
      { path: "/api/auth/callback/credentials", origin: "https://attacker.example" },
      false,
    ],
    ["our public name", named, { host: "ca.example.org", origin: "https://ca.example.org" }, true],
    ["our public name, the proxy changed the host", named, { origin: "https://ca.example.org" }, true],
    ["our public name without TLS", named, { origin: "http://ca.example.org" }, false],
    ["https, known to the proxy only", open, { host: "ca.corp", origin: "https://ca.corp" }, true],
    ["https, where no proxy is", local, { origin: "https://127.0.0.1:3000" }, false],
  ])("%s", (_, door, sender, expected) => {
    expect(isFromOurPages(door, { ...post, ...sender })).toBe(expected);
  });

  it.each(["GET", "HEAD", "OPTIONS"])("and %s changes nothing", (method) => {
    expect(
      isFromOurPages(local, { ...post, method, origin: "https://attacker.example", fetchSite: "cross-site" }),
    ).toBe(true);
  });

  it.each(["PUT", "PATCH", "DELETE", "get"])("and %s counts as a change", (method) => {
    expect(isFromOurPages(local, { ...post, method, origin: "https://attacker.example" })).toBe(false);
  });
});

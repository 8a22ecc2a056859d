import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { isLoopbackHost, readConfig, requireConfig, urlOf, variables } from "./config";

const key = "A".repeat(43);

describe("the configuration", () => {
  it("has a safe default for everything: this machine only, and an embedded database", () => {
    const { config, mistakes, warnings } = readConfig({});
    expect(mistakes).toEqual([]);
    expect(warnings).toEqual([]);
    expect(config).toMatchObject({
      dataDir: resolve("data"),
      databaseUrl: null,
      console: { host: "127.0.0.1", port: 3000, url: null },
      validation: { host: "127.0.0.1", port: 8080, url: null },
      masterKey: { kind: "own-file", path: resolve("data/master-key") },
      isBehindProxy: false,
      isDevelopment: false,
    });
    expect(config?.trustedProxies.rules).toEqual([]);
  });

  it("treats empty as unset", () => {
    const empty = Object.fromEntries(variables.map((name) => [name, ""]));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it.each([
    ["COUNTERSIGN_DATA_DIR", "/var/lib/countersign", { dataDir: "/var/lib/countersign" }],
    [
      "DATABASE_URL",
      "postgresql://ca@db/ca?sslmode=verify-full",
      { databaseUrl: "postgresql://ca@db/ca?sslmode=verify-full" },
    ],
    ["COUNTERSIGN_HOST", "[::1]", { console: { host: "::1", port: 3000, url: null } }],
    ["COUNTERSIGN_HOST", "localhost", { console: { host: "localhost", port: 3000, url: null } }],
    ["PORT", "0", { console: { host: "127.0.0.1", port: 0, url: null } }],
    [
      "COUNTERSIGN_URL",
      "https://ca.example.org/",
      { console: { host: "127.0.0.1", port: 3000, url: "https://ca.example.org" } },
    ],
    ["COUNTERSIGN_VALIDATION_HOST", "::", { validation: { host: "::", port: 8080, url: null } }],
    ["COUNTERSIGN_VALIDATION_PORT", "65535", { validation: { host: "127.0.0.1", port: 65_535, url: null } }],
    [
      "COUNTERSIGN_VALIDATION_URL",
      "http://pki.example.org/ca/",
      { validation: { host: "127.0.0.1", port: 8080, url: "http://pki.example.org/ca" } },
    ],
    ["COUNTERSIGN_MASTER_KEY", `${key}=`, { masterKey: { kind: "value", text: `${key}=` } }],
    ["COUNTERSIGN_MASTER_KEY", "0a".repeat(32), { masterKey: { kind: "value", text: "0a".repeat(32) } }],
    ["COUNTERSIGN_MASTER_KEY_FILE", "/run/key", { masterKey: { kind: "file", path: "/run/key" } }],
    ["COUNTERSIGN_PLAIN_HTTP", "behind-proxy", { isBehindProxy: true }],
    ["NODE_ENV", "development", { isDevelopment: true }],
  ])("takes %s=%s", (name, value, expected) => {
    const { config, mistakes } = readConfig({ [name]: value });
    expect(mistakes).toEqual([]);
    expect(config).toMatchObject(expected);
  });

  it.each([
    ["127.0.0.1", {}, null],
    ["localhost", { COUNTERSIGN_URL: "https://ca.example.org" }, null],
    ["0.0.0.0", { COUNTERSIGN_PLAIN_HTTP: "behind-proxy" }, null],
    ["10.1.2.3", {}, ["10.1.2.3"]],
    ["10.1.2.3", { COUNTERSIGN_URL: "https://ca.example.org:8443" }, ["ca.example.org", "10.1.2.3"]],
    ["::", { COUNTERSIGN_URL: "https://[2001:db8::1]" }, ["2001:db8::1", "localhost", "127.0.0.1", "::1"]],
  ])("at %s with %j the console’s own certificate names %j", (host, more, names) => {
    const { config, mistakes } = readConfig({ COUNTERSIGN_HOST: host, ...more });
    expect(mistakes).toEqual([]);
    if (names === null) expect(config?.consoleTls).toBeNull();
    else expect(config?.consoleTls).toMatchObject({ kind: "own", names: expect.arrayContaining(names) });
  });

  it("takes certificate files anywhere, and a URL that fits them only", () => {
    const files = { COUNTERSIGN_TLS_CERT_FILE: "/run/console.pem", COUNTERSIGN_TLS_KEY_FILE: "/run/console.key" };
    const consoleTls = { kind: "files", certificateFile: "/run/console.pem", keyFile: "/run/console.key" };
    expect(readConfig(files).config).toMatchObject({ consoleTls });
    expect(readConfig({ ...files, COUNTERSIGN_URL: "http://localhost:3000" }).mistakes.join()).toContain(
      "give https://localhost:3000",
    );
    expect(readConfig({ ...files, COUNTERSIGN_PLAIN_HTTP: "behind-proxy" }).mistakes.join()).toContain("unset one");
  });

  it("believes the proxies it is told of and nobody else", () => {
    const proxies = readConfig({ COUNTERSIGN_TRUSTED_PROXIES: "10.1.0.0/16, ::1 192.0.2.7" }).config?.trustedProxies;
    expect(proxies?.check("10.1.255.1")).toBe(true);
    expect(proxies?.check("::1", "ipv6")).toBe(true);
    expect(proxies?.check("192.0.2.7")).toBe(true);
    expect(proxies?.check("192.0.2.8")).toBe(false);
  });

  it.each([
    ["COUNTERSIGN_DATA_DIR", "a\0b", "NUL"],
    ["DATABASE_URL", "mysql://secret@db/ca", "Give a PostgreSQL URL"],
    ["DATABASE_URL", "postgres://db", "with a database name"],
    ["COUNTERSIGN_HOST", "http://127.0.0.1", "without scheme and port"],
    ["COUNTERSIGN_HOST", "127.0.0.1:3000", "without scheme and port"],
    ["COUNTERSIGN_TLS_CERT_FILE", "/run/console.pem", "both, or neither"],
    ["COUNTERSIGN_TLS_KEY_FILE", "/run/console.key", "both, or neither"],
    ["PORT", "65536", "not a port"],
    ["PORT", "-1", "not a port"],
    ["PORT", "3000a", "not a port"],
    ["PORT", "8080", "need a port each"],
    ["COUNTERSIGN_URL", "ca.example.org", "Give the origin only"],
    ["COUNTERSIGN_URL", "https://ca.example.org/path", "Give the origin only"],
    ["COUNTERSIGN_URL", "https://a:b@ca.example.org", "Give the origin only"],
    ["COUNTERSIGN_URL", "http://ca.example.org", "needs https://"],
    ["COUNTERSIGN_VALIDATION_HOST", "a b", "host name"],
    ["COUNTERSIGN_VALIDATION_PORT", "1e3", "not a port"],
    ["COUNTERSIGN_VALIDATION_URL", "http://pki.example.org/?a", "without query"],
    ["COUNTERSIGN_VALIDATION_URL", "ldap://pki.example.org", "Give an http:// URL"],
    ["COUNTERSIGN_VALIDATION_URL", "https://pki.example.org", "Give an http:// URL"],
    ["COUNTERSIGN_VALIDATION_URL", "http://pki.exämple.org", "without query"],
    ["COUNTERSIGN_MASTER_KEY", "short", "openssl rand -base64 32"],
    ["COUNTERSIGN_TRUSTED_PROXIES", "10.0.0.0/33", "not a network"],
    ["COUNTERSIGN_TRUSTED_PROXIES", "10.0.0.0/8;::1", "not a network"],
    ["COUNTERSIGN_TRUSTED_PROXIES", "proxy.corp", "not a network"],
    ["COUNTERSIGN_PLAIN_HTTP", "yes", "the only value is behind-proxy"],
  ])("refuses %s=%j by name and says what to do", (name, value, text) => {
    const { config, mistakes } = readConfig({ [name]: value });
    expect(config).toBeNull();
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(name);
    expect(mistakes[0]).toContain(text);
  });

  it("tells all mistakes at once", () => {
    const wrong = {
      PORT: "x",
      COUNTERSIGN_VALIDATION_PORT: "y",
      COUNTERSIGN_HOST: "0.0.0.0:1",
      COUNTERSIGN_MASTER_KEY: key,
      COUNTERSIGN_MASTER_KEY_FILE: "/run/key",
    };
    expect(readConfig(wrong).mistakes).toHaveLength(4);
    expect(() => requireConfig(wrong)).toThrow(/PORT: .*\n.*COUNTERSIGN_VALIDATION_PORT: /);
  });

  it.each([
    ["DATABASE_URL", "postgres://ca:hunter2@db"],
    ["COUNTERSIGN_MASTER_KEY", "hunter2"],
  ])("never repeats what %s held", (name, value) => {
    expect(readConfig({ [name]: value }).mistakes.join()).not.toContain("hunter2");
  });

  it("names settings it does not know without refusing to start", () => {
    const { config, warnings } = readConfig({ COUNTERSIGN_DATADIR: "/x", COUNTERSIGN_TEST_DATABASE_URL: "y" });
    expect(config).not.toBeNull();
    expect(warnings).toEqual(["COUNTERSIGN_DATADIR: There is no such setting; see docs/operations/configuration.md."]);
  });

  it("is documented, every variable and no other", () => {
    const text = readFileSync("docs/operations/configuration.md", "utf8");
    const documented = [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(documented.sort()).toEqual([...variables].sort());
  });
});

describe("a listener's address", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:80"],
    ["::1", "http://[::1]:80"],
    ["::", "http://127.0.0.1:80"],
    ["0.0.0.0", "http://127.0.0.1:80"],
    ["pki.corp", "http://pki.corp:80"],
  ])("of %s is %s", (name, url) => {
    expect(urlOf(name, 80)).toBe(url);
  });

  it.each([
    ["127.8.8.8", true],
    ["[::1]", true],
    ["localhost", true],
    ["ca.localhost", true],
    ["::ffff:127.0.0.1", true],
    ["::", false],
    ["10.0.0.1", false],
    ["localhost.example.org", false],
  ])("%s is on this machine only: %s", (name, expected) => {
    expect(isLoopbackHost(name)).toBe(expected);
  });
});

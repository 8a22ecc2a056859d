import { execFileSync } from "node:child_process";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import type { SnippetOutcome, SnippetSubject } from "./snippet";
import { snippetsFor } from "./snippets";
import { hostileNames } from "./testing/hostile-names";
import { nginxWords } from "./testing/nginx-words";

const crlUrl = "http://pki.corp.example:8080/crl/7f3a/chain.pem";
const web: SnippetSubject = {
  kind: "peer",
  displayName: "web.corp.example",
  names: [
    { type: "dns", value: "web.corp.example" },
    { type: "dns", value: "*.apps.corp.example" },
    { type: "ip", value: "10.0.0.7" },
    { type: "ip", value: "2001:db8::7" },
    { type: "uri", value: "spiffe://corp.example/web" },
  ],
  crlUrl,
  key: "plain",
  authorityCount: 2,
  target: { host: "api.corp.example", port: 8443 },
};

function textOf(outcomes: SnippetOutcome[], id: string): string {
  const outcome = outcomes.find((candidate) => candidate.id === id);
  if (outcome === undefined || !("text" in outcome)) throw new Error(`No snippet ${id}: ${JSON.stringify(outcome)}`);
  return outcome.text;
}

/** Fails when `text` is not what its language can parse. */
function checkSyntax(outcome: SnippetOutcome): void {
  if (!("text" in outcome)) {
    expect(outcome.reason).toMatch(/^[^\n]+\.$/);
    return;
  }
  if (outcome.language === "shell") execFileSync("sh", ["-n"], { input: outcome.text });
  if (outcome.language === "nginx") expect(directives(outcome.text).depth).toBe(0);
  if (outcome.language === "javascript") new Script(asFunction(outcome.text));
}

/** A module as a script: its imports and `import.meta` have fixed texts of ours. */
function asFunction(module: string): string {
  const imports = /^import \{ \w+ \} from "node:\w+";$/gm;
  expect(module.match(imports)).toHaveLength(2);
  return `(async () => {\n${module.replace(imports, "").replace("import.meta.url", "0")}\n})`;
}

function directives(text: string): { names: Set<string>; depth: number } {
  const names = new Set<string>();
  let depth = 0;
  let isStart = true;
  for (const word of nginxWords(text)) {
    if (isStart && !/[;{}]/.test(word)) names.add(word);
    depth += word === "{" ? 1 : word === "}" ? -1 : 0;
    isStart = /^[;{}]$/.test(word);
  }
  return { names, depth };
}

describe("which snippets a certificate gets", () => {
  it.each([
    ["server", ["nginx-server", "nginx-crl", "node-server", "curl-test"]],
    ["client", ["nginx-client", "nginx-crl", "node-client", "curl-pem", "curl-p12"]],
    [
      "peer",
      ["nginx-server", "nginx-client", "nginx-crl", "node-server", "node-client", "curl-pem", "curl-p12", "curl-test"],
    ],
  ] as const)("%s", (kind, ids) => {
    const outcomes = snippetsFor({ ...web, kind });
    expect(outcomes.map(({ id }) => id)).toEqual(ids);
    for (const outcome of outcomes) expect(outcome).toHaveProperty("text");
  });
});

describe("a certificate whose CRL nobody publishes", () => {
  it.each([null, ""])("has the snippets without it, and none that fetches it: %j", (none) => {
    const outcomes = snippetsFor({ ...web, crlUrl: none, authorityCount: 0 });
    for (const outcome of outcomes) {
      checkSyntax(outcome);
      if (outcome.id === "nginx-crl")
        expect(outcome).toMatchObject({ reason: "No CRL is published for this certificate." });
      else expect(textOf(outcomes, outcome.id)).not.toMatch(/crl\.pem|crlUrl/);
    }
  });
});

describe("nginx as a server", () => {
  const words = nginxWords(textOf(snippetsFor(web), "nginx-server"));
  const argumentsOf = (directive: string) =>
    words.slice(words.indexOf(directive) + 1, words.indexOf(";", words.indexOf(directive)));

  it.each([
    ["server_name", ["web.corp.example", "*.apps.corp.example", "10.0.0.7", "[2001:db8::7]"]],
    ["ssl_certificate", ["/etc/nginx/tls/web.corp.example/fullchain.pem"]],
    ["ssl_certificate_key", ["/etc/nginx/tls/web.corp.example/key.pem"]],
    ["ssl_protocols", ["TLSv1.2", "TLSv1.3"]],
    ["ssl_client_certificate", ["/etc/nginx/tls/web.corp.example/trust.pem"]],
    ["ssl_verify_client", ["on"]],
    ["ssl_verify_depth", ["2"]],
    ["ssl_crl", ["/etc/nginx/tls/web.corp.example/crl.pem"]],
  ])("%s", (directive, value) => expect(argumentsOf(directive)).toEqual(value));

  it("goes as deep as the chain is long", () => {
    expect(textOf(snippetsFor({ ...web, authorityCount: 4 }), "nginx-server")).toMatch(/ssl_verify_depth +4;/);
  });
});

describe("a hostile name cannot change what a snippet means", () => {
  const allowed = {
    server: directives(textOf(snippetsFor(web), "nginx-server")).names,
    client: directives(textOf(snippetsFor(web), "nginx-client")).names,
  };

  it.each(hostileNames)("as the name on display: %s", (_, displayName) => {
    for (const key of ["plain", "encrypted", "elsewhere"] as const) {
      const outcomes = snippetsFor({ ...web, displayName, key });
      for (const outcome of outcomes) {
        expect(outcome).toHaveProperty("text");
        checkSyntax(outcome);
      }
      expect(directives(textOf(outcomes, "nginx-server")).names).toEqual(allowed.server);
      expect(directives(textOf(outcomes, "nginx-client")).names).toEqual(allowed.client);
    }
  });

  it.each(hostileNames)("as a DNS name of the certificate: %s", (_, value) => {
    for (const outcome of snippetsFor({ ...web, kind: "server", names: [{ type: "dns", value }] })) {
      checkSyntax(outcome);
      if (!("text" in outcome) || outcome.id !== "nginx-server") continue;
      const words = nginxWords(outcome.text);
      expect(words[words.indexOf("server_name") + 1]).toBe(value);
      expect(directives(outcome.text).names).toEqual(allowed.server);
    }
  });

  it.each(hostileNames)("as the host to visit and as the URL of the list: %s", (_, value) => {
    snippetsFor({ ...web, target: { host: value, port: 443 } }).forEach(checkSyntax);
    snippetsFor({ ...web, crlUrl: value }).forEach(checkSyntax);
    snippetsFor({ ...web, crlUrl: `http://pki.example/${value}` }).forEach(checkSyntax);
  });

  it("a name that no host can have is refused with the reason", () => {
    const [nginx] = snippetsFor({ ...web, kind: "server", names: [{ type: "dns", value: "a; return 200" }] });
    expect(nginx).toEqual({
      id: "nginx-server",
      title: "nginx, server",
      reason: "“a; return 200” is neither a DNS name nor an IP address.",
    });
  });

  it("a certificate without a host has no server snippet", () => {
    const [nginx] = snippetsFor({ ...web, kind: "server", names: [{ type: "email", value: "a@b.example" }] });
    expect(nginx).toMatchObject({ reason: expect.stringMatching(/names no host/) });
  });

  it("a URL with every character a shell cares for arrives in curl and Node as it stands", () => {
    const url = "http://pki.example/crl/a'b$(id)&c;d*e[1]/chain.pem?x=%0a";
    const text = textOf(snippetsFor({ ...web, crlUrl: url }), "curl-pem");
    const read = execFileSync("sh", ["-c", `curl() { for last; do :; done; printf '%s\\n' "$last"; }\n${text}`], {
      encoding: "utf8",
    });
    expect(read.split("\n")[0]).toBe(url);
    const literal = /^const crlUrl = (.*);$/m.exec(textOf(snippetsFor({ ...web, crlUrl: url }), "node-client"))?.[1];
    expect(new Script(literal!).runInThisContext()).toBe(url);
  });
});

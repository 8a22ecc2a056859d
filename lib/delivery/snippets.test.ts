import { execFileSync } from "node:child_process";
import { Script } from "node:vm";
import { describe, expect, it } from "vitest";
import { fileName } from "./file-name";
import { isDnsName } from "./host";
import type { Snippet, SnippetOutcome, SnippetSubject } from "./snippet";
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

/** Fails when one of the texts is not what its language can parse. */
function checkSyntax(outcomes: readonly SnippetOutcome[]): void {
  outcomes.forEach(checkOne);
  const scripts = outcomes.flatMap((outcome) =>
    "text" in outcome && outcome.language === "shell" ? [`(\n${outcome.text}\n)\n`] : [],
  );
  execFileSync("sh", ["-n"], { input: scripts.join("") });
}

function checkOne(outcome: SnippetOutcome): void {
  if (!("text" in outcome)) {
    expect(outcome.reason).toMatch(/^[^\n]+\.$/);
    return;
  }
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

const programs = [
  ...["nginx", "Apache", "HAProxy", "Caddy", "Envoy", "Traefik", "Node.js", "Go", "Python", "Java", ".NET", "Rust"],
  ...["gRPC", "PostgreSQL", "MySQL, MariaDB", "MongoDB", "Redis, Valkey", "Mosquitto", "Kafka", "Windows", "curl"],
  ...["OpenSSL", "Kubernetes", "Android"],
];

describe("which snippets a certificate gets", () => {
  it.each(["server", "client", "peer"] as const)("a %s has one for every program, and none is refused", (kind) => {
    const outcomes = snippetsFor({ ...web, kind });
    expect([...new Set(outcomes.map(({ program }) => program))]).toEqual(programs);
    for (const outcome of outcomes) expect(outcome).toHaveProperty("text");
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(outcomes.length);
  });

  it("only those of its own side", () => {
    const sides = (kind: SnippetSubject["kind"]) =>
      new Set(snippetsFor({ ...web, kind }).map(({ side }) => (side === "both" ? kind : side)));
    expect([...sides("server")]).toEqual(["server"]);
    expect([...sides("client")]).toEqual(["client"]);
    expect([...sides("peer")].sort()).toEqual(["client", "peer", "server"]);
  });

  it.each(programs)("%s says how it gets fresh CRLs, or that it cannot and what to do instead", (program) => {
    for (const side of ["server", "client"] as const) {
      const own = snippetsFor(web).filter((outcome) => outcome.program === program && outcome.side !== otherSide(side));
      const text = own.map((outcome) => ("text" in outcome ? outcome.text : "")).join("\n");
      expect(text, side).toMatch(
        /pki\.corp\.example:8080|cannot check CRLs|checks no CRLs|fetches CRLs|fetches the CRL|fetches them from the URL/,
      );
    }
  });

  it("none of them lets TLS before 1.2 in", () => {
    const tls =
      /TLSv?1[._]2|tls1\.2|tlsv1\.2|Tls12|VersionTLS12|TLS1_0,TLS1_1|TLS 1\.2 (?:and 1\.3|or later)|TLS 1\.0 and 1\.1 are off/;
    const exempt = /-crl$|^(kubernetes|android|openssl-(inspect|server)|windows-client|redis-client)$/;
    for (const outcome of snippetsFor(web)) {
      if ("text" in outcome && !exempt.test(outcome.id)) expect(outcome.text, outcome.id).toMatch(tls);
    }
  });
});

const otherSide = (side: "server" | "client") => (side === "server" ? "client" : "server");

describe("a certificate whose CRL nobody publishes", () => {
  it.each([null, ""])("has the snippets without it, and none that fetches it: %j", (none) => {
    const outcomes = snippetsFor({ ...web, crlUrl: none, authorityCount: 0 });
    checkSyntax(outcomes);
    for (const outcome of outcomes) {
      if (outcome.id.endsWith("-crl"))
        expect(outcome).toMatchObject({ reason: "No CRL is published for this certificate." });
      else expect(textOf(outcomes, outcome.id)).not.toMatch(/crl\.pem|crlUrl|crlURL|RevocationMode\.Online/);
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

const commentLine: Readonly<Partial<Record<Snippet["language"], RegExp>>> = {
  ...{ go: /^\s*\/\//, java: /^\s*\/\//, csharp: /^\s*\/\//, rust: /^\s*\/\//, javascript: /^\s*\/\// },
};

/** Each text without its comments, or the reason for there being none. */
function codeOf(outcomes: readonly SnippetOutcome[]): (readonly [string, string])[] {
  return outcomes.map((outcome) => {
    if (!("text" in outcome)) return [outcome.id, outcome.reason];
    const isComment = commentLine[outcome.language] ?? /^\s*#/;
    return [
      outcome.id,
      outcome.text
        .split("\n")
        .filter((line) => !isComment.test(line))
        .join("\n"),
    ];
  });
}

describe("a hostile name cannot change what a snippet means", () => {
  const allowed = {
    server: directives(textOf(snippetsFor(web), "nginx-server")).names,
    client: directives(textOf(snippetsFor(web), "nginx-client")).names,
  };

  it.each(hostileNames)("as the name on display: %s", (_, displayName) => {
    for (const key of ["plain", "encrypted", "elsewhere"] as const) {
      const outcomes = snippetsFor({ ...web, displayName, key });
      for (const outcome of outcomes) expect(outcome).toHaveProperty("text");
      checkSyntax(outcomes);
      expect(directives(textOf(outcomes, "nginx-server")).names).toEqual(allowed.server);
      expect(directives(textOf(outcomes, "nginx-client")).names).toEqual(allowed.client);
    }
  });

  it.each(hostileNames)("as the name on display it becomes a file name and nothing else: %s", (_, displayName) => {
    const harmless = snippetsFor({ ...web, displayName: fileName(displayName) });
    expect(codeOf(snippetsFor({ ...web, displayName }))).toEqual(codeOf(harmless));
  });

  it.each(hostileNames)("as a DNS name that is none, whatever would show it is refused: %s", (_, value) => {
    if (isDnsName(value)) return;
    const texts = (names: SnippetSubject["names"]) =>
      new Map(snippetsFor({ ...web, names }).map((outcome) => [outcome.id, "text" in outcome ? outcome.text : null]));
    const hostile = texts([{ type: "dns", value }]);
    const harmless = texts([{ type: "dns", value: "plain.example" }]);
    for (const [id, text] of hostile) if (text !== null) expect(text, id).toBe(harmless.get(id));
    expect([...hostile].filter(([, text]) => text === null).map(([id]) => id)).toContain("apache-server");
  });

  it.each(hostileNames)("as a DNS name of the certificate: %s", (_, value) => {
    const outcomes = snippetsFor({ ...web, kind: "server", names: [{ type: "dns", value }] });
    checkSyntax(outcomes);
    for (const outcome of outcomes) {
      if (!("text" in outcome) || outcome.id !== "nginx-server") continue;
      const words = nginxWords(outcome.text);
      expect(words[words.indexOf("server_name") + 1]).toBe(value);
      expect(directives(outcome.text).names).toEqual(allowed.server);
    }
  });

  it.each(hostileNames)("as the host to visit and as the URL of the list: %s", (_, value) => {
    checkSyntax(snippetsFor({ ...web, target: { host: value, port: 443 } }));
    checkSyntax(snippetsFor({ ...web, crlUrl: value }));
    checkSyntax(snippetsFor({ ...web, crlUrl: `http://pki.example/${value}` }));
  });

  it("a name that no host can have is refused with the reason", () => {
    const [nginx] = snippetsFor({ ...web, kind: "server", names: [{ type: "dns", value: "a; return 200" }] });
    expect(nginx).toEqual({
      id: "nginx-server",
      program: "nginx",
      side: "server",
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

/** The programs themselves read their snippets, over a real bundle: each where it is installed. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeCertificate } from "../pki/testdata/openssl";
import { hasTool, openWorkshop } from "../pki/testdata/tool";
import type { SnippetLanguage, SnippetSubject } from "./snippet";
import { snippetsFor } from "./snippets";
import { hostileNames } from "./testing/hostile-names";

const workshop = openWorkshop();
afterAll(() => workshop.remove());
process.env.PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

const subject: SnippetSubject = {
  kind: "peer",
  displayName: "web.corp.example",
  names: [
    { type: "dns", value: "web.corp.example" },
    { type: "dns", value: "*.apps.corp.example" },
    { type: "ip", value: "10.0.0.7" },
    { type: "ip", value: "2001:db8::7" },
  ],
  crlUrl: "http://pki.corp.example:8080/crl/7f3a.chain.pem?a='$(id)&b=%0a",
  key: "plain",
  authorityCount: 1,
  target: { host: "api.corp.example", port: 8443 },
};

/** A snippet whose folder is that of the bundle in the workshop. */
function textOf(id: string, change: Partial<SnippetSubject> = {}): string {
  const outcome = snippetsFor({ ...subject, ...change }).find((candidate) => candidate.id === id);
  if (!outcome || !("text" in outcome)) throw new Error(`No snippet ${id}: ${JSON.stringify(outcome)}`);
  return outcome.text.replaceAll(/\/etc\/(nginx\/)?tls\/web\.corp\.example/g, workshop.path("."));
}

/** Every text in a language, of every kind of key, with and without a CRL, under every hostile name. */
function allTexts(language: SnippetLanguage, names: readonly string[] = hostileNames.map(([, name]) => name)) {
  const changes = [
    ...names.map((displayName) => ({ displayName })),
    { key: "encrypted" as const },
    { key: "elsewhere" as const },
    { crlUrl: null },
  ];
  return changes.flatMap((change) =>
    snippetsFor({ ...subject, ...change }).flatMap((outcome) =>
      "text" in outcome && outcome.language === language ? [{ ...outcome, change: JSON.stringify(change) }] : [],
    ),
  );
}

beforeAll(() => {
  const extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  const root = { name: "root", keyType: "ec-p256", subject: "/CN=Root", extensions } as const;
  makeCertificate(workshop, root);
  makeCertificate(workshop, {
    ...root,
    name: "leaf",
    subject: "/CN=web",
    extensions: ["basicConstraints=CA:FALSE"],
    issuer: "root",
  });
  const text = (name: string) => new TextDecoder().decode(workshop.read(name));
  for (const name of ["trust.pem"]) workshop.write(name, text("root.pem"));
  for (const name of ["fullchain.pem", "certificate.pem"]) workshop.write(name, text("leaf.pem"));
  workshop.write("key.pem", text("leaf.key"));
  workshop.write("combined.pem", text("leaf.pem") + text("leaf.key"));
  workshop.write("index.txt", "");
  workshop.write("ca.cnf", "[ca]\ndefault_ca=a\n[a]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=1\n");
  workshop.run(
    "openssl",
    "ca",
    "-config",
    "ca.cnf",
    "-gencrl",
    "-keyfile",
    "root.key",
    "-cert",
    "root.pem",
    "-out",
    "crl.pem",
  );
}, 60_000);

describe("servers check their configuration", () => {
  it.skipIf(!hasTool("nginx", "nginx-light"))("nginx -t", () => {
    mkdirSync(workshop.path("logs"), { recursive: true });
    const http = `server { listen 1; ${textOf("nginx-client").replace("https://api.corp.example", "https://127.0.0.1")} }\n${textOf("nginx-server")}`;
    workshop.write(
      "nginx.conf",
      `error_log stderr; pid ${workshop.path("pid")}; events {} http { access_log off; ${http} }`,
    );
    expect(workshop.run("nginx", "-t", "-q", "-p", workshop.path("."), "-c", workshop.path("nginx.conf"))).not.toMatch(
      /emerg/,
    );
  });

  it.skipIf(!hasTool("apache2", "apache2-bin"))("apache2 -t", () => {
    const modules = ["mpm_event", "authn_core", "authz_core", "ssl", "headers", "proxy", "proxy_http", "socache_shmcb"];
    workshop.write(
      "apache.conf",
      [
        ...modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
        `ServerRoot "${workshop.path(".")}"`,
        "ServerName test.example",
        `PidFile "${workshop.path("apache.pid")}"`,
        "ErrorLog /dev/stderr",
        "Listen 127.0.0.1:443",
        textOf("apache-server"),
        `<VirtualHost 127.0.0.1:81>\nServerName other.example\n${textOf("apache-client")}</VirtualHost>`,
      ].join("\n"),
    );
    expect(workshop.run("apache2", "-t", "-f", workshop.path("apache.conf"))).toContain("Syntax OK");
  });

  it.skipIf(!hasTool("haproxy", "haproxy"))("haproxy -c", () => {
    const defaults = "defaults\n    timeout connect 5s\n    timeout client 5s\n    timeout server 5s\n";
    workshop.write("haproxy.cfg", `${defaults}${textOf("haproxy-server")}${textOf("haproxy-client")}`);
    expect(workshop.run("haproxy", "-c", "-f", "haproxy.cfg")).toContain("Configuration file is valid");
  });

  it.skipIf(!hasTool("caddy", "caddy"))("caddy validate", () => {
    workshop.write("Caddyfile", textOf("caddy-server") + textOf("caddy-client"));
    const home = `HOME=${workshop.path(".")}`;
    const validate = ["caddy", "validate", "--adapter", "caddyfile", "--config", workshop.path("Caddyfile")];
    expect(workshop.run("env", home, `XDG_DATA_HOME=${workshop.path(".")}`, ...validate)).toContain(
      "Valid configuration",
    );
  });

  it.skipIf(!hasTool("mosquitto", "mosquitto"))("mosquitto starts, and goes on", () => {
    workshop.write(
      "mosquitto.conf",
      textOf("mosquitto-server").replace("listener 8883", "listener 0 127.0.0.1").concat("user root\n"),
    );
    const { status, stderr } = spawnSync("timeout", ["2", "mosquitto", "-c", workshop.path("mosquitto.conf")], {
      encoding: "utf8",
    });
    expect(stderr).not.toMatch(/Error/);
    expect([124, 0]).toContain(status);
  });

  it.skipIf(!hasTool("redis-server", "redis-server"))("redis-server starts, and goes on", () => {
    const conf = textOf("redis-server").replace("tls-port 6379", "tls-port 36379\nbind 127.0.0.1");
    workshop.write("redis.conf", `${conf}dir ${workshop.path(".")}\n`);
    const { status, stdout } = spawnSync("timeout", ["2", "redis-server", workshop.path("redis.conf")], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(/Ready to accept connections|Server initialized/);
    expect([124, 0]).toContain(status);
  });

  it.skipIf(!hasTool("ls", "postgresql", "/usr/lib/postgresql"))("postgres reads its settings", () => {
    workshop.write("postgresql.conf", `${textOf("postgresql-server")}\nport = 5999\n`);
    workshop.run("chmod", "755", ".");
    // It refuses to run as root, even to print a setting.
    const asNobody = process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--clear-groups"] : ["env"];
    const postgres = 'exec "$(ls -d /usr/lib/postgresql/*/bin | tail -1)"/postgres -D . -C "$0"';
    const read = (name: string) =>
      workshop
        .run("env", ...asNobody, "sh", "-c", postgres, name)
        .trim()
        .split("\n")
        .at(-1);
    expect(read("ssl_crl_file")).toBe(`${workshop.path(".")}/crl.pem`);
    expect(read("ssl_min_protocol_version")).toBe("TLSv1.2");
  });
});

describe("languages parse their snippets, whatever the certificate is called", () => {
  const python = (script: string, texts: readonly unknown[]) => {
    workshop.write("texts.json", JSON.stringify(texts));
    return workshop.run(
      "env",
      "PYTHONUTF8=1",
      "python3",
      "-c",
      `import json\ntexts = json.load(open('texts.json'))\n${script}`,
    );
  };

  it.skipIf(!hasTool("python3", "python3"))("Python", () => {
    const texts = allTexts("python");
    expect(texts.length).toBeGreaterThan(100);
    // As bytes, so that an encoding named in a comment would count (PEP 263).
    python("for t in texts: compile(t['text'].encode('utf-8'), t['id'] + t['change'], 'exec')", texts);
  });

  it.skipIf(!hasTool("python3", "python3"))("XML", () => {
    python(
      "import xml.dom.minidom\nfor t in texts: xml.dom.minidom.parseString(t['text'].encode('utf-8'))",
      allTexts("xml"),
    );
  });

  it.skipIf(!hasTool("python3", "python3-yaml", "-c", "import yaml"))("YAML: Envoy, Traefik, MongoDB", () => {
    const texts = allTexts("yaml");
    const read = JSON.parse(
      python("import yaml\nprint(json.dumps([list(yaml.safe_load_all(t['text'])) for t in texts]))", texts),
    ) as unknown[][];
    const envoy = read[texts.findIndex(({ id }) => id === "envoy-server")]!;
    expect(envoy).toHaveLength(3);
    expect(envoy[0]).toMatchObject({ transport_socket: { typed_config: { require_client_certificate: true } } });
    const traefik = read[texts.findIndex(({ id }) => id === "traefik-server")]![0];
    expect(traefik).toMatchObject({
      tls: {
        options: {
          mutual: { minVersion: "VersionTLS12", clientAuth: { clientAuthType: "RequireAndVerifyClientCert" } },
        },
      },
      http: {
        routers: {
          application: { rule: expect.stringContaining("Host(`web.corp.example`) || HostRegexp(`^[^.]+\\.apps") },
        },
      },
    });
    const mongodb = read[texts.findIndex(({ id }) => id === "mongodb-server")]![0];
    expect(mongodb).toMatchObject({ net: { tls: { mode: "requireTLS", allowConnectionsWithoutCertificates: false } } });
  });

  it.skipIf(!hasTool("javac", "default-jdk-headless"))(
    "Java compiles, an escape in a comment notwithstanding",
    () => {
      const names = hostileNames.map(([, name]) => name).filter((name) => /[\\\n\u2028]/.test(name));
      const files = allTexts("java", names).map(({ text }, index) => {
        const renamed = text.replace(/^public class (Server|Client) /m, `public class $1${index} `);
        const [, name] = /^public class (\w+) /m.exec(renamed)!;
        return workshop.write(`${name}.java`, renamed);
      });
      expect(files.length).toBeGreaterThan(20);
      workshop.run("javac", "-proc:none", "-nowarn", "-d", "classes", ...files);
    },
    120_000,
  );

  it.skipIf(!hasTool("gofmt", "golang-go"))("Go, formatted as gofmt would", () => {
    const texts = allTexts("go");
    mkdirSync(workshop.path("go"));
    for (const [index, { text }] of texts.entries()) workshop.write(`go/main${index}.go`, text);
    expect(workshop.run("gofmt", "-l", "-e", "go")).toBe("");
  });

  it.skipIf(!hasTool("rustfmt", "rustfmt"))("Rust", () => {
    mkdirSync(workshop.path("rust"));
    const files = allTexts("rust").map(({ text }, index) => workshop.write(`rust/main${index}.rs`, text));
    workshop.run("rustfmt", "--edition", "2021", ...files);
  });
});

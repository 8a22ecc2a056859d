/** Every snippet there is, in the order in which programs are listed. */
import type { SnippetLanguage, SnippetSubject, SnippetTraits } from "./snippet";
import { apacheClient, apacheCrl, apacheServer } from "./snippets/apache";
import { caddyClient, caddyServer } from "./snippets/caddy";
import { curlPem, curlPkcs12, curlTest } from "./snippets/curl";
import { dotnetClient, dotnetServer } from "./snippets/dotnet";
import { envoyClient, envoyCrl, envoyServer } from "./snippets/envoy";
import { goClient, goServer } from "./snippets/go";
import { grpcClient, grpcServer } from "./snippets/grpc";
import { haproxyClient, haproxyCrl, haproxyServer } from "./snippets/haproxy";
import { javaClient, javaServer } from "./snippets/java";
import { kafkaClient, kafkaServer } from "./snippets/kafka";
import { mongodbClient, mongodbCrl, mongodbServer } from "./snippets/mongodb";
import { mosquittoClient, mosquittoCrl, mosquittoServer } from "./snippets/mosquitto";
import { mysqlClient, mysqlCrl, mysqlServer } from "./snippets/mysql";
import { nginxClient, nginxServer } from "./snippets/nginx";
import { nginxCrlUpdate } from "./snippets/nginx-crl";
import { nodeClient, nodeServer } from "./snippets/node";
import { opensslClient, opensslInspect, opensslServer } from "./snippets/openssl";
import { androidTrust, kubernetesSecretCommands, windowsClient, windowsServer } from "./snippets/platforms";
import { postgresqlClient, postgresqlCrl, postgresqlServer } from "./snippets/postgresql";
import { pythonClient, pythonServer } from "./snippets/python";
import { redisClient, redisServer } from "./snippets/redis";
import { rustClient, rustServer } from "./snippets/rust";
import { traefikClient, traefikServer } from "./snippets/traefik";

type Make = (subject: SnippetSubject) => string;

interface Maker extends SnippetTraits {
  readonly language: SnippetLanguage;
  readonly make: Make;
}

interface Program {
  readonly id: string;
  readonly program: string;
  readonly language: SnippetLanguage;
  readonly server: Make;
  readonly client: Make;
  /** Clients of this kind are command lines. */
  readonly clientLanguage?: SnippetLanguage;
  readonly clientTitle?: string;
  readonly crl?: Make;
}

const programs: readonly Program[] = [
  {
    id: "nginx",
    program: "nginx",
    language: "nginx",
    server: nginxServer,
    client: nginxClient,
    clientTitle: "as a client of another server",
    crl: nginxCrlUpdate,
  },
  {
    id: "apache",
    program: "Apache",
    language: "apache",
    server: apacheServer,
    client: apacheClient,
    clientTitle: "as a client of another server",
    crl: apacheCrl,
  },
  {
    id: "haproxy",
    program: "HAProxy",
    language: "haproxy",
    server: haproxyServer,
    client: haproxyClient,
    clientTitle: "as a client of another server",
    crl: haproxyCrl,
  },
  {
    id: "caddy",
    program: "Caddy",
    language: "caddyfile",
    server: caddyServer,
    client: caddyClient,
    clientTitle: "as a client of another server",
  },
  {
    id: "envoy",
    program: "Envoy",
    language: "yaml",
    server: envoyServer,
    client: envoyClient,
    clientTitle: "as a client of another server",
    crl: envoyCrl,
  },
  {
    id: "traefik",
    program: "Traefik",
    language: "yaml",
    server: traefikServer,
    client: traefikClient,
    clientTitle: "as a client of another server",
  },
  { id: "node", program: "Node.js", language: "javascript", server: nodeServer, client: nodeClient },
  { id: "go", program: "Go", language: "go", server: goServer, client: goClient },
  { id: "python", program: "Python", language: "python", server: pythonServer, client: pythonClient },
  { id: "java", program: "Java", language: "java", server: javaServer, client: javaClient },
  { id: "dotnet", program: ".NET", language: "csharp", server: dotnetServer, client: dotnetClient },
  { id: "rust", program: "Rust", language: "rust", server: rustServer, client: rustClient },
  { id: "grpc", program: "gRPC", language: "go", server: grpcServer, client: grpcClient },
  {
    id: "postgresql",
    program: "PostgreSQL",
    language: "postgresql",
    server: postgresqlServer,
    client: postgresqlClient,
    clientLanguage: "shell",
    crl: postgresqlCrl,
  },
  {
    id: "mysql",
    program: "MySQL, MariaDB",
    language: "ini",
    server: mysqlServer,
    client: mysqlClient,
    clientLanguage: "shell",
    crl: mysqlCrl,
  },
  {
    id: "mongodb",
    program: "MongoDB",
    language: "yaml",
    server: mongodbServer,
    client: mongodbClient,
    clientLanguage: "shell",
    crl: mongodbCrl,
  },
  {
    id: "redis",
    program: "Redis, Valkey",
    language: "redis",
    server: redisServer,
    client: redisClient,
    clientLanguage: "shell",
  },
  {
    id: "mosquitto",
    program: "Mosquitto",
    language: "mosquitto",
    server: mosquittoServer,
    client: mosquittoClient,
    clientLanguage: "shell",
    crl: mosquittoCrl,
  },
  { id: "kafka", program: "Kafka", language: "properties", server: kafkaServer, client: kafkaClient },
  { id: "windows", program: "Windows", language: "powershell", server: windowsServer, client: windowsClient },
];

/** Whose command line fetches the list each time, so that a script would keep nothing fresh for it. */
const isCommandLine = ({ clientLanguage }: Program) => clientLanguage === "shell";

function makersOf(program: Program): Maker[] {
  const { id, program: name, language, server, client, crl } = program;
  const crlSide = isCommandLine(program) ? "server" : "both";
  return [
    { id: `${id}-server`, program: name, title: `${name}, server`, side: "server", language, make: server },
    {
      id: `${id}-client`,
      program: name,
      title: `${name}, ${program.clientTitle ?? "client"}`,
      side: "client",
      language: program.clientLanguage ?? language,
      make: client,
    },
    ...(crl
      ? [
          {
            id: `${id}-crl`,
            program: name,
            title: `${name}, keep the CRL fresh`,
            side: crlSide,
            language: "shell",
            make: crl,
          } as const,
        ]
      : []),
  ];
}

const curl = { program: "curl", language: "shell" } as const;
const openssl = { program: "OpenSSL", language: "shell" } as const;

export const snippetMakers: readonly Maker[] = [
  ...programs.flatMap(makersOf),
  { ...curl, id: "curl-pem", title: "curl, with PEM files", side: "client", make: curlPem },
  { ...curl, id: "curl-p12", title: "curl, with PKCS#12", side: "client", make: curlPkcs12 },
  { ...curl, id: "curl-test", title: "curl, try the server", side: "server", make: curlTest },
  { ...openssl, id: "openssl-inspect", title: "OpenSSL, look and verify", side: "both", make: opensslInspect },
  { ...openssl, id: "openssl-server", title: "OpenSSL, try the server", side: "server", make: opensslServer },
  { ...openssl, id: "openssl-client", title: "OpenSSL, connect", side: "client", make: opensslClient },
  {
    id: "kubernetes",
    program: "Kubernetes",
    title: "Kubernetes, secret and trust",
    side: "both",
    language: "shell",
    make: kubernetesSecretCommands,
  },
  {
    id: "android",
    program: "Android",
    title: "Android, trust in an app",
    side: "both",
    language: "xml",
    make: androidTrust,
  },
];

import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { hostsOf, urlHost } from "../host";
import { plainText } from "../plain-text";
import { nginxQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { targetOf } from "./target";

/** Where the unpacked bundle lies. */
export function nginxFolder(subject: SnippetSubject): string {
  return `/etc/nginx/tls/${fileName(subject.displayName)}`;
}

/** nginx as a server that asks every client for a certificate, and refuses revoked ones. */
export function nginxServer(subject: SnippetSubject): string {
  const hosts = hostsOf(subject.names);
  if (hosts.length === 0) {
    throw new CaError(
      "invalid",
      "The certificate names no host: nginx needs a DNS name or an address for server_name.",
    );
  }
  const file = (name: string) => nginxQuote(`${nginxFolder(subject)}/${name}`);
  return lines([
    `# ${plainText(subject.displayName)}: the unpacked bundle lies in ${nginxFolder(subject)}`,
    ...keyNote(subject),
    "server {",
    "    listen 443 ssl;",
    "    listen [::]:443 ssl;",
    `    server_name ${hosts.map(nginxQuote).join("\n                ")};`,
    "",
    `    ssl_certificate           ${file("fullchain.pem")};`,
    `    ssl_certificate_key       ${file("key.pem")};`,
    "    ssl_protocols             TLSv1.2 TLSv1.3;",
    "",
    "    # Only clients with a certificate of this authority, and none that was revoked.",
    `    ssl_client_certificate    ${file("trust.pem")};`,
    "    ssl_verify_client         on;",
    `    ssl_verify_depth          ${verifyDepth(subject)};`,
    ...(subject.crlUrl ? serverCrl(file("crl.pem")) : withoutCrl),
    "",
    "    location / {",
    "        # The client’s name, for the application behind.",
    "        proxy_set_header X-Client-Subject $ssl_client_s_dn;",
    "        proxy_pass http://127.0.0.1:8000;",
    "    }",
    "}",
  ]);
}

/** nginx as a client of another server: it presents this certificate and checks the other side. */
export function nginxClient(subject: SnippetSubject): string {
  const file = (name: string) => nginxQuote(`${nginxFolder(subject)}/${name}`);
  const { host, port } = targetOf(subject);
  return lines([
    `# ${plainText(subject.displayName)}: the unpacked bundle lies in ${nginxFolder(subject)}`,
    ...keyNote(subject),
    "location / {",
    `    proxy_pass                     ${nginxQuote(`https://${urlHost(host)}:${port}`)};`,
    `    proxy_ssl_certificate          ${file("fullchain.pem")};`,
    `    proxy_ssl_certificate_key      ${file("key.pem")};`,
    "    proxy_ssl_protocols            TLSv1.2 TLSv1.3;",
    "",
    "    proxy_ssl_verify               on;",
    `    proxy_ssl_verify_depth         ${verifyDepth(subject)};`,
    `    proxy_ssl_trusted_certificate  ${file("trust.pem")};`,
    `    proxy_ssl_name                 ${nginxQuote(host)};`,
    "    proxy_ssl_server_name          on;",
    ...(subject.crlUrl ? clientCrl(file("crl.pem")) : withoutCrl),
    "}",
  ]);
}

const serverCrl = (file: string) => [
  "    # CRLs of the whole chain: nginx wants one per authority. Without the file nginx does not start:",
  "    # make it first, with the script “keep the CRL fresh”.",
  `    ssl_crl                   ${file};`,
];
const clientCrl = (file: string) => [
  "    # Made and kept fresh by the script “keep the CRL fresh”.",
  `    proxy_ssl_crl                  ${file};`,
];
const withoutCrl = ["    # No CRL is published for this certificate: revoked ones are accepted."];

function verifyDepth(subject: SnippetSubject): number {
  if (!Number.isInteger(subject.authorityCount) || subject.authorityCount < 0)
    throw new TypeError("Not a number of authorities.");
  return Math.max(2, subject.authorityCount);
}

function keyNote(subject: SnippetSubject): string[] {
  if (subject.key === "plain") return [];
  if (subject.key === "elsewhere")
    return ["# key.pem is the private key that the request was made with; it never was here."];
  return [
    "# key.pem is encrypted. Put its password into a file that only root may read and add",
    `#     ssl_password_file ${nginxFolder(subject)}/key.password;   (for a client: proxy_ssl_password_file)`,
  ];
}

const lines = (text: readonly string[]) => `${text.join("\n")}\n`;

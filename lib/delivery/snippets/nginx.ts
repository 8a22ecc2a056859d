import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { hostsOf, urlHost, webUrl } from "../host";
import { plainText } from "../plain-text";
import { nginxQuote, shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";

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

/** A script and a timer that keep crl.pem fresh: fetched beside it, checked, moved into place, nginx reloaded. */
export function nginxCrlUpdate(subject: SnippetSubject): string {
  if (!subject.crlUrl) throw new CaError("invalid", "No CRL is published for this certificate.");
  const folder = nginxFolder(subject);
  const unit = `crl-${fileName(subject.displayName)}`;
  return lines([
    "# Run as root, once. It makes the first crl.pem and a timer that keeps it fresh.",
    `cat > /usr/local/sbin/${unit} <<'SCRIPT'`,
    "#!/bin/sh",
    "set -eu",
    `cd ${shellQuote(folder)}`,
    "new=$(mktemp ./.crl.XXXXXX)",
    "trap 'rm -f \"$new\"' EXIT",
    "curl --fail --silent --show-error --globoff --max-time 60 \\",
    `  --output "$new" --url ${shellQuote(webUrl(subject.crlUrl))}`,
    "# Plain HTTP: what makes a CRL trustworthy is its signature.",
    'openssl crl -in "$new" -noout -verify -CAfile trust.pem 2>&1 | grep -q "^verify OK$"',
    'chmod 0644 "$new"',
    'if cmp -s "$new" crl.pem; then exit 0; fi',
    'mv -f "$new" crl.pem',
    '[ "$' + '{1:-}" = first ] || { nginx -t -q && nginx -s reload; }',
    "SCRIPT",
    `chmod 0755 /usr/local/sbin/${unit}`,
    `/usr/local/sbin/${unit} first`,
    "",
    `cat > /etc/systemd/system/${unit}.service <<'UNIT'`,
    "[Unit]",
    "Description=Fetch the certificate revocation lists for nginx",
    "[Service]",
    "Type=oneshot",
    `ExecStart=/usr/local/sbin/${unit}`,
    "UNIT",
    `cat > /etc/systemd/system/${unit}.timer <<'UNIT'`,
    "[Timer]",
    "OnBootSec=1min",
    "OnUnitActiveSec=5min",
    "[Install]",
    "WantedBy=timers.target",
    "UNIT",
    `systemctl daemon-reload && systemctl enable --now ${unit}.timer`,
    "",
    "# Without systemd, a line for root’s crontab instead of the two units:",
    `# */5 * * * * /usr/local/sbin/${unit}`,
  ]);
}

const exampleTarget = { host: "server.example", port: 443 };

/** The other side, or a host name that exists nowhere for the person to replace. */
export function targetOf(subject: SnippetSubject): { host: string; port: number } {
  const { host, port } = subject.target ?? exampleTarget;
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new CaError("invalid", "A port is between 1 and 65535.");
  urlHost(host);
  return { host, port };
}

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

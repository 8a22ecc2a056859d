import { CaError } from "../../errors";
import { isIpAddress, urlHost } from "../host";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { targetOf } from "./target";

// docs.haproxy.org: "Bind options", "Server and default-server options".
const oneFile = [
  "HAProxy wants chain and key in one file. Once, in that folder:",
  "  (umask 077; cat fullchain.pem key.pem > combined.pem)",
];

export function haproxyServer(subject: SnippetSubject): string {
  const folder = bundleFolder(subject);
  return lines([
    ...preamble(subject),
    "frontend tls",
    "    mode http",
    `    bind :443 ssl crt ${folder}/combined.pem ssl-min-ver TLSv1.2 ca-file ${folder}/trust.pem verify required${crl(subject)}`,
    "    # The client’s name, for the application behind.",
    "    http-request set-header X-Client-Subject %[ssl_c_s_dn]",
    "    default_backend application",
    "",
    "backend application",
    "    mode http",
    "    server application 127.0.0.1:8000",
  ]);
}

export function haproxyClient(subject: SnippetSubject): string {
  const folder = bundleFolder(subject);
  const { host, port } = targetOf(subject);
  if (isIpAddress(host)) {
    throw new CaError("invalid", "HAProxy compares only DNS names of a server (verifyhost); give the server’s name.");
  }
  return lines([
    ...preamble(subject),
    "backend behind-tls",
    "    mode http",
    `    server behind ${urlHost(host)}:${port} ssl crt ${folder}/combined.pem ssl-min-ver TLSv1.2 ca-file ${folder}/trust.pem verify required verifyhost ${host} sni str(${host})${crl(subject)} init-addr last,libc,none`,
  ]);
}

export const haproxyCrl = (subject: SnippetSubject): string =>
  crlScript(subject, {
    folder: bundleFolder(subject),
    program: "HAProxy",
    reload: "haproxy -c -q -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy",
  });

const preamble = (subject: SnippetSubject) => [
  ...comments("#", [folderNote(subject)]),
  ...comments("#", keyNotes(subject, "needs-plain")),
  ...comments("#", oneFile),
  ...comments("#", [
    subject.crlUrl
      ? "crl.pem holds one CRL per authority; made and kept fresh by the script “keep the CRL fresh”."
      : noCrlPublished,
  ]),
];

const crl = (subject: SnippetSubject) => (subject.crlUrl ? ` crl-file ${bundleFolder(subject)}/crl.pem` : "");

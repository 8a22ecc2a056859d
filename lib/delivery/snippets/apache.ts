import { CaError } from "../../errors";
import { hostsOf, urlHost } from "../host";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { targetOf } from "./target";

// mod_ssl: httpd.apache.org/docs/2.4/mod/mod_ssl.html
export function apacheServer(subject: SnippetSubject): string {
  const hosts = hostsOf(subject.names);
  if (hosts.length === 0) {
    throw new CaError(
      "invalid",
      "The certificate names no host: Apache needs a DNS name or an address for ServerName.",
    );
  }
  const file = (name: string) => `${bundleFolder(subject)}/${name}`;
  // ServerName takes no wildcard; ServerAlias does.
  const name = hosts.find((host) => !host.startsWith("*")) ?? hosts[0]!.replace(/^\*/, "host");
  const aliases = hosts.filter((host) => host !== name);
  return lines([
    ...comments("#", [folderNote(subject), "Modules: ssl, headers, proxy, proxy_http. And once, outside: Listen 443"]),
    ...comments("#", keyNote(subject)),
    "<VirtualHost *:443>",
    `    ServerName ${name}`,
    ...aliases.map((alias) => `    ServerAlias ${alias}`),
    "",
    "    SSLEngine on",
    `    SSLCertificateFile "${file("fullchain.pem")}"`,
    `    SSLCertificateKeyFile "${file("key.pem")}"`,
    "    SSLProtocol -all +TLSv1.2 +TLSv1.3",
    "",
    "    # Only clients with a certificate of this authority, and none that was revoked.",
    `    SSLCACertificateFile "${file("trust.pem")}"`,
    "    SSLVerifyClient require",
    `    SSLVerifyDepth ${Math.max(2, subject.authorityCount)}`,
    ...(subject.crlUrl
      ? [
          "    # One CRL per authority; made and kept fresh by the script “keep the CRL fresh”.",
          `    SSLCARevocationFile "${file("crl.pem")}"`,
          "    SSLCARevocationCheck chain",
        ]
      : [`    # ${noCrlPublished}`]),
    "",
    "    # The client’s name, for the application behind.",
    '    RequestHeader set X-Client-Subject "%{SSL_CLIENT_S_DN}s"',
    '    ProxyPass "/" "http://127.0.0.1:8000/"',
    "</VirtualHost>",
  ]);
}

export function apacheClient(subject: SnippetSubject): string {
  const file = (name: string) => `${bundleFolder(subject)}/${name}`;
  const { host, port } = targetOf(subject);
  return lines([
    ...comments("#", [folderNote(subject), "Modules: ssl, proxy, proxy_http. Inside a VirtualHost:"]),
    ...comments("#", keyNotes(subject, "needs-plain")),
    "# Apache wants certificate and key in one file. Once, in that folder:",
    "#   (umask 077; cat certificate.pem key.pem > combined.pem)",
    "SSLProxyEngine on",
    "SSLProxyProtocol -all +TLSv1.2 +TLSv1.3",
    `SSLProxyMachineCertificateFile "${file("combined.pem")}"`,
    `SSLProxyMachineCertificateChainFile "${file("trust.pem")}"`,
    "SSLProxyVerify require",
    `SSLProxyVerifyDepth ${Math.max(2, subject.authorityCount)}`,
    `SSLProxyCACertificateFile "${file("trust.pem")}"`,
    "SSLProxyCheckPeerName on",
    "SSLProxyCheckPeerExpire on",
    ...(subject.crlUrl
      ? [
          "# Made and kept fresh by the script “keep the CRL fresh”.",
          `SSLProxyCARevocationFile "${file("crl.pem")}"`,
          "SSLProxyCARevocationCheck chain",
        ]
      : [`# ${noCrlPublished}`]),
    `ProxyPass "/" "https://${urlHost(host)}:${port}/"`,
  ]);
}

export const apacheCrl = (subject: SnippetSubject): string =>
  crlScript(subject, {
    folder: bundleFolder(subject),
    program: "Apache",
    reload: "apachectl -t && apachectl -k graceful",
  });

const keyNote = (subject: SnippetSubject) =>
  keyNotes(subject, {
    encrypted: ['key.pem is encrypted: outside, SSLPassPhraseDialog "exec:/a/program/that/prints/the/password"'],
  });

import { CaError } from "../../errors";
import { hostsOf, urlHost } from "../host";
import { yamlString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, cannotCheckCrls, comments, folderNote, keyNotes, lines } from "./bundle-folder";
import { targetOf } from "./target";

// doc.traefik.io: "TLS", "HTTP routers", "ServersTransport" (file provider).
export function traefikServer(subject: SnippetSubject): string {
  const hosts = hostsOf(subject.names);
  if (hosts.length === 0) throw new CaError("invalid", "The certificate names no host that Traefik could route by.");
  const file = (name: string) => yamlString(`${bundleFolder(subject)}/${name}`);
  return lines([
    ...preamble(subject),
    "tls:",
    "  certificates:",
    `    - certFile: ${file("fullchain.pem")}`,
    `      keyFile: ${file("key.pem")}`,
    "  options:",
    "    mutual:",
    "      minVersion: VersionTLS12",
    "      # Only clients with a certificate of this authority.",
    "      clientAuth:",
    `        caFiles: [${file("root.pem")}]`,
    "        clientAuthType: RequireAndVerifyClientCert",
    "http:",
    "  routers:",
    "    application:",
    `      rule: ${yamlString(hosts.map(rule).join(" || "))}`,
    "      service: application",
    "      tls: { options: mutual }",
    "  services:",
    "    application:",
    "      loadBalancer:",
    '        servers: [{ url: "http://127.0.0.1:8000" }]',
  ]);
}

export function traefikClient(subject: SnippetSubject): string {
  const file = (name: string) => yamlString(`${bundleFolder(subject)}/${name}`);
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject),
    "http:",
    "  # TLS 1.2 or later, and the server’s name compared, without saying so.",
    "  serversTransports:",
    "    mutual:",
    `      serverName: ${yamlString(host)}`,
    `      rootCAs: [${file("root.pem")}]`,
    `      certificates: [{ certFile: ${file("fullchain.pem")}, keyFile: ${file("key.pem")} }]`,
    "  services:",
    "    behind:",
    "      loadBalancer:",
    "        serversTransport: mutual",
    `        servers: [{ url: ${yamlString(`https://${urlHost(host)}:${port}`)} }]`,
  ]);
}

/** Hosts are DNS names and addresses by now: no backtick and no quote among their characters. */
const rule = (host: string) =>
  host.startsWith("*.") ? `HostRegexp(\`^[^.]+\\.${host.slice(2).replaceAll(".", "\\.")}$\`)` : `Host(\`${host}\`)`;

const preamble = (subject: SnippetSubject) => [
  ...comments("#", [folderNote(subject), "For the file provider."]),
  ...comments("#", keyNotes(subject, "needs-plain")),
  ...comments("#", cannotCheckCrls("Traefik")),
];

import { CaError } from "../../errors";
import { hostsOf, urlHost } from "../host";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, cannotCheckCrls, comments, folderNote, keyNotes, lines } from "./bundle-folder";
import { targetOf } from "./target";

// caddyserver.com/docs/caddyfile/directives/tls
export function caddyServer(subject: SnippetSubject): string {
  const hosts = hostsOf(subject.names);
  if (hosts.length === 0) throw new CaError("invalid", "The certificate names no host that Caddy could answer for.");
  const folder = bundleFolder(subject);
  return lines([
    ...preamble(subject),
    `${hosts.map((host) => `https://${host}`).join(", ")} {`,
    `    tls ${folder}/fullchain.pem ${folder}/key.pem {`,
    "        protocols tls1.2 tls1.3",
    "        # Only clients with a certificate of this authority.",
    "        client_auth {",
    "            mode require_and_verify",
    `            # Caddy 2.8 and later also write this: trust_pool file ${folder}/root.pem`,
    `            trusted_ca_cert_file ${folder}/root.pem`,
    "        }",
    "    }",
    "    reverse_proxy 127.0.0.1:8000 {",
    "        # The client’s name, for the application behind.",
    "        header_up X-Client-Subject {http.request.tls.client.subject}",
    "    }",
    "}",
  ]);
}

export function caddyClient(subject: SnippetSubject): string {
  const folder = bundleFolder(subject);
  const { host, port } = targetOf(subject);
  return lines([
    ...preamble(subject),
    ":8080 {",
    `    reverse_proxy https://${urlHost(host)}:${port} {`,
    "        # TLS 1.2 or later, and the server’s name compared, without saying so.",
    "        transport http {",
    `            tls_client_auth ${folder}/fullchain.pem ${folder}/key.pem`,
    `            # Caddy 2.8 and later also write this: tls_trust_pool file ${folder}/root.pem`,
    `            tls_trusted_ca_certs ${folder}/root.pem`,
    `            tls_server_name ${host}`,
    "        }",
    "    }",
    "}",
  ]);
}

const preamble = (subject: SnippetSubject) => [
  ...comments("#", [folderNote(subject)]),
  ...comments("#", keyNotes(subject, "needs-plain")),
  ...comments("#", cannotCheckCrls("Caddy")),
];

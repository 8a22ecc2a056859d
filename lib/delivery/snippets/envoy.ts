import { isIpAddress, urlHost } from "../host";
import { yamlString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { targetOf } from "./target";

// envoyproxy.io: extensions.transport_sockets.tls.v3; files named in a secret of its own are watched and read again when moved.
const typed = (name: string) => `"@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.${name}`;

export function envoyServer(subject: SnippetSubject): string {
  return lines([
    ...preamble(subject, "a filter chain of a listener"),
    "transport_socket:",
    "  name: envoy.transport_sockets.tls",
    "  typed_config:",
    `    ${typed("DownstreamTlsContext")}`,
    "    # Only clients with a certificate of this authority, and none that was revoked.",
    "    require_client_certificate: true",
    ...commonContext(subject),
    ...secrets(subject, []),
  ]);
}

export function envoyClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  const matcher = [
    "    match_typed_subject_alt_names:",
    `      - san_type: ${isIpAddress(host) ? "IP_ADDRESS" : "DNS"}`,
    `        matcher: { exact: ${yamlString(host)} }`,
  ];
  return lines([
    ...preamble(subject, `the cluster whose endpoint is ${urlHost(host)}:${port}`),
    "transport_socket:",
    "  name: envoy.transport_sockets.tls",
    "  typed_config:",
    `    ${typed("UpstreamTlsContext")}`,
    ...(isIpAddress(host) ? [] : [`    sni: ${yamlString(host)}`]),
    ...commonContext(subject),
    ...secrets(subject, matcher),
  ]);
}

export const envoyCrl = (subject: SnippetSubject): string =>
  crlScript(subject, { folder: bundleFolder(subject), program: "Envoy", reload: null });

const preamble = (subject: SnippetSubject, place: string) => [
  ...comments("#", [folderNote(subject)]),
  ...comments("#", keyNotes(subject, { encrypted: encryptedKey })),
  ...comments("#", [`The first document belongs into ${place}, the others into files of their own beside the bundle.`]),
];

const encryptedKey = ["key.pem is encrypted: add  password: { filename: …/key.password }  below private_key."];

const commonContext = (subject: SnippetSubject) => [
  "    common_tls_context:",
  "      tls_params: { tls_minimum_protocol_version: TLSv1_2 }",
  "      tls_certificate_sds_secret_configs:",
  `        - { name: identity, sds_config: { path_config_source: { path: ${yamlString(`${bundleFolder(subject)}/identity.yaml`)} } } }`,
  "      validation_context_sds_secret_config:",
  `        { name: trust, sds_config: { path_config_source: { path: ${yamlString(`${bundleFolder(subject)}/trust.yaml`)} } } }`,
];

function secrets(subject: SnippetSubject, matcher: readonly string[]): string[] {
  const file = (name: string) => `{ filename: ${yamlString(`${bundleFolder(subject)}/${name}`)} }`;
  return [
    "---",
    "# identity.yaml",
    "resources:",
    `- ${typed("Secret")}`,
    "  name: identity",
    "  tls_certificate:",
    `    certificate_chain: ${file("fullchain.pem")}`,
    `    private_key: ${file("key.pem")}`,
    "---",
    "# trust.yaml",
    "resources:",
    `- ${typed("Secret")}`,
    "  name: trust",
    "  validation_context:",
    `    trusted_ca: ${file("trust.pem")}`,
    ...(subject.crlUrl
      ? [
          "    # One CRL per authority; made and kept fresh by the script “keep the CRL fresh”.",
          `    crl: ${file("crl.pem")}`,
        ]
      : [`    # ${noCrlPublished}`]),
    ...matcher,
  ];
}

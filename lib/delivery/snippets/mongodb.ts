import { shellQuote, yamlString } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

const oneFile = [
  "MongoDB wants certificate and key in one file. Once, in that folder:",
  "  (umask 077; cat fullchain.pem key.pem > combined.pem)",
];

// mongodb.com/docs/manual: "Configure mongod and mongos for TLS/SSL".
export function mongodbServer(subject: SnippetSubject): string {
  const file = (name: string) => yamlString(`${bundleFolder(subject)}/${name}`);
  return lines([
    ...comments("#", [
      `mongod.conf. ${folderNote(subject)}`,
      ...oneFile,
      ...keyNotes(subject, { encrypted: ["The key is encrypted: net.tls.certificateKeyFilePassword."] }),
    ]),
    "net:",
    "  tls:",
    "    mode: requireTLS",
    `    certificateKeyFile: ${file("combined.pem")}`,
    "    # Only clients with a certificate of this authority, and none that was revoked.",
    `    CAFile: ${file("trust.pem")}`,
    "    allowConnectionsWithoutCertificates: false",
    ...(subject.crlUrl
      ? [
          "    # One CRL per authority; made and kept fresh by the script “keep the CRL fresh”.",
          `    CRLFile: ${file("crl.pem")}`,
        ]
      : [`    # ${noCrlPublished}`]),
    "    disabledProtocols: TLS1_0,TLS1_1",
  ]);
}

export function mongodbClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 27017);
  return lines([
    ...comments("#", [
      folderNote(subject),
      ...oneFile,
      ...keyNotes(subject, { encrypted: ["The key is encrypted: --tlsCertificateKeyFilePassword"] }),
    ]),
    `cd ${shellQuote(bundleFolder(subject))} &&`,
    ...fetchCrl(subject),
    `mongosh --host ${shellQuote(host)} --port ${port} --tls --tlsDisabledProtocols TLS1_0,TLS1_1 \\`,
    `  --tlsCAFile root.pem --tlsCertificateKeyFile combined.pem${subject.crlUrl ? " --tlsCRLFile crl.pem" : ""}`,
  ]);
}

export const mongodbCrl = (subject: SnippetSubject): string =>
  `${crlScript(subject, { folder: bundleFolder(subject), program: "MongoDB", reload: "systemctl restart mongod" })}
# Without closing connections, from a session that may: db.adminCommand({ rotateCertificates: 1 })
`;

import { urlHost } from "../host";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { checkByOpenssl } from "./fetch-crl";
import { targetOf } from "./target";

// mosquitto.org/man/mosquitto-conf-5.html
export function mosquittoServer(subject: SnippetSubject): string {
  const file = (name: string) => `${bundleFolder(subject)}/${name}`;
  return lines([
    ...comments("#", [folderNote(subject), ...keyNotes(subject, "needs-plain")]),
    "listener 8883",
    `certfile ${file("fullchain.pem")}`,
    `keyfile ${file("key.pem")}`,
    "# The oldest version that is accepted.",
    "tls_version tlsv1.2",
    "# Only clients with a certificate of this authority, and none that was revoked.",
    `cafile ${file("trust.pem")}`,
    "require_certificate true",
    "use_identity_as_username true",
    ...(subject.crlUrl
      ? ["# Made and kept fresh by the script “keep the CRL fresh”.", `crlfile ${file("crl.pem")}`]
      : [`# ${noCrlPublished}`]),
  ]);
}

export function mosquittoClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 8883);
  return lines([
    ...comments("#", [
      folderNote(subject),
      ...keyNotes(subject, { encrypted: ["key.pem is encrypted: mosquitto_sub asks for its password."] }),
    ]),
    `cd ${shellQuote(bundleFolder(subject))} &&`,
    ...checkByOpenssl(subject, host, `${urlHost(host)}:${port}`),
    `mosquitto_sub -h ${shellQuote(host)} -p ${port} --tls-version tlsv1.2 --cafile root.pem --cert fullchain.pem --key key.pem -t test`,
  ]);
}

export const mosquittoCrl = (subject: SnippetSubject): string =>
  crlScript(subject, {
    folder: bundleFolder(subject),
    program: "Mosquitto",
    reload: "systemctl kill --signal=HUP mosquitto",
  });

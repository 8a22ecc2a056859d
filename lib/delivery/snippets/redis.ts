import { urlHost } from "../host";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, cannotCheckCrls, comments, folderNote, keyNotes, lines } from "./bundle-folder";
import { checkByOpenssl } from "./fetch-crl";
import { targetOf } from "./target";

// redis.io/docs: "TLS"; Valkey reads the same names.
export function redisServer(subject: SnippetSubject): string {
  const file = (name: string) => `${bundleFolder(subject)}/${name}`;
  return lines([
    ...comments("#", [
      `redis.conf. ${folderNote(subject)}`,
      ...keyNotes(subject, { encrypted: ["key.pem is encrypted: tls-key-file-pass"] }),
      ...cannotCheckCrls("Redis"),
    ]),
    "port 0",
    "tls-port 6379",
    `tls-cert-file ${file("fullchain.pem")}`,
    `tls-key-file ${file("key.pem")}`,
    'tls-protocols "TLSv1.2 TLSv1.3"',
    "# Only clients with a certificate of this authority.",
    `tls-ca-cert-file ${file("trust.pem")}`,
    "tls-auth-clients yes",
  ]);
}

export function redisClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 6379);
  return lines([
    ...comments("#", [folderNote(subject), ...keyNotes(subject, "needs-plain")]),
    "# redis-cli compares no name: any server of this authority would do. openssl below compares it.",
    `cd ${shellQuote(bundleFolder(subject))} &&`,
    ...checkByOpenssl(subject, host, `${urlHost(host)}:${port}`),
    `redis-cli -h ${shellQuote(host)} -p ${port} --tls --sni ${shellQuote(host)} --cacert root.pem --cert fullchain.pem --key key.pem`,
  ]);
}

import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

// postgresql.org/docs/current: "Secure TCP/IP Connections with SSL", "Certificate Authentication".
export function postgresqlServer(subject: SnippetSubject): string {
  const file = (name: string) => `'${bundleFolder(subject)}/${name}'`;
  return lines([
    ...comments("#", [`postgresql.conf. ${folderNote(subject)}`, ...keyNotes(subject, keyUse)]),
    "# key.pem: chown postgres, chmod 0600.",
    "ssl = on",
    `ssl_cert_file = ${file("fullchain.pem")}`,
    `ssl_key_file = ${file("key.pem")}`,
    "ssl_min_protocol_version = 'TLSv1.2'",
    `ssl_ca_file = ${file("trust.pem")}`,
    ...(subject.crlUrl
      ? [
          "# One CRL per authority; made and kept fresh by the script “keep the CRL fresh”.",
          `ssl_crl_file = ${file("crl.pem")}`,
        ]
      : [`# ${noCrlPublished}`]),
    "",
    "# pg_hba.conf: only clients with a certificate whose common name is the database user.",
    "# hostssl  all  all  all  cert",
    "# or, beside a password:",
    "# hostssl  all  all  all  scram-sha-256  clientcert=verify-ca",
  ]);
}

export function postgresqlClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 5432);
  const conninfo = [
    `host=${host} port=${port} dbname=postgres sslmode=verify-full ssl_min_protocol_version=TLSv1.2`,
    `sslcert=fullchain.pem sslkey=key.pem sslrootcert=root.pem${subject.crlUrl ? " sslcrl=crl.pem" : ""}`,
  ];
  return lines([
    ...comments("#", [
      `${folderNote(subject)}; libpq, so psql, psycopg, pg_dump and others.`,
      ...keyNotes(subject, { encrypted: ["key.pem is encrypted: psql asks, or add sslpassword=…"] }),
      "The database user is the common name of the certificate: add user=… where it differs.",
    ]),
    `cd ${shellQuote(bundleFolder(subject))} && chmod 0600 key.pem &&`,
    ...fetchCrl(subject),
    `psql ${shellQuote(conninfo.join(" "))}`,
  ]);
}

export const postgresqlCrl = (subject: SnippetSubject): string =>
  crlScript(subject, {
    folder: bundleFolder(subject),
    program: "PostgreSQL",
    reload: 'runuser -u postgres -- psql -qXAtc "select pg_reload_conf()" >/dev/null',
  });

const keyUse = { encrypted: ["key.pem is encrypted: ssl_passphrase_command = '/a/program/that/prints/the/password'"] };

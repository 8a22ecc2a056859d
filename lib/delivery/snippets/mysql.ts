import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { bundleFolder, comments, folderNote, keyNotes, lines, noCrlPublished } from "./bundle-folder";
import { crlScript } from "./crl-script";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

// dev.mysql.com/doc/refman/8.4: "Configuring MySQL to Use Encrypted Connections"; MariaDB reads the same names.
export function mysqlServer(subject: SnippetSubject): string {
  const file = (name: string) => `${bundleFolder(subject)}/${name}`;
  return lines([
    ...comments("#", [folderNote(subject), ...keyNotes(subject, "needs-plain")]),
    "[mysqld]",
    `ssl_cert = ${file("fullchain.pem")}`,
    `ssl_key = ${file("key.pem")}`,
    `ssl_ca = ${file("trust.pem")}`,
    ...(subject.crlUrl
      ? [
          "# One CRL per authority; made and kept fresh by the script “keep the CRL fresh”.",
          `ssl_crl = ${file("crl.pem")}`,
        ]
      : [`# ${noCrlPublished}`]),
    "tls_version = TLSv1.2,TLSv1.3",
    "require_secure_transport = ON",
    "# A client certificate is demanded account by account:",
    "#   CREATE USER 'name'@'%' IDENTIFIED BY '…' REQUIRE X509;",
  ]);
}

export function mysqlClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject, 3306);
  return lines([
    ...comments("#", [folderNote(subject), ...keyNotes(subject, "needs-plain")]),
    "# MariaDB’s client says --ssl-verify-server-cert instead of --ssl-mode.",
    `cd ${shellQuote(bundleFolder(subject))} &&`,
    ...fetchCrl(subject),
    `mysql --host=${shellQuote(host)} --port=${port} --ssl-mode=VERIFY_IDENTITY --tls-version=TLSv1.2,TLSv1.3 \\`,
    `  --ssl-ca=root.pem --ssl-cert=fullchain.pem --ssl-key=key.pem${subject.crlUrl ? " --ssl-crl=crl.pem" : ""}`,
  ]);
}

export const mysqlCrl = (subject: SnippetSubject): string =>
  crlScript(subject, {
    folder: bundleFolder(subject),
    program: "MySQL",
    reload: 'mysql -e "ALTER INSTANCE RELOAD TLS"',
  });

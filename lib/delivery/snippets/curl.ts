import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { hostsOf, urlHost } from "../host";
import { plainText } from "../plain-text";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

/** curl as a client, with the PEM files of the bundle. */
export function curlPem(subject: SnippetSubject): string {
  return lines([
    `# ${plainText(subject.displayName)}: in the folder of the unpacked bundle`,
    ...(subject.key === "elsewhere" ? ["# key.pem is the private key that the request was made with."] : []),
    ...(subject.key === "encrypted" ? ["# curl asks for the password of key.pem."] : []),
    ...fetchCrl(subject),
    "curl --tlsv1.2 --globoff \\",
    `  ${trust(subject)} \\`,
    "  --cert fullchain.pem --key key.pem \\",
    `  --url ${targetUrl(subject)}`,
  ]);
}

/** curl as a client, with the PKCS#12 file. */
export function curlPkcs12(subject: SnippetSubject): string {
  return lines([
    `# ${plainText(subject.displayName)}: in the folder of the PKCS#12 file and root.pem`,
    "printf 'Password of the PKCS#12 file: '; stty -echo; IFS= read -r password; stty echo; echo",
    ...fetchCrl(subject),
    "curl --tlsv1.2 --globoff \\",
    `  ${trust(subject)} \\`,
    `  --cert-type P12 --cert ./${fileName(subject.displayName, ".p12")} --pass "$password" \\`,
    `  --url ${targetUrl(subject)}`,
  ]);
}

/** Does the server answer with this certificate, and does it refuse a visitor who has none? */
export function curlTest(subject: SnippetSubject): string {
  const [first] = hostsOf(subject.names);
  if (first === undefined) throw new CaError("invalid", "The certificate names no host that curl could visit.");
  const host = first.replace(/^\*\./, "host.");
  return lines([
    `# ${plainText(subject.displayName)}: in the folder of the unpacked bundle`,
    ...(host === first ? [] : [`# Any one label may stand where “host” does: ${first} is a wildcard.`]),
    ...fetchCrl(subject),
    "# 1. Without a client certificate: the server proves itself, then refuses (nginx: HTTP 400).",
    `curl --verbose --tlsv1.2 --globoff ${trust(subject)} --url ${shellQuote(`https://${host}/`)}`,
    "# 2. With one (its bundle unpacked in ./client): accepted.",
    `curl --tlsv1.2 --globoff ${trust(subject)} \\`,
    "  --cert client/fullchain.pem --key client/key.pem \\",
    `  --url ${shellQuote(`https://${host}/`)}`,
  ]);
}

// curl --crlfile checks every certificate of the chain, so the file holds one CRL per authority.
const trust = (subject: SnippetSubject) => `--cacert root.pem${subject.crlUrl ? " --crlfile crl.pem" : ""}`;

function targetUrl(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return shellQuote(`https://${urlHost(host)}${port === 443 ? "" : `:${port}`}/`);
}

const lines = (text: readonly string[]) => `${text.join("\n")}\n`;

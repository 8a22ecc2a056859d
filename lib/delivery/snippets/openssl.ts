import { CaError } from "../../errors";
import { fileName } from "../file-name";
import { hostsOf, urlHost } from "../host";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";
import { comments, keyNotes, lines, shownName } from "./bundle-folder";
import { fetchCrl } from "./fetch-crl";
import { targetOf } from "./target";

/** What to ask openssl of the files in the bundle. */
export function opensslInspect(subject: SnippetSubject): string {
  const p12 = shellQuote(`./${fileName(subject.displayName, ".p12")}`);
  const purpose = subject.kind === "client" ? "sslclient" : "sslserver";
  return lines([
    `# ${shownName(subject)}: in the folder of the unpacked bundle`,
    ...(subject.key === "elsewhere" ? comments("#", keyNotes(subject, "needs-plain")) : []),
    "# What it says",
    "openssl x509 -in certificate.pem -noout -text",
    "# Its fingerprint",
    "openssl x509 -in certificate.pem -noout -fingerprint -sha256",
    "# Does the chain lead to the root, with nothing revoked?",
    ...fetchCrl(subject),
    `openssl verify -x509_strict -purpose ${purpose} -CAfile trust.pem${subject.crlUrl ? " -crl_check_all -CRLfile crl.pem" : ""} certificate.pem`,
    "# Does the key belong to it? Both lines must be the same.",
    "openssl x509 -in certificate.pem -noout -pubkey | openssl sha256",
    "openssl pkey -in key.pem -pubout | openssl sha256",
    "# Everything in one PKCS#12",
    `openssl pkcs12 -export -in certificate.pem -inkey key.pem -certfile trust.pem -out ${p12}`,
    "# When does it expire? Fails when that is within 30 days.",
    "openssl x509 -in certificate.pem -noout -enddate -checkend 2592000",
  ]);
}

/** The server under test, seen from outside, and this certificate served for a test. */
export function opensslServer(subject: SnippetSubject): string {
  const [first] = hostsOf(subject.names);
  if (first === undefined) throw new CaError("invalid", "The certificate names no host that openssl could connect to.");
  const host = first.replace(/^\*\./, "host.");
  const bare = host.replace(/[[\]]/g, "");
  const check = /^[\d.]+$|:/.test(bare)
    ? `-verify_ip ${bare}`
    : `-servername ${shellQuote(host)} -verify_hostname ${shellQuote(host)}`;
  return lines([
    `# ${shownName(subject)}: in the folder of the unpacked bundle`,
    ...fetchCrl(subject),
    "# What the running server presents, held against the root (add -cert and -key of a client).",
    `openssl s_client -connect ${shellQuote(`${host}:443`)} ${check} -CAfile root.pem${crlFlags(subject)} -verify_return_error -showcerts </dev/null`,
    "# A server for a test, which refuses clients without a certificate.",
    `openssl s_server -accept 8443 -www -min_protocol TLSv1.2 -cert certificate.pem -cert_chain chain.pem -key key.pem -CAfile trust.pem -Verify 4 -verify_return_error${crlFlags(subject)}`,
  ]);
}

export function opensslClient(subject: SnippetSubject): string {
  const { host, port } = targetOf(subject);
  return lines([
    `# ${shownName(subject)}: in the folder of the unpacked bundle`,
    ...fetchCrl(subject),
    `openssl s_client -connect ${shellQuote(`${urlHost(host)}:${port}`)} -servername ${shellQuote(host)} -verify_hostname ${shellQuote(host)} \\`,
    `  -min_protocol TLSv1.2 -cert certificate.pem -cert_chain chain.pem -key key.pem \\`,
    `  -CAfile root.pem${crlFlags(subject)} -verify_return_error`,
  ]);
}

const crlFlags = (subject: SnippetSubject) => (subject.crlUrl ? " -crl_check_all -CRL crl.pem" : "");

import { webUrl } from "../host";
import { shellQuote } from "../quote";
import type { SnippetSubject } from "../snippet";

/** Lines before a command that reads crl.pem; the file holds one CRL per authority of the chain. */
export function fetchCrl(subject: SnippetSubject): string[] {
  if (!subject.crlUrl) return ["# No CRL is published for this certificate, so revocation is not checked."];
  const url = shellQuote(webUrl(subject.crlUrl));
  return [`curl --fail --silent --show-error --globoff --output crl.pem --url ${url} &&`];
}

/** For a client that reads no CRL: the same question, asked of the server before the client connects. */
export function checkByOpenssl(subject: SnippetSubject, host: string, connect: string): string[] {
  if (!subject.crlUrl) return ["# No CRL is published for this certificate, so revocation is not checked."];
  return [
    "# This program cannot check CRLs: openssl asks first whether the server was revoked.",
    ...fetchCrl(subject),
    `openssl s_client -connect ${shellQuote(connect)} -servername ${shellQuote(host)} -verify_hostname ${shellQuote(host)} \\`,
    "  -CAfile root.pem -CRL crl.pem -crl_check_all -verify_return_error -cert fullchain.pem -key key.pem </dev/null >/dev/null &&",
  ];
}

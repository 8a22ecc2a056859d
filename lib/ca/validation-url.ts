/** The URL that certificates carry for ever, so it is looked at closely before the first one does. */
import { CaError } from "../errors";

const field = "validationUrl";

/** Canonical, without a trailing slash; throws CaError("invalid") naming the rule. */
export function parseValidationUrl(text: string): string {
  const typed = text.trim();
  // URL parsing would drop line breaks and tabs without a word.
  if (!URL.canParse(typed) || /[\s\p{C}]/u.test(typed))
    throw invalid("This is not a URL; write something like http://pki.corp.example.");
  const url = new URL(typed);
  if (url.protocol === "https:") {
    // RFC 5280 §8: checking the certificate of such a server needs the very CRL that it serves.
    throw invalid(
      "Use http://: with https:// a client would have to check a certificate to fetch the CRL that checks it (RFC 5280 §8).",
    );
  }
  if (url.protocol !== "http:") throw invalid("Relying parties fetch CRLs over http:// only.");
  if (url.username || url.password)
    throw invalid("Leave user name and password out: everybody can read the certificate.");
  if (url.search || typed.includes("?")) throw invalid("Leave the query (?…) out: paths are added behind this URL.");
  if (url.hash || typed.includes("#")) throw invalid("Leave the fragment (#…) out: paths are added behind this URL.");
  if (url.hostname === "") throw invalid("The URL names no host.");
  const path = /^http:\/\/[^/\\]+(\/.*)?$/i.exec(typed);
  if (!path || !/^[\w.~/-]*$/.test(path[1] ?? "") || /\/\.{1,2}(\/|$)/.test(path[1] ?? ""))
    throw invalid("Write the path with letters, digits and -._~ only, and without . or .. as a part of it.");
  const canonical = `http://${url.host}${url.pathname}`.replace(/\/+$/, "");
  if (canonical.length > 180) throw invalid("The URL is longer than 180 characters.");
  return canonical;
}

/** Whether only this machine can reach it. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return /^(.+\.)?localhost\.?$/.test(hostname) || /^127(\.\d+){3}$/.test(hostname) || hostname === "[::1]";
}

export const loopbackWarning = (url: string): string =>
  `${url} is a loopback address: no other machine can check such certificates. Set a URL that clients can reach before you issue for them.`;

const invalid = (detail: string) => new CaError("invalid", detail, { field });

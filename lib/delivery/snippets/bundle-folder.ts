/** What every snippet says about the files it reads. */
import { fileName } from "../file-name";
import { plainText } from "../plain-text";
import type { SnippetSubject } from "../snippet";

/** Where the unpacked bundle lies; letters, digits, `.`, `-`, `_`, `/` only, so it needs no quotes anywhere. */
export const bundleFolder = (subject: SnippetSubject): string => `/etc/tls/${fileName(subject.displayName)}`;

/** In quotes, so that a name cannot begin a directive of a compiler or an editor, or end the line in a backslash. */
export const shownName = (subject: SnippetSubject): string => `“${plainText(subject.displayName)}”`;

export const folderNote = (subject: SnippetSubject): string =>
  `${shownName(subject)}: the unpacked bundle lies in ${bundleFolder(subject)}`;

export const lines = (text: readonly string[]): string => `${text.join("\n")}\n`;

export type KeyUse = "needs-plain" | { readonly encrypted: readonly string[] };

/** How the key file stands, as lines of a comment; `use` says what this program does about an encrypted one. */
export function keyNotes(subject: SnippetSubject, use: KeyUse): string[] {
  if (subject.key === "plain") return [];
  if (subject.key === "elsewhere") return ["key.pem is the private key that the request was made with; put it there."];
  if (use !== "needs-plain") return [...use.encrypted];
  return [
    "key.pem is encrypted and this program takes no password. Once, in that folder:",
    "  (umask 077; openssl pkey -in key.pem -out plain.pem && mv plain.pem key.pem)",
  ];
}

export const comments = (marker: string, notes: readonly string[], indent = ""): string[] =>
  notes.map((note) => `${indent}${marker} ${note}`);

/** What this software lacks, and what stands in for it. */
export const cannotCheckCrls = (program: string): string[] => [
  `${program} cannot check CRLs: a revoked certificate is accepted until it expires. Issue short-lived ones,`,
  "or let HAProxy, nginx or Envoy end TLS in front of it, which can.",
];

export const noCrlPublished = "No CRL is published for this certificate: revoked ones are accepted.";

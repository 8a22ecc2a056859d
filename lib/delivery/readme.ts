/** README.txt of a bundle: plain text, one paragraph per file. */
import { webUrl } from "./host";
import { plainText } from "./plain-text";
import type { SnippetSubject } from "./snippet";

export interface ReadmeInput {
  readonly kind: SnippetSubject["kind"];
  readonly displayName: string;
  readonly files: readonly string[];
  readonly key: SnippetSubject["key"];
  readonly crlUrl: string | null;
}

const uses: Readonly<Record<string, string>> = {
  "certificate.pem": "The certificate alone. Programs that want the chain in a second file take this and chain.pem.",
  "chain.pem": "The issuing authorities between the certificate and the root, without the root.",
  "fullchain.pem":
    "The certificate followed by chain.pem: what nginx, HAProxy, Node.js and curl present to the other side.",
  "root.pem":
    "The root authority. Whoever shall trust this authority installs it once; nobody presents it in a handshake.",
  "trust.pem": "chain.pem and the root: what a server checks client certificates with (nginx: ssl_client_certificate).",
};

const purposes: Readonly<Record<SnippetSubject["kind"], string>> = {
  other: "a certificate",
  server: "a certificate with which a server proves its name",
  client: "a certificate with which a client proves who it is",
  peer: "a certificate for both sides of a connection, server and client",
};

export function readme(input: ReadmeInput): string {
  const paragraphs = [
    `This folder holds ${purposes[input.kind]}:`,
    `    ${plainText(input.displayName)}`,
    ...input.files.map((name) => `${name}\n${indented(uses[name] ?? keyUse(input.key))}`),
    ...(input.key === "elsewhere"
      ? [
          "The private key is not in here: it stayed where the signing request was made. Put it beside these files as key.pem.",
        ]
      : []),
    ...(input.crlUrl
      ? [
          "Revocation lists of the whole chain, in one PEM file, fresh at any time:",
          `    ${webUrl(input.crlUrl)}`,
          "A program that checks client or server certificates without this list accepts revoked ones.",
        ]
      : []),
  ];
  return `${paragraphs.join("\n\n")}\n`;
}

function keyUse(key: SnippetSubject["key"]): string {
  return key === "encrypted"
    ? "The private key, encrypted with the password you chose. Without the password nobody can use it, you neither."
    : "The private key, NOT encrypted. Only the program that uses it may read it: chmod 600 key.pem. Never send it to anyone.";
}

function indented(text: string): string {
  const rows = [""];
  for (const word of text.split(" ")) {
    const row = rows.at(-1)!;
    if (row.length + word.length > 72) rows.push(word);
    else rows[rows.length - 1] = row === "" ? word : `${row} ${word}`;
  }
  return rows.map((row) => `    ${row}`).join("\n");
}

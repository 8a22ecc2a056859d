/** Snippets for real programs, filled in with one certificate. */
import { isCaError } from "../errors";
import type { Snippet, SnippetOutcome, SnippetSubject } from "./snippet";
import { curlPem, curlPkcs12, curlTest } from "./snippets/curl";
import { nginxClient, nginxServer } from "./snippets/nginx";
import { nginxCrlUpdate } from "./snippets/nginx-crl";
import { nodeClient, nodeServer } from "./snippets/node";

interface Maker {
  readonly id: string;
  readonly title: string;
  readonly language: Snippet["language"];
  readonly side: "server" | "client" | "both";
  readonly make: (subject: SnippetSubject) => string;
}

const makers: readonly Maker[] = [
  { id: "nginx-server", title: "nginx, server", language: "nginx", side: "server", make: nginxServer },
  {
    id: "nginx-client",
    title: "nginx, as a client of another server",
    language: "nginx",
    side: "client",
    make: nginxClient,
  },
  { id: "nginx-crl", title: "nginx, keep the CRL fresh", language: "shell", side: "both", make: nginxCrlUpdate },
  { id: "node-server", title: "Node.js, server", language: "javascript", side: "server", make: nodeServer },
  { id: "node-client", title: "Node.js, client", language: "javascript", side: "client", make: nodeClient },
  { id: "curl-pem", title: "curl, with PEM files", language: "shell", side: "client", make: curlPem },
  { id: "curl-p12", title: "curl, with PKCS#12", language: "shell", side: "client", make: curlPkcs12 },
  { id: "curl-test", title: "curl, try the server", language: "shell", side: "server", make: curlTest },
];

/** Every snippet that fits this certificate, or why one is refused. Never throws for what a name contains. */
export function snippetsFor(subject: SnippetSubject): SnippetOutcome[] {
  return makers
    .filter(({ side }) => side === "both" || subject.kind === "peer" || side === subject.kind)
    .map(({ id, title, language, make }) => {
      try {
        return { id, title, language, text: make(subject) };
      } catch (error) {
        if (!isCaError(error)) throw error;
        return { id, title, reason: error.detail };
      }
    });
}

import type { SnippetSubject } from "../snippet";
import { crlScript } from "./crl-script";
import { nginxFolder } from "./nginx";

export function nginxCrlUpdate(subject: SnippetSubject): string {
  return crlScript(subject, {
    folder: nginxFolder(subject),
    program: "nginx",
    reload: "nginx -t -q && nginx -s reload",
  });
}

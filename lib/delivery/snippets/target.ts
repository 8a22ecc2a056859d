import { CaError } from "../../errors";
import { urlHost } from "../host";
import type { SnippetSubject } from "../snippet";

const exampleHost = "server.example";

/** The other side, or a host name that exists nowhere for the person to replace. */
export function targetOf(subject: SnippetSubject, usualPort = 443): { host: string; port: number } {
  const { host, port } = subject.target ?? { host: exampleHost, port: usualPort };
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new CaError("invalid", "A port is between 1 and 65535.");
  urlHost(host);
  return { host, port };
}

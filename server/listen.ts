import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CaError } from "../lib/errors";

interface Where {
  /** As a person calls it: “console”. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The variable that moves it. */
  readonly variable: string;
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program has it",
  EACCES: "this user may not have it",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "the name means nothing here",
};

/** The port that was bound. `::` takes both address families. */
export function listen(server: Server, { name, host, port, variable }: Where): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason = reasons[cause.code ?? ""] ?? cause.message;
      const advice = `Free it, or give the ${name} another one with ${variable}.`;
      reject(
        new CaError("unavailable", `The ${name} cannot listen on port ${port} of ${host}: ${reason}. ${advice}`, {
          cause,
        }),
      );
    });
    server.listen({ host, port, ipv6Only: false }, () => resolve((server.address() as AddressInfo).port));
  });
}

/** How long a request under way may take to end. */
const graceMilliseconds = 4_000;

/** Takes no more connections, lets requests under way end, then cuts what is left. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

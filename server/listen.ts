import type { Server as PlainServer } from "node:http";
import type { Server as SecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { CaError } from "../lib/errors";

type Server = PlainServer | SecureServer;

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
      // A machine without IPv6: everyone is everyone over IPv4 then.
      if (host === "::" && cause.code === "EAFNOSUPPORT") {
        return resolve(listen(server, { name, host: "0.0.0.0", port, variable }));
      }
      // A machine without IPv6: everybody there is reached by IPv4.
      if (host === "::" && cause.code === "EAFNOSUPPORT") {
        return resolve(listen(server, { name, host: "0.0.0.0", port, variable }));
      }
      const reason = reasons[cause.code ?? ""] ?? cause.message;
      const advice = `Free it, or give the ${name} another one with ${variable}.`;
      reject(
        new CaError("unavailable", `The ${name} cannot listen on port ${port} of ${host}: ${reason}. ${advice}`, {
          cause,
        }),
      );
    });
    server.listen({ host, port, ipv6Only: false }, () => {
      surviveAcceptErrors(server, name);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Out of file descriptors, say: this connection is lost, the listener is not. Told at most once a minute. */
function surviveAcceptErrors(server: Server, name: string): void {
  let toldAt = Number.NEGATIVE_INFINITY;
  server.on("error", (error) => {
    if (performance.now() - toldAt < 60_000) return;
    toldAt = performance.now();
    console.error(`The ${name} could not take a connection: ${error.message}`);
  });
}

/** How long a request under way may take to end. */
const graceMilliseconds = 4_000;
const sweepMilliseconds = 100;

/** Takes no more connections, lets requests under way end, then cuts what is left. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  // A connection is idle as soon as the request under way has its answer.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearTimeout(cut);
  clearInterval(sweep);
}

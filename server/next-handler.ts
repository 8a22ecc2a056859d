import { createServer, type Server } from "node:http";
import type { Server as HttpsServer } from "node:https";
import type { Handler } from "./console";

interface Options {
  readonly isDevelopment: boolean;
  readonly directory: string;
  /** For the upgrades of development pages. */
  readonly server: Server | HttpsServer;
  readonly url: string;
}

/** Next.js, ready to answer. Loaded only now, because it reads the environment when it is. */
export async function startNext({ isDevelopment, directory, server, url }: Options): Promise<{
  readonly handler: Handler;
  close(): Promise<void>;
}> {
  const { default: next } = await import("next");
  const { hostname, port } = new URL(url);
  // Next listens for upgrades, which only its development pages need, and leaves others open for good: so elsewhere it
  // gets a server that hears none, and Node goes on as if they had not been asked for (RFC 9110 §7.8).
  const httpServer = isDevelopment ? (server as Server) : createServer();
  const app = next({ dev: isDevelopment, dir: directory, httpServer, hostname, port: Number(port) });
  await app.prepare();
  const handler = app.getRequestHandler();
  return { handler: (request, response) => handler(request, response), close: () => app.close() };
}

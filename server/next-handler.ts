import type { Server } from "node:http";
import type { Handler } from "./console";

interface Options {
  readonly isDevelopment: boolean;
  readonly directory: string;
  readonly server: Server;
  readonly url: string;
}

/** Next.js, ready to answer. Loaded only now, because it reads the environment when it is. */
export async function startNext({ isDevelopment, directory, server, url }: Options): Promise<{
  readonly handler: Handler;
  close(): Promise<void>;
}> {
  const { default: next } = await import("next");
  const { hostname, port } = new URL(url);
  const app = next({ dev: isDevelopment, dir: directory, httpServer: server, hostname, port: Number(port) });
  await app.prepare();
  const handler = app.getRequestHandler();
  return { handler: (request, response) => handler(request, response), close: () => app.close() };
}

/** Everything a browser sends to anybody, seen outside the browser: it has no way around its proxy. */
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export interface RecordingProxy {
  readonly url: string;
  readonly sent: readonly SentRequest[];
  /** Requests to other hosts, tunnels and WebSockets, none of which are let through. */
  readonly refused: readonly string[];
  stop(): Promise<void>;
}

/** Forwards plain HTTP to `origin` and nothing else. */
export async function startRecordingProxy(origin: string): Promise<RecordingProxy> {
  const sent: SentRequest[] = [];
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", rawHeaders } = request;
      const body = Buffer.concat(chunks);
      sent.push({ method, url, rawHeaders, body });
      if (new URL(url).origin === origin) return pass(request, body, response);
      refused.push(`${method} ${url}`);
      response.writeHead(403).end();
    });
  });
  const refuse = (request: IncomingMessage, socket: { destroy(): void }) => {
    refused.push(`${request.method} ${request.url}`);
    socket.destroy();
  };
  server.on("connect", refuse).on("upgrade", refuse);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    sent,
    refused,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const onward = forward(request.url ?? "", { method: request.method, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  onward.end(body);
}

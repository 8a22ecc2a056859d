/** The listener of relying parties: plain HTTP, machine rates, nothing but bytes that are signed anyway. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isCaError } from "../lib/errors";
import { type Answer, text, type ValidationRequest } from "../lib/protocols/crl";

export type ValidationHandler = (request: ValidationRequest) => Promise<Answer>;

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 5_000,
};

export interface ValidationServer {
  readonly server: Server;
  /** Until then every request is answered 503. */
  serve(handler: ValidationHandler): void;
}

export function createValidationServer(onFailure: (error: unknown) => void): ValidationServer {
  let handler: ValidationHandler = async () => text(503, "Countersign is starting.", { "Retry-After": 1 });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: Answer;
    try {
      answer = await handler({
        method: request.method ?? "",
        path: (request.url ?? "/").split("?", 1)[0] ?? "/",
        ifNoneMatch: request.headers["if-none-match"],
      });
    } catch (error) {
      // That the database is away was told when it was found out, once.
      if (!isCaError(error)) onFailure(error);
      answer = text(503, "This cannot be answered now.", { "Retry-After": 5 });
    }
    // What comes with a request is of no use here, so the connection does not wait for it.
    if (request.headers["content-length"] || request.headers["transfer-encoding"])
      response.setHeader("Connection", "close");
    response.writeHead(answer.status, { ...answer.headers, "X-Content-Type-Options": "nosniff" });
    response.end(answer.body ?? undefined);
  }

  const server = createServer(limits, (request, response) => void respond(request, response));
  return {
    server,
    serve(next) {
      handler = next;
    },
  };
}

/** The console's listener: what every request passes before Next.js sees it, and what every answer carries. */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Server as HttpsServer } from "node:https";
import type { Duplex } from "node:stream";
import type { Config } from "../lib/config";
import { isLoopbackHost } from "../lib/config";
import { clientAddressHeader } from "../lib/running";
import { believedAddress, isTrusted, plainAddress } from "./client-address";
import { type Door, isFromOurPages, isOurHost } from "./origin";
import { createSecureServer, type ServerCertificate } from "./secure-server";
import { securityHeaders } from "./security-headers";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

const headerBytesMax = 32 * 1024;
/** A CSR is at most 64 KiB, a dropped chain a few; Next.js has a lower limit of its own for actions. */
const bodyBytesMax = 2 * 1024 * 1024;
const limits = {
  maxHeaderSize: headerBytesMax,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  // Refused below instead, with the headers that every answer carries.
  requireHostHeader: false,
};

export interface ConsoleServer {
  readonly server: Server | HttpsServer;
  /** What the listener shows from now on; until the first, whoever connects waits. Null where it speaks plain HTTP. */
  readonly setCertificate: ((certificate: ServerCertificate) => void) | null;
  /** Until then every request is answered 503. */
  serve(handler: Handler, isHealthy: () => Promise<boolean>): void;
}

export function createConsoleServer(config: Config): ConsoleServer {
  const door: Door = {
    publicUrl: config.console.url,
    isBoundToLoopback: isLoopbackHost(config.console.host),
    isBehindProxy: config.isBehindProxy,
    scheme: config.consoleTls ? "https" : "http",
  };
  const headers = securityHeaders(config.console.url?.startsWith("https:") ?? false);
  let handler: Handler = (_, response) => refuse(response, 503, "Countersign is starting.");
  let isHealthy = async () => false;

  const protect = (response: ServerResponse) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string);
  };

  const respond: Handler = (request, response) => {
    protect(response);
    toOriginForm(request);
    const path = pathOf(request);
    if (path === "/healthz") return void answerHealth(request, response, isHealthy);
    believe(config, request);
    const refusal = refusalOf(door, request, path);
    if (refusal) return refuse(response, ...refusal);
    boundBody(request, response);
    Promise.resolve(handler(request, response)).catch((error: unknown) => {
      console.error(`${request.method} ${path} failed:`, error);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, "Something went wrong here; the server’s log has it.");
    });
  };
  const secure = config.consoleTls ? createSecureServer(limits, { door, respond }) : null;
  const server = secure?.server ?? createServer(limits, respond);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => refuseRaw(error, socket, headers));
  server.on("checkExpectation", (_, response) => {
    protect(response);
    refuse(response, 417, "This expectation cannot be met.");
  });
  return {
    server,
    setCertificate: secure?.setCertificate ?? null,
    serve(next, healthy) {
      handler = next;
      isHealthy = healthy;
    },
  };
}

/** RFC 9112 §3.2.2: a target with a host of its own counts more than the header. Nobody behind us should see one. */
function toOriginForm(request: IncomingMessage): void {
  const target = request.url ?? "/";
  if (target.startsWith("/") || !URL.canParse(target)) return;
  const { host, pathname, search } = new URL(target);
  request.headers.host = host;
  request.url = pathname + search;
}

function refusalOf(door: Door, request: IncomingMessage, path: string): [status: number, text: string] | null {
  const { host = "", origin, "sec-fetch-site": fetchSite } = request.headers;
  // RFC 9112 §3.2: exactly one; which of two counts is what an attacker would like to choose.
  if (request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length !== 1) {
    return [400, "Say in one Host header which console this is for."];
  }
  if (!isOurHost(door, request.headers.host)) {
    return [421, `This console does not answer to the name “${printable(host)}”. If it should, set COUNTERSIGN_URL.`];
  }
  const sender = { method: request.method ?? "", path, host, origin, fetchSite: fetchSite as string | undefined };
  if (!isFromOurPages(door, sender)) return [403, "This request does not come from a page of this console."];
  if (Number(request.headers["content-length"] ?? 0) > bodyBytesMax) {
    return [413, `At most ${bodyBytesMax / 1024 / 1024} MiB can be sent.`];
  }
  return null;
}

/** What the client says about addresses, hosts and schemes is dropped; what we believe is put in its place. */
function believe({ trustedProxies, consoleTls, console: { url } }: Config, request: IncomingMessage): void {
  const { headers, socket } = request;
  const forwardedFor = headers["x-forwarded-for"] as string | undefined;
  const address = believedAddress({ remoteAddress: socket.remoteAddress, forwardedFor, trustedProxies });
  const peer = plainAddress(socket.remoteAddress ?? "");
  const isFromProxy = peer !== null && isTrusted(trustedProxies, peer);
  const lastOf = (name: string) =>
    String(headers[name] ?? "")
      .split(",")
      .pop()
      ?.trim() ?? "";
  const isHttps = consoleTls !== null || (isFromProxy && lastOf("x-forwarded-proto") === "https");
  const scheme = isHttps ? "https" : "http";
  if (isFromProxy && lastOf("x-forwarded-host")) headers.host = lastOf("x-forwarded-host");
  for (const name of Object.keys(headers)) {
    if (/^(forwarded$|x-forwarded-|x-real-ip$|x-middleware-|x-countersign-)/.test(name)) delete headers[name];
  }
  const isPublic = url !== null && (headers.origin === url || headers.host === new URL(url).host);
  headers["x-forwarded-host"] = isPublic ? new URL(url).host : headers.host;
  headers["x-forwarded-proto"] = isPublic ? new URL(url).protocol.slice(0, -1) : scheme;
  if (address) headers["x-forwarded-for"] = headers[clientAddressHeader] = address;
}

/** Counts what arrives, because a chunked body announces no length. */
function boundBody(request: IncomingMessage, response: ServerResponse): void {
  let bytes = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, encoding) => {
    bytes += chunk?.length ?? 0;
    if (bytes <= bodyBytesMax) return push(chunk, encoding);
    if (response.headersSent) response.destroy();
    else refuse(response, 413, `At most ${bodyBytesMax / 1024 / 1024} MiB can be sent.`);
    return false;
  };
}

async function answerHealth(request: IncomingMessage, response: ServerResponse, isHealthy: () => Promise<boolean>) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return refuse(response, 405, "Only GET and HEAD.");
  }
  response.setHeader("Cache-Control", "no-store");
  if (await isHealthy()) send(response, 200, "ok");
  else send(response, 503, "The database does not answer.");
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.setHeader("Connection", "close");
  response.setHeader("Cache-Control", "no-store");
  send(response, status, text);
}

function send(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Content-Length": body.length });
  response.end(body);
}

const statusOfClientError: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Before there is a request: malformed, too long or too slow. */
function refuseRaw(error: NodeJS.ErrnoException, socket: Duplex, headers: ReturnType<typeof securityHeaders>): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const status = statusOfClientError[error.code ?? ""] ?? 400;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, "Connection: close", ...lines, "", ""].join("\r\n"));
}

const pathOf = (request: IncomingMessage): string => (request.url ?? "/").split("?", 1)[0] ?? "/";

/** What a stranger wrote, fit for a terminal and a text file. */
const printable = (text: string): string => text.slice(0, 100).replace(/[^\x20-\x7e]/g, "?");

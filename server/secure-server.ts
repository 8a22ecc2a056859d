/** HTTPS whose certificate changes while it runs, on a port where whoever speaks plain HTTP is told where to go. */
import { createServer as createPlainServer, type RequestListener, type ServerOptions } from "node:http";
import { createServer, type Server } from "node:https";
import type { Socket } from "node:net";
import { type Door, isOurHost } from "./origin";

export interface ServerCertificate {
  /** The certificate and everything between it and the root, PEM. */
  readonly chainPem: string;
  readonly keyPem: string;
}

export interface SecureServer {
  readonly server: Server;
  /** For connections made from now on. Until the first is there, connections wait. */
  setCertificate(certificate: ServerCertificate): void;
}

interface Behind {
  readonly door: Door;
  readonly respond: RequestListener;
}

/** RFC 8446 §5.1: the first octet of a TLS connection is the content type handshake(22). */
const handshake = 22;
/** From the connection to the end of the handshake. */
const waitMilliseconds = 10_000;

/** RFC 9325 §3.1.1: nothing below TLS 1.2. */
const tls = { minVersion: "TLSv1.2", handshakeTimeout: waitMilliseconds } as const;

export function createSecureServer(limits: ServerOptions, { door, respond }: Behind): SecureServer {
  const server = createServer({ ...limits, ...tls }, respond);
  const pointer = createPlainServer(limits, (request, response) => point(door, request, response));
  pointer.on("clientError", (_, socket) => socket.destroy());
  let hasCertificate = () => {};
  const ready = new Promise<void>((resolve) => {
    hasCertificate = resolve;
  });

  // Node's own listener begins the handshake; it comes second here, once the first octet says that there is to be one.
  const [beginHandshake] = server.listeners("connection") as ((socket: Socket) => void)[];
  server.removeAllListeners("connection");
  const undecided = new Map<string, Socket>();
  server.on("connection", (socket: Socket) => {
    const name = nameOf(socket);
    undecided.set(name, socket);
    socket.setTimeout(waitMilliseconds, () => socket.destroy());
    socket.once("close", () => undecided.delete(name));
    socket.on("error", () => socket.destroy());
    firstOctet(socket, (octet) => {
      if (octet !== handshake) return void pointer.emit("connection", socket);
      void ready.then(() => {
        if (socket.destroyed) return;
        socket.setTimeout(0);
        beginHandshake?.call(server, socket);
      });
    });
  });
  server.on("secureConnection", (socket) => undecided.delete(nameOf(socket)));
  server.on("tlsClientError", (_, socket) => socket.destroy());
  closeAlong(server, undecided);
  return {
    server,
    setCertificate({ chainPem, keyPem }) {
      server.setSecureContext({ ...tls, cert: chainPem, key: keyPem });
      hasCertificate();
    },
  };
}

const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** Looks without taking: whoever comes next reads it again. */
function firstOctet(socket: Socket, then: (octet: number) => void): void {
  const octets: Buffer | null = socket.read(1);
  if (octets === null) {
    socket.once("readable", () => firstOctet(socket, then));
    return;
  }
  socket.unshift(octets);
  then(octets[0]!);
}

/** What has not become a request is nothing to wait for at the end. */
function closeAlong(server: Server, undecided: ReadonlyMap<string, Socket>): void {
  const closeIdle = server.closeIdleConnections.bind(server);
  server.closeIdleConnections = () => {
    for (const socket of undecided.values()) socket.destroy();
    closeIdle();
  };
}

/** To the same page over HTTPS, under a name of ours; what was sent in the clear is not sent again. */
const point: (door: Door, ...[request, response]: Parameters<RequestListener>) => void = (door, request, response) => {
  const { method = "", url = "/", headers } = request;
  const base = isOurHost(door, headers.host) ? `https://${headers.host}` : door.publicUrl;
  const isRepeatable = method === "GET" || method === "HEAD";
  const target = base && isRepeatable && /^\/(?![/\\])[\x21-\x7e]*$/.test(url) ? base + url : null;
  response.setHeader("Connection", "close");
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  if (target) response.setHeader("Location", target);
  response.statusCode = target ? 308 : 400;
  response.end(`This console speaks HTTPS${base ? `: ${target ?? base}` : ""}\n`);
};

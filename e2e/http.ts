/** HTTP with nothing in between: what is sent is what was written, and what comes back keeps every header line. */
import { request } from "node:http";
import { request as requestSecurely } from "node:https";
import { connect } from "node:net";

export interface Reply {
  readonly status: number;
  /** As they came, one pair per line, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Question {
  readonly method?: string;
  /** Sent as it is: nothing is resolved or encoded. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The address it comes from; all of 127.0.0.0/8 is this machine (Linux). */
  readonly from?: string;
  /** The only authority believed, PEM, when the URL is https. */
  readonly ca?: string;
}

const pairsOf = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index]!.toLowerCase(), raw[2 * index + 1]!]);

/** A connection of its own for each; rejects when there is no answer. */
export function ask(
  url: string,
  { method = "GET", path = "/", headers, body, from, ca }: Question = {},
): Promise<Reply> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return new Promise((resolve, reject) => {
    const options = { host, port, method, path, headers, localAddress: from, agent: false, timeout: 60_000, ca };
    const sent = (protocol === "https:" ? requestSecurely : request)(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const { statusCode: status = 0, rawHeaders } = response;
        resolve({ status, headers: pairsOf(rawHeaders), body: Buffer.concat(chunks) });
      });
    });
    sent.once("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.once("error", reject);
    sent.end(body);
  });
}

/** Bytes that no HTTP client would send. The status is 0 when the connection was closed without an answer. */
export function write(url: string, bytes: string | Buffer, millisecondsMax = 30_000): Promise<Reply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    const timer = setTimeout(() => {
      reject(new Error(`the connection was not closed; so far: ${Buffer.concat(chunks).toString("latin1", 0, 500)}`));
      socket.destroy();
    }, millisecondsMax);
    socket.on("data", (chunk) => chunks.push(chunk));
    // A reset is an answer, too.
    socket.on("error", () => {});
    socket.once("close", () => {
      clearTimeout(timer);
      resolve(replyOf(Buffer.concat(chunks)));
    });
  });
}

function replyOf(octets: Buffer): Reply {
  const end = octets.indexOf("\r\n\r\n");
  const [first = "", ...lines] = octets.toString("latin1", 0, Math.max(end, 0)).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return { status: Number(first.split(" ")[1] ?? 0), headers, body: octets.subarray(end < 0 ? 0 : end + 4) };
}

/** The only line of that name; fails when there are several. */
export function headerOf({ headers }: Reply, name: string): string | null {
  const values = headers.filter(([one]) => one === name).map(([, value]) => value);
  if (values.length > 1) throw new Error(`${values.length} headers ${name}: ${values.join(" | ")}`);
  return values[0] ?? null;
}

/** How many milliseconds a connection lives on which `bytes` were sent and then nothing. */
export function lifetimeOf(url: string, bytes: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.on("data", () => {});
    socket.on("error", () => {});
    socket.once("close", () => resolve(performance.now() - startedAt));
  });
}

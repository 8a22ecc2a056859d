import { request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requireConfig } from "../lib/config";
import { type ConsoleServer, createConsoleServer } from "./console";

interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

let closing: (() => void)[] = [];

async function start(environment: Record<string, string>): Promise<ConsoleServer & { port: number }> {
  const made = createConsoleServer(requireConfig(environment));
  await new Promise<void>((resolve) => made.server.listen(0, "127.0.0.1", resolve));
  closing.push(() => made.server.close());
  return { ...made, port: (made.server.address() as AddressInfo).port };
}

function send(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: Buffer[] } = {},
) {
  return new Promise<Reply>((resolve, reject) => {
    const { method = "GET", path = "/", headers = {}, body = [] } = options;
    const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
      response.on("error", reject);
    });
    sent.on("error", reject);
    for (const chunk of body) sent.write(chunk);
    sent.end();
  });
}

let plain: Awaited<ReturnType<typeof start>>;
let proxied: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  plain = await start({ PORT: "0" });
  proxied = await start({
    PORT: "0",
    COUNTERSIGN_URL: "https://ca.example.org",
    COUNTERSIGN_TRUSTED_PROXIES: "127.0.0.1",
  });
  for (const one of [plain, proxied]) {
    one.serve(
      async (incoming, response) => {
        for await (const chunk of incoming) void chunk;
        if (incoming.url === "/throws") throw new Error("expected by this test");
        if (incoming.url === "/page") response.setHeader("content-security-policy", "script-src 'nonce-x'");
        response.end(JSON.stringify(incoming.headers));
      },
      async () => true,
    );
  }
});
afterAll(() => {
  for (const close of closing) close();
  closing = [];
});

const protecting = [
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "permissions-policy",
];

describe("every answer of the console carries the protecting headers", () => {
  it.each([
    ["an answer", 200, {}],
    ["HEAD", 200, { method: "HEAD" }],
    ["health", 200, { path: "/healthz" }],
    ["a failure", 500, { path: "/throws" }],
    ["a host that is not ours", 421, { headers: { host: "attacker.example" } }],
    ["a page that is not ours", 403, { method: "POST", headers: { origin: "https://attacker.example" } }],
    ["too much to read", 413, { method: "POST", headers: { origin: "ours", "content-length": "99999999" } }],
  ] as [string, number, Parameters<typeof send>[1]][])("%s", async (_, status, options) => {
    const headers = { ...options?.headers };
    if (headers.origin === "ours") headers.origin = `http://127.0.0.1:${plain.port}`;
    const reply = await send(plain.port, { ...options, headers });
    expect(reply.status).toBe(status);
    for (const name of protecting) expect(reply.headers[name], name).toBeTypeOf("string");
    expect(reply.headers["strict-transport-security"]).toBeUndefined();
  });

  it("and a request that is no HTTP", async () => {
    const text = await new Promise<string>((resolve) => {
      let all = "";
      const socket = connect(plain.port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      socket.on("data", (chunk) => (all += chunk.toString()));
      socket.on("close", () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    for (const name of protecting) expect(text.toLowerCase()).toContain(`\r\n${name}: `);
  });

  it("with one policy only where a page brings its own", async () => {
    expect((await send(plain.port, { path: "/page" })).headers["content-security-policy"]).toBe("script-src 'nonce-x'");
  });

  it("and asks for TLS for good where the console has it", async () => {
    expect((await send(proxied.port)).headers["strict-transport-security"]).toBe("max-age=31536000");
  });
});

describe("what a client says about itself", () => {
  const lies = {
    "x-countersign-client-address": "6.6.6.6",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-host": "attacker.example",
    "x-forwarded-proto": "https",
    "x-real-ip": "6.6.6.6",
    forwarded: "for=6.6.6.6",
    "x-middleware-subrequest": "proxy",
  };

  it("is dropped when it does not come from a trusted proxy", async () => {
    const headers = JSON.parse((await send(plain.port, { headers: lies })).body);
    expect(headers["x-countersign-client-address"]).toBe("127.0.0.1");
    expect(headers["x-forwarded-host"]).toBe(`127.0.0.1:${plain.port}`);
    expect(headers["x-forwarded-proto"]).toBe("http");
    expect(headers).not.toHaveProperty("forwarded");
    expect(headers).not.toHaveProperty("x-middleware-subrequest");
    expect(JSON.stringify(headers)).not.toContain("6.6.6.6");
  });

  it("is believed as far as trusted proxies wrote it", async () => {
    const headers = {
      "x-countersign-client-address": "6.6.6.6",
      "x-forwarded-for": "6.6.6.6, 198.51.100.7",
      "x-forwarded-host": "ca.example.org",
    };
    const seen = JSON.parse((await send(proxied.port, { headers })).body);
    expect(seen["x-countersign-client-address"]).toBe("198.51.100.7");
    expect(seen["x-forwarded-host"]).toBe("ca.example.org");
    expect(seen["x-forwarded-proto"]).toBe("https");
  });

  it("about the host is checked when a proxy says it, too", async () => {
    expect((await send(proxied.port, { headers: { "x-forwarded-host": "attacker.example" } })).status).toBe(421);
  });
});

describe("a body", () => {
  const origin = () => `http://127.0.0.1:${plain.port}`;

  it("of two megabytes is read whole", async () => {
    const body = [Buffer.alloc(2 * 1024 * 1024)];
    expect((await send(plain.port, { method: "POST", headers: { origin: origin() }, body })).status).toBe(200);
  });

  it("without a length is cut off where the limit is", async () => {
    const body = Array.from({ length: 40 }, () => Buffer.alloc(65_536));
    const headers = { origin: origin(), "transfer-encoding": "chunked" };
    const reply = await send(plain.port, { method: "POST", headers, body }).catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    expect([413, "ECONNRESET", "EPIPE"]).toContain(typeof reply === "object" ? reply.status : reply);
  });
});

describe("health", () => {
  it("is told under any host, and is bad while the database is away", async () => {
    const one = await start({ PORT: "0" });
    expect((await send(one.port, { path: "/healthz" })).status).toBe(503);
    one.serve(
      () => undefined,
      async () => true,
    );
    expect((await send(one.port, { path: "/healthz", headers: { host: "10.0.0.7" } })).body).toBe("ok\n");
    expect((await send(one.port, { path: "/healthz", method: "DELETE" })).status).toBe(405);
  });
});

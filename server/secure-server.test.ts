import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectSecurely } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createConsoleKeys } from "../lib/keys/console-key";
import { newMasterKey } from "../lib/keys/master-key";
import { encodePem } from "../lib/pki/pem";
import { certificateFilesJob } from "./certificate-files";
import { closeServer } from "./listen";
import { createSecureServer, type SecureServer, type ServerCertificate } from "./secure-server";

const keys = createConsoleKeys(newMasterKey());
async function certificate(): Promise<ServerCertificate> {
  const { key } = await keys.create();
  const der = await keys.selfSign(key, ["localhost", "127.0.0.1"], new Date());
  return { chainPem: encodePem("CERTIFICATE", der), keyPem: keys.reveal(key) };
}

const door = { publicUrl: null, isBoundToLoopback: true, isBehindProxy: false, scheme: "https" } as const;
let secure: SecureServer;
let port: number;
beforeAll(async () => {
  secure = createSecureServer(
    {},
    { door, respond: (request, response) => void response.end(`over TLS ${request.url}`) },
  );
  await new Promise<void>((resolve) => secure.server.listen(0, "127.0.0.1", resolve));
  port = (secure.server.address() as AddressInfo).port;
});
afterAll(() => closeServer(secure.server));

/** The body, by a client that believes this certificate alone. */
function ask(ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path: "/page", ca, agent: false }, async (response) => {
      let body = "";
      for await (const chunk of response) body += chunk;
      resolve(body);
    }).on("error", reject);
  });
}

function write(text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

describe("the console's own HTTPS", () => {
  it("lets whoever comes before there is a certificate wait for it", async () => {
    const first = await certificate();
    const waiting = ask(first.chainPem);
    secure.setCertificate(first);
    expect(await waiting).toBe("over TLS /page");
  });

  it("shows another certificate without being started again, and keeps connections that are open", async () => {
    const before = await certificate();
    secure.setCertificate(before);
    const open = connectSecurely({ host: "127.0.0.1", port, ca: before.chainPem });
    await new Promise((resolve) => open.once("secureConnect", resolve));
    const after = await certificate();
    secure.setCertificate(after);
    expect(await ask(after.chainPem)).toBe("over TLS /page");
    await expect(ask(before.chainPem)).rejects.toThrow();
    open.write("GET /old HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    let answer = "";
    for await (const chunk of open) answer += chunk;
    expect(answer).toContain("over TLS /old");
  });

  it("speaks nothing older than TLS 1.2", async () => {
    const old = connectSecurely({
      host: "127.0.0.1",
      port,
      rejectUnauthorized: false,
      maxVersion: "TLSv1.1",
      minVersion: "TLSv1",
    });
    await expect(
      new Promise((resolve, reject) => old.once("secureConnect", resolve).once("error", reject)),
    ).rejects.toThrow();
  });

  it.each([
    ["a page", `GET /a?b=c HTTP/1.1\r\nHost: localhost:${1}\r\n\r\n`, 308, "https://localhost:1/a?b=c"],
    ["a page elsewhere", "GET //evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400, null],
    ["a page of another host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400, null],
    [
      "a form, whose content crossed the network already",
      "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
      400,
      null,
    ],
  ])("plain HTTP asking for %s is told where to go at once", async (_, text, status, location) => {
    const answer = await write(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(/^Location: (.*)\r$/m.exec(answer)?.[1] ?? null).toBe(location);
    expect(answer).toContain("This console speaks HTTPS");
  });

  it("closes what is neither, and does not wait for the silent at the end", async () => {
    expect(await write("\x00\x01\x02 nonsense\r\n\r\n")).toBe("");
    const other = createSecureServer({}, { door, respond: () => {} });
    await new Promise<void>((resolve) => other.server.listen(0, "127.0.0.1", resolve));
    const silent = connect((other.server.address() as AddressInfo).port, "127.0.0.1");
    await new Promise((resolve) => silent.once("connect", resolve));
    silent.on("error", () => {});
    const startedAt = performance.now();
    await closeServer(other.server);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

describe("certificate files", () => {
  it("are shown again when they change, and never while they do not fit together", async () => {
    const directory = await mkdtemp(join(tmpdir(), "countersign-tls-"));
    const files = { certificateFile: join(directory, "console.pem"), keyFile: join(directory, "console.key") };
    const shown: ServerCertificate[] = [];
    const job = certificateFilesJob(files, (one) => void shown.push(one));
    await expect(job.run()).rejects.toThrow(/console\.(pem|key) cannot be read \(ENOENT\)/);
    const [first, second] = [await certificate(), await certificate()];
    await writeFile(files.certificateFile, first.chainPem);
    await writeFile(files.keyFile, first.keyPem);
    await job.run();
    await job.run();
    await writeFile(files.certificateFile, `${second.chainPem}\n`);
    await expect(job.run()).rejects.toThrow("one certificate chain and its unencrypted key");
    expect(shown).toEqual([first]);
    await writeFile(files.keyFile, second.keyPem);
    await job.run();
    expect(shown.at(-1)?.keyPem).toBe(second.keyPem);
    await rm(directory, { recursive: true });
  });
});

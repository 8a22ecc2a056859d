/** A real nginx that demands client certificates and checks revocation, on a port of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export interface NginxFiles {
  /** Leaf first, then intermediates. */
  readonly fullChainPem: string;
  readonly keyPem: string;
  /** What client certificates must lead to: root and issuing authorities. */
  readonly clientTrustPem: string;
  /** One PEM with the CRL of each authority in the chain. */
  readonly crlPem: string;
}

export interface Nginx {
  readonly port: number;
  readonly url: string;
  /** Replaces the CRL file atomically and reloads, as an administrator's timer does. */
  reload(crlPem: string): Promise<void>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configuration(port: number): string {
  return `
daemon off; pid nginx.pid; error_log error.log notice; worker_processes 1;
events {}
http {
  access_log off;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate fullchain.pem; ssl_certificate_key key.pem;
    ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off;
    ssl_client_certificate trust.pem; ssl_verify_client on; ssl_verify_depth 3; ssl_crl crl.pem;
    location / { default_type text/plain; return 200 "hello $ssl_client_s_dn\\n"; }
  }
}`;
}

export async function startNginx(files: NginxFiles): Promise<Nginx> {
  const directory = mkdtempSync(path.join(tmpdir(), "countersign-nginx-"));
  const port = await freePort();
  const write = (name: string, content: string) => writeFileSync(path.join(directory, name), content, { mode: 0o600 });
  write("nginx.conf", configuration(port));
  write("fullchain.pem", files.fullChainPem);
  write("key.pem", files.keyPem);
  write("trust.pem", files.clientTrustPem);
  write("crl.pem", files.crlPem);
  const child = spawn("nginx", ["-p", directory, "-c", "nginx.conf", "-e", "error.log"], {
    stdio: "ignore",
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  const log = path.join(directory, "error.log");
  await whenListening(child, port, log);
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    async reload(crlPem) {
      write("crl.pem.new", crlPem);
      renameSync(path.join(directory, "crl.pem.new"), path.join(directory, "crl.pem"));
      const before = workersGone(log);
      child.kill("SIGHUP");
      // The old worker answers until it is gone.
      await whenWorkersGone(log, before + 1);
    },
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const workersGone = (log: string): number => readFileSync(log, "utf8").split("exited with code").length - 1;

async function whenWorkersGone(log: string, count: number): Promise<void> {
  for (let attempt = 0; workersGone(log) < count; attempt++) {
    if (attempt === 400) throw new Error(`nginx’s old worker does not end: ${readFileSync(log, "utf8")}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function whenListening(child: ChildProcess, port: number, log: string): Promise<void> {
  const { connect } = await import("node:net");
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(`nginx stopped: ${readFileSync(log, "utf8")}`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx does not listen: ${readFileSync(log, "utf8")}`);
}

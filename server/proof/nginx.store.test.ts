/** Mutual TLS as it is deployed: a real nginx with ssl_crl, curl, Node and Chromium, on certificates issued here. */
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canSetPolicy, visitWithCertificate } from "../../e2e/client-browser";
import { type CurlAnswer, curl, wasRefused } from "../../e2e/curl";
import { type Nginx, startNginx } from "../../e2e/nginx";
import { hasTool } from "../../e2e/tool";
import type { Issued } from "../../lib/contract/certificate";
import { openWorkshop } from "../../lib/pki/testdata/tool";
import { openAuthority, sealPassword, serverKey, type TestAuthority } from "./authority";
import { opensslCsr } from "./hierarchies";

const hasTools = hasTool("openssl", "openssl") && hasTool("nginx", "nginx") && hasTool("curl", "curl");
const workshop = openWorkshop();
let at: TestAuthority;
let server: Issued;
let serverKeyPem: string;

/** A client's certificate and key, as files for curl. */
interface Client {
  readonly issued: Issued;
  readonly pkcs12: Buffer;
}

async function client(name: string, format: "pkcs12-modern" | "pkcs12-legacy" = "pkcs12-modern"): Promise<Client> {
  const subject = { organization: "Example", commonName: name };
  const issued = await at.issue({ profileId: "client", subject, names: [], key: { ...serverKey, format } });
  const pkcs12 = Buffer.from(issued.sealedKey!.contentBase64, "base64");
  workshop.write(`${name}.p12`, pkcs12);
  return { issued, pkcs12 };
}

/** All CRLs of the chain, from where the issuing authority publishes. */
const crls = async () => {
  await at.publishDue();
  return Buffer.from(await at.fetch(`/crl/${at.issuing.id}/chain.pem`)).toString();
};

beforeAll(async () => {
  if (!hasTools) return;
  at = await openAuthority();
  const names = ["DNS:localhost", "IP:127.0.0.1"];
  const csr = opensslCsr(workshop, "server", "ec-p256", "localhost", names);
  server = await at.issue({ key: { source: "csr", csr } });
  serverKeyPem = Buffer.from(workshop.read("server.key")).toString();
  workshop.write("root.pem", at.root.certificatePem);
});
afterAll(async () => {
  await at?.close();
  workshop.remove();
});

describe.skipIf(!hasTools)("nginx with ssl_verify_client and ssl_crl", () => {
  let nginx: Nginx;
  beforeAll(async () => {
    nginx = await startNginx({
      fullChainPem: server.pem + server.chainPem[0],
      keyPem: serverKeyPem,
      clientTrustPem: at.issuing.certificatePem + at.root.certificatePem,
      crlPem: await crls(),
    });
  });
  afterAll(() => nginx?.stop());

  const visit = (name: string | null): CurlAnswer => {
    const identity = name ? ["--cert-type", "P12", "--cert", `${workshop.path(`${name}.p12`)}:${sealPassword}`] : [];
    return curl(nginx.url, ["--cacert", workshop.path("root.pem"), ...identity]);
  };
  /** A connection from before the reload may be answered by the old worker. */
  const becomes = (name: string, refused: boolean) =>
    expect.poll(() => wasRefused(visit(name)), { timeout: 10_000, interval: 50 }).toBe(refused);

  it("refuses whoever brings no certificate", () => {
    const answer = visit(null);
    expect(answer).toMatchObject({ exitCode: 0, status: 400 });
    expect(answer.body).toContain("No required SSL certificate was sent");
  });
  it.each(["pkcs12-modern", "pkcs12-legacy"] as const)(
    "accepts a valid one that curl takes from a %s file",
    async (format) => {
      await client(format, format);
      expect(visit(format)).toMatchObject({ exitCode: 0, status: 200, body: `hello CN=${format},O=Example\n` });
    },
  );
  it("accepts one whose key never left the client, from PEM files", async () => {
    const csr = opensslCsr(workshop, "pem", "rsa-2048", "pem", []);
    const issued = await at.issue({ profileId: "client", key: { source: "csr", csr } });
    const files = ["--cert", workshop.write("pem.pem", issued.pem), "--key", workshop.path("pem.key")];
    const answer = curl(nginx.url, ["--cacert", workshop.path("root.pem"), ...files]);
    expect(answer).toMatchObject({ exitCode: 0, status: 200, body: "hello CN=pem\n" });
  });
  it("refuses a revoked one once the published CRL was fetched, and goes on accepting the others", async () => {
    const { issued } = await client("revoked");
    await client("other");
    expect(visit("revoked").status).toBe(200);
    await at.revoke(issued.certificate.id, "keyCompromise");
    await nginx.reload(await crls());
    await becomes("revoked", true);
    expect(visit("revoked").body).toContain("The SSL certificate error");
    expect(visit("other").status).toBe(200);
  });
  it("refuses one on hold, and accepts it again after its release", async () => {
    const { issued } = await client("held");
    await at.revoke(issued.certificate.id, "certificateHold");
    await nginx.reload(await crls());
    await becomes("held", true);
    await at.application.release(at.administrator, { certificateId: issued.certificate.id });
    await nginx.reload(await crls());
    await becomes("held", false);
  });
  it("refuses a certificate for servers only, and one of an authority it does not know", async () => {
    const serverOnly = await at.issue({ names: ["localhost"], key: serverKey });
    workshop.write("server-only.p12", Buffer.from(serverOnly.sealedKey!.contentBase64, "base64"));
    expect(wasRefused(visit("server-only"))).toBe(true);
    const stranger = await openAuthority();
    try {
      const { sealedKey } = await stranger.issue({ profileId: "client", subject: { commonName: "x" }, key: serverKey });
      workshop.write("stranger.p12", Buffer.from(sealedKey!.contentBase64, "base64"));
      // Its authorities bear the same names, so only signatures tell them apart.
      expect(wasRefused(visit("stranger"))).toBe(true);
    } finally {
      await stranger.close();
    }
  });

  const hasChromium = canSetPolicy() && hasTool("chromium", "chromium") && hasTool("pk12util", "libnss3-tools");
  if (!canSetPolicy()) process.stderr.write("skipped: Chromium’s policies cannot be written; run as root\n");

  it.skipIf(!hasChromium)(
    "Chromium gets through with a valid certificate, and with a revoked one or none it does not",
    async () => {
      const [valid, revoked] = [await client("browser"), await client("browser-revoked")];
      await at.revoke(revoked.issued.certificate.id, "cessationOfOperation");
      await nginx.reload(await crls());
      await becomes("browser-revoked", true);
      const go = (pkcs12: Buffer | null) =>
        visitWithCertificate(nginx.url, { rootPem: at.root.certificatePem, pkcs12, password: sealPassword });
      expect(await go(valid.pkcs12)).toMatchObject({ status: 200, text: "hello CN=browser,O=Example\n" });
      expect(await go(revoked.pkcs12)).toMatchObject({
        status: 400,
        text: expect.stringContaining("SSL certificate error"),
      });
      expect(await go(null)).toMatchObject({
        status: 400,
        text: expect.stringContaining("No required SSL certificate"),
      });
    },
    90_000,
  );
});

describe.skipIf(!hasTools)("Node’s tls, server and client, with CRLs", () => {
  // Node reads only the first CRL of a PEM, so each is a string of its own.
  const separate = async () => (await crls()).split(/(?<=-----END X509 CRL-----\n)/);

  /** Answers with the client's common name, or with the reason why it is not who it says. */
  async function serve(crl: string[]): Promise<tls.Server> {
    const listener = tls.createServer(
      {
        cert: server.pem + server.chainPem[0],
        key: serverKeyPem,
        ca: at.root.certificatePem,
        crl,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (socket) => {
        const { authorized, authorizationError } = socket;
        socket.end(authorized ? `hello ${socket.getPeerCertificate().subject.CN}` : String(authorizationError));
      },
    );
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    return listener;
  }

  async function ask(options: tls.ConnectionOptions, crl: string[]): Promise<string> {
    const listener = await serve(crl);
    const { port } = listener.address() as AddressInfo;
    try {
      return await new Promise<string>((resolve) => {
        let answer = "";
        const socket = tls.connect({ host: "127.0.0.1", port, ca: at.root.certificatePem, ...options });
        socket.setEncoding("utf8").on("data", (text: string) => {
          answer += text;
        });
        socket.once("end", () => resolve(answer));
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(String(error.code)));
      });
    } finally {
      listener.close();
    }
  }

  it.each(["pkcs12-modern", "pkcs12-legacy"] as const)(
    "accepts a client with a %s file, then finds it revoked",
    async (format) => {
      const name = `node-${format}`;
      const { issued, pkcs12 } = await client(name, format);
      const options = { pfx: pkcs12, passphrase: sealPassword };
      expect(await ask(options, await separate())).toBe(`hello ${name}`);
      await at.revoke(issued.certificate.id, "superseded");
      expect(await ask(options, await separate())).toBe("CERT_REVOKED");
      expect(await ask({}, await separate())).toBe("UNABLE_TO_GET_ISSUER_CERT");
    },
  );
  it("a client with CRLs refuses a server whose certificate was revoked", async () => {
    const before = await separate();
    expect(await ask({ crl: before }, before)).toBe("UNABLE_TO_GET_ISSUER_CERT");
    await at.revoke(server.certificate.id, "keyCompromise");
    const after = await separate();
    expect(await ask({ crl: after }, after)).toBe("CERT_REVOKED");
  });
});

/** nginx that trusts our authorities, and the clients that come to it with a certificate. */
import { readFileSync } from "node:fs";
import { visitWithCertificate } from "./client-browser";
import { crlChainPem, whenCrl } from "./crl";
import { type CurlAnswer, curl } from "./curl";
import { type Nginx, startNginx } from "./nginx";
import { crlUrlOf, serialOf, type Workbench } from "./openssl";

export interface RelyingParty {
  /** curl without a certificate, with a PEM certificate and key, with a PKCS#12. */
  ask(): CurlAnswer;
  asPem(): CurlAnswer;
  asPkcs12(): CurlAnswer;
  /** The status for Chromium with the PKCS#12 in its store, or with nothing there. */
  inChromium(has: "PKCS#12" | "nothing"): Promise<number>;
  fetchCrl(): Promise<void>;
  stop(): Promise<void>;
}

export interface Trade {
  readonly bench: Workbench;
  /** Files of the bench: nginx's chain and key, and what it trusts. */
  readonly server: { readonly chain: string; readonly key: string; readonly trust: readonly string[] };
  /** The client's files: `<client>.pem`, `<client>-fullchain.pem`, `<client>.key` and `<client>.p12`. */
  readonly client: string;
  readonly password: string;
}

export async function openRelyingParty({ bench, server, client, password }: Trade): Promise<RelyingParty> {
  const read = (name: string) => readFileSync(bench.at(name), "utf8");
  const fetched = () => crlChainPem(crlUrlOf(bench.at(`${client}.pem`)));
  const nginx: Nginx = await startNginx({
    fullChainPem: read(server.chain),
    keyPem: read(server.key),
    clientTrustPem: server.trust.map(read).join("\n"),
    crlPem: await fetched(),
  });
  const ask = (...identity: readonly string[]) => curl(nginx.url, ["--cacert", bench.at("root.pem"), ...identity]);
  return {
    ask: () => ask(),
    asPem: () => ask("--cert", bench.at(`${client}-fullchain.pem`), "--key", bench.at(`${client}.key`)),
    asPkcs12: () => ask("--cert-type", "P12", "--cert", `${bench.at(`${client}.p12`)}:${password}`),
    async inChromium(has) {
      const pkcs12 = has === "PKCS#12" ? readFileSync(bench.at(`${client}.p12`)) : null;
      return (await visitWithCertificate(nginx.url, { rootPem: read("root.pem"), pkcs12, password })).status;
    },
    fetchCrl: async () => nginx.reload(await fetched()),
    stop: () => nginx.stop(),
  };
}

/** OpenSSL's text of the CRL once it lists the certificate, or once it no longer does. */
export const crlOnceListed = (bench: Workbench, leaf: string, isListed: boolean): Promise<string> =>
  whenCrl(bench, crlUrlOf(leaf), { serial: serialOf(leaf), isListed });

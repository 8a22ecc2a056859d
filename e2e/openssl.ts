/** OpenSSL as the judge of what was handed out, and as the maker of keys and requests that are not ours. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Workbench {
  /** Writes a file and returns its path. */
  put(name: string, content: string | Uint8Array): string;
  at(name: string): string;
  clear(): void;
}

export function createWorkbench(): Workbench {
  const directory = mkdtempSync(path.join(tmpdir(), "countersign-openssl-"));
  const at = (name: string) => path.join(directory, name);
  return {
    at,
    put(name, content) {
      writeFileSync(at(name), content, { mode: 0o600 });
      return at(name);
    },
    clear: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** What it printed; throws with its complaint when it refuses. */
export function openssl(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}

/** A key of its own and a request for it: [key, CSR] as paths. */
export function makeRequest(bench: Workbench, name: string, form: "PEM" | "DER", names: readonly string[]) {
  const [key, csr] = [bench.at(`${name}.key`), bench.at(`${name}.csr`)];
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=${names.join(",")}`];
  openssl("req", "-new", ...newKey, ...subject, "-outform", form, "-out", csr);
  return { key, csr };
}

/** The public key of a private key and of a certificate, to be compared. */
export const publicKeyOfKey = (file: string, password = ""): string =>
  openssl("pkey", "-in", file, "-pubout", "-passin", `pass:${password}`);
export const publicKeyOfCertificate = (file: string): string => openssl("x509", "-in", file, "-noout", "-pubkey");

/** Upper-case hex, as OpenSSL lists serials in a CRL. */
export const serialOf = (file: string): string => openssl("x509", "-in", file, "-noout", "-serial").trim().slice(7);

/** Where relying parties read whether it is revoked. */
export function crlUrlOf(file: string): string {
  const text = openssl("x509", "-in", file, "-noout", "-ext", "crlDistributionPoints");
  const url = /URI:(\S+)/.exec(text)?.[1];
  if (!url) throw new Error(`no CRL URL in ${text}`);
  return url;
}

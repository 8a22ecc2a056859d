/** The files a person takes away, each judged by openssl. The root they must lead to is `root.pem` on the bench. */
import { expect } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { openssl, publicKeyOfCertificate, publicKeyOfKey, type Workbench } from "./openssl";

export type ExtendedPurpose = "sslserver" | "sslclient";

/** Leaves the leaf of `<name>-fullchain.pem` as `<name>.pem`. */
export function verifyLeaf(bench: Workbench, chain: string, purpose: ExtendedPurpose): void {
  const leaf = chain.replace("-fullchain.pem", ".pem");
  openssl("x509", "-in", chain, "-out", leaf);
  const trust = ["-x509_strict", "-purpose", purpose, "-CAfile", bench.at("root.pem"), "-untrusted", chain];
  expect(openssl("verify", ...trust, leaf)).toContain("OK");
}

/** Its README names every file, its chain verifies, its root is the root. */
export function verifyBundle(
  bench: Workbench,
  files: Readonly<Record<string, string>>,
  purpose: ExtendedPurpose,
): void {
  const contentOf = (pattern: RegExp) => Object.entries(files).find(([name]) => pattern.test(name))?.[1] ?? "";
  const readme = contentOf(/readme/i);
  for (const name of Object.keys(files)) {
    if (!/readme/i.test(name)) expect(readme).toContain(name.split("/").at(-1));
  }
  verifyLeaf(bench, bench.put("bundle-fullchain.pem", contentOf(/fullchain/i)), purpose);
  const root = bench.put("bundle-root.pem", contentOf(/root/i));
  expect(openssl("x509", "-in", root)).toBe(openssl("x509", "-in", bench.at("root.pem")));
}

export interface Pkcs12File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password: string;
  readonly isLegacy: boolean;
}

/** Leaves `<name>.key` and `<name>.pem` on the bench. */
export function verifyPkcs12(bench: Workbench, { name, bytes, password, isLegacy }: Pkcs12File): void {
  const file = bench.put(name, bytes);
  const open = ["pkcs12", "-in", file, "-passin", `pass:${password}`, ...(isLegacy ? ["-legacy"] : [])];
  openssl(...open, "-nocerts", "-nodes", "-out", bench.at(`${name}.key`));
  openssl(...open, "-clcerts", "-nokeys", "-out", bench.at(`${name}.pem`));
  expect(openssl(...open, "-cacerts", "-nokeys").match(/BEGIN CERTIFICATE/g)?.length).toBe(2);
  expect(publicKeyOfKey(bench.at(`${name}.key`))).toBe(publicKeyOfCertificate(bench.at(`${name}.pem`)));
  expect(() => openssl("pkcs12", "-in", file, "-passin", "pass:wrong", "-noout", "-legacy")).toThrow();
}

export function unzipped(bytes: Uint8Array): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

export function keyIn(files: Readonly<Record<string, string>>, label: string): string {
  const pem = Object.values(files).find((content) => content.startsWith(`-----BEGIN ${label}-----`));
  if (!pem) throw new Error(`no ${label} in ${Object.keys(files).join(", ")}`);
  return pem;
}

/** CRLs as relying parties fetch them. */
import { expect } from "@playwright/test";
import { openssl, type Workbench } from "./openssl";

async function fetchBytes(url: string): Promise<Buffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** OpenSSL's text of the CRL at `url`. */
export async function crlText(bench: Workbench, url: string): Promise<string> {
  const file = bench.put("fetched.crl", await fetchBytes(url));
  return openssl("crl", "-inform", "DER", "-in", file, "-noout", "-text");
}

/** The CRLs of the whole chain in one PEM, as nginx wants them. */
export const crlChainPem = async (url: string): Promise<string> =>
  (await fetchBytes(url.replace(/\.crl$/, ".chain.pem"))).toString();

/** The promise is five seconds from the revocation. */
export async function whenCrl(
  bench: Workbench,
  url: string,
  claim: { readonly serial: string; readonly isListed: boolean },
): Promise<string> {
  await expect
    .poll(async () => (await crlText(bench, url)).includes(`Serial Number: ${claim.serial}`), { timeout: 5_000 })
    .toBe(claim.isListed);
  return crlText(bench, url);
}

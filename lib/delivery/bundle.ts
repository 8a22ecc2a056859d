/** The zip a person takes away: every form of the chain, and a README that says what each file is for. */
import { strToU8, type Zippable, zipSync } from "fflate";
import { CaError } from "../errors";
import { fileName } from "./file-name";
import { readme } from "./readme";
import type { SnippetSubject } from "./snippet";

export interface BundleInput {
  readonly kind: SnippetSubject["kind"];
  readonly displayName: string;
  readonly certificatePem: string;
  /** Issuing authorities, the certificate's issuer first, without the root. */
  readonly intermediatePems: readonly string[];
  readonly rootPem: string;
  /** PKCS#8, `PRIVATE KEY` or `ENCRYPTED PRIVATE KEY`; null when the key is elsewhere. */
  readonly keyPem: string | null;
  readonly crlUrl: string | null;
  /** Becomes the date of the files; the same input gives the same bytes. */
  readonly issuedAt: Date;
}

export interface BundleFile {
  readonly name: string;
  readonly text: string;
  readonly isSecret: boolean;
}

export function bundleFileName(displayName: string): string {
  return fileName(displayName, ".zip");
}

export function createBundle(input: BundleInput): Uint8Array {
  const entries: Zippable = {};
  for (const { name, text, isSecret } of bundleFiles(input)) {
    // External attributes as Unix writes them (APPNOTE 4.4.15): a regular file, readable by all or by its owner only.
    const mode = isSecret ? 0o100600 : 0o100644;
    entries[name] = [strToU8(text), { mtime: zipDate(input.issuedAt), os: 3, attrs: (mode << 16) >>> 0, level: 6 }];
  }
  return zipSync(entries);
}

/** The files in the order the README explains them. */
export function bundleFiles(input: BundleInput): BundleFile[] {
  const leaf = pem(input.certificatePem, ["CERTIFICATE"]);
  const intermediates = input.intermediatePems.map((text) => pem(text, ["CERTIFICATE"])).join("");
  const root = pem(input.rootPem, ["CERTIFICATE"]);
  const files = [
    { name: "certificate.pem", text: leaf, isSecret: false },
    { name: "chain.pem", text: intermediates, isSecret: false },
    { name: "fullchain.pem", text: leaf + intermediates, isSecret: false },
    { name: "root.pem", text: root, isSecret: false },
    { name: "trust.pem", text: intermediates + root, isSecret: false },
  ].filter(({ text }) => text !== "");
  if (input.keyPem !== null) {
    files.push({ name: "key.pem", text: pem(input.keyPem, ["PRIVATE KEY", "ENCRYPTED PRIVATE KEY"]), isSecret: true });
  }
  const text = readme({ ...input, files: files.map(({ name }) => name), key: keyForm(input.keyPem) });
  return [{ name: "README.txt", text, isSecret: false }, ...files];
}

function keyForm(keyPem: string | null): SnippetSubject["key"] {
  if (keyPem === null) return "elsewhere";
  return keyPem.includes("BEGIN ENCRYPTED") ? "encrypted" : "plain";
}

/** RFC 7468 §3: exactly one block with one of these labels, ending in a newline. */
function pem(text: string, labels: readonly string[]): string {
  const match = /^-----BEGIN ([A-Z ]+)-----\r?\n[A-Za-z0-9+/=\r\n]+-----END \1-----$/.exec(text.trim());
  if (!match || !labels.includes(match[1]!)) throw new CaError("invalid", `A PEM block “${labels[0]}” was expected.`);
  return `${text.trim().replaceAll("\r\n", "\n")}\n`;
}

// zip stores local time without a zone: noon of the UTC day, written through local fields, is the same everywhere.
function zipDate(issuedAt: Date): Date {
  return new Date(issuedAt.getUTCFullYear(), issuedAt.getUTCMonth(), issuedAt.getUTCDate(), 12);
}

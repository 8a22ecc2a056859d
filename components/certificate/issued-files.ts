/** The files a person takes away, made in the page. Everything heavy is loaded when it is asked for. */
import type { Issued } from "@/lib/contract/certificate";
import { deliveredKind } from "./delivered-kind";
import type { SavedFile } from "./save-file";
import { randomBytes } from "./web-crypto";

const pemType = "application/x-pem-file";

/** Issuing authorities without the root, which the relying party has. */
const intermediatesOf = (issued: Issued): readonly string[] => issued.chainPem.slice(0, -1);

export async function fullChainFile(issued: Issued): Promise<SavedFile> {
  const { fileName } = await import("@/lib/delivery/file-name");
  return {
    name: fileName(issued.certificate.name, "-fullchain.pem"),
    mediaType: pemType,
    content: [issued.pem, ...intermediatesOf(issued)].map(line).join(""),
  };
}

export async function derFile(issued: Issued): Promise<SavedFile> {
  const [{ fileName }, der] = await Promise.all([import("@/lib/delivery/file-name"), derOf(issued.pem)]);
  return { name: fileName(issued.certificate.name, ".der"), mediaType: "application/pkix-cert", content: der };
}

/** `keyPem` is null when the key is not ours to pack. */
export async function bundleFile(issued: Issued, keyPem: string | null, crlUrl: string): Promise<SavedFile> {
  const { bundleFileName, createBundle } = await import("@/lib/delivery/bundle");
  const { certificate } = issued;
  return {
    name: bundleFileName(certificate.name),
    mediaType: "application/zip",
    content: createBundle({
      kind: deliveredKind(certificate.kind),
      displayName: certificate.name,
      certificatePem: issued.pem,
      intermediatePems: intermediatesOf(issued),
      rootPem: issued.chainPem.at(-1) ?? issued.pem,
      keyPem,
      crlUrl,
      issuedAt: new Date(certificate.notBefore),
    }),
  };
}

/** An empty password means: unencrypted, by explicit choice of the person. */
export async function keyPem(pkcs8Der: Uint8Array, password: string): Promise<string> {
  const [{ encodePem }, { encryptPkcs8 }] = await Promise.all([
    import("@/lib/pki/pem"),
    import("@/lib/pki/private-key"),
  ]);
  if (password === "") return encodePem("PRIVATE KEY", pkcs8Der);
  return encodePem("ENCRYPTED PRIVATE KEY", await encryptPkcs8(pkcs8Der, password));
}

export async function pkcs12File(
  issued: Issued,
  secret: { readonly pkcs8Der: Uint8Array; readonly password: string },
  variant: "modern" | "legacy",
): Promise<SavedFile> {
  const [{ createPkcs12 }, { fileName }] = await Promise.all([
    import("@/lib/pki/pkcs12"),
    import("@/lib/delivery/file-name"),
  ]);
  const content = await createPkcs12({
    ...secret,
    certificates: await Promise.all([issued.pem, ...issued.chainPem].map(derOf)),
    friendlyName: issued.certificate.name,
    variant,
    randomBytes,
  });
  const ending = variant === "modern" ? ".p12" : "-legacy.p12";
  return { name: fileName(issued.certificate.name, ending), mediaType: "application/x-pkcs12", content };
}

export async function derOf(pem: string): Promise<Uint8Array> {
  const { decodePem } = await import("@/lib/pki/pem");
  return decodePem(pem, { maxBytes: 131_072 })[0]!.der;
}

const line = (pem: string): string => (pem.endsWith("\n") ? pem : `${pem}\n`);

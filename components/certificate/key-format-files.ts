/** Files with the private key in them, made in the page where the key is. */
import type { Issued } from "@/lib/contract/certificate";
import { fileName } from "@/lib/delivery/file-name";
import { appleProfile } from "@/lib/delivery/formats/apple-profile";
import type { DeliveredChain } from "@/lib/delivery/formats/delivered-chain";
import { dotenvFile } from "@/lib/delivery/formats/environment";
import { kubernetesSecret } from "@/lib/delivery/formats/kubernetes";
import { encodePem } from "@/lib/pki/pem";
import { derOf, pkcs12File } from "./issued-files";
import type { SavedFile } from "./save-file";

interface Secret {
  readonly pkcs8Der: Uint8Array;
  readonly password: string;
}

async function chainOf(issued: Issued): Promise<DeliveredChain> {
  const [certificateDer, ...issuerDers] = await Promise.all([issued.pem, ...issued.chainPem].map(derOf));
  return { displayName: issued.certificate.name, certificateDer: certificateDer!, issuerDers };
}

/** Sealed in the older way: a device before iOS 16 or macOS 13 reads no AES in a PKCS#12. */
export async function appleProfileFile(issued: Issued, secret: Secret): Promise<SavedFile> {
  const [chain, { content }] = await Promise.all([chainOf(issued), pkcs12File(issued, secret, "legacy")]);
  if (typeof content === "string") throw new TypeError("A PKCS#12 file is bytes.");
  return {
    name: fileName(issued.certificate.name, ".mobileconfig"),
    mediaType: "application/x-apple-aspen-config",
    content: appleProfile(chain, { pkcs12: content }),
  };
}

export async function kubernetesSecretFile(issued: Issued, pkcs8Der: Uint8Array): Promise<SavedFile> {
  return {
    name: fileName(issued.certificate.name, "-tls.yaml"),
    mediaType: "application/yaml",
    content: kubernetesSecret(await chainOf(issued), encodePem("PRIVATE KEY", pkcs8Der)),
  };
}

export async function dotenvKeyFile(issued: Issued, pkcs8Der: Uint8Array): Promise<SavedFile> {
  return {
    name: fileName(issued.certificate.name, "-key.env"),
    mediaType: "text/plain",
    content: dotenvFile(await chainOf(issued), encodePem("PRIVATE KEY", pkcs8Der)),
  };
}

/** What can be taken away of a certificate just issued, in the order in which people want it. */
import type { Issued } from "@/lib/contract/certificate";
import { bytesFromBase64, type SavedFile } from "./save-file";
import type { IssuedWithKey } from "./use-issuing";

export interface FileOffer {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly holdsKey: boolean;
  readonly needsPassword: boolean;
  readonly make: (password: string) => Promise<SavedFile>;
}

export function offersOf(result: IssuedWithKey, crlUrl: string, isKeyPlain: boolean): FileOffer[] {
  const { issued, pkcs8Der } = result;
  const sealed = issued.sealedKey;
  const files = () => import("./issued-files");
  return [
    ...(sealed === null ? [] : [sealedOffer(sealed)]),
    ...(pkcs8Der === null ? [] : pkcs12Offers(issued, pkcs8Der)),
    {
      id: "bundle",
      title: "PEM bundle",
      description: bundleDescription(result, isKeyPlain),
      holdsKey: pkcs8Der !== null || sealed?.format === "pem",
      needsPassword: pkcs8Der !== null && !isKeyPlain,
      make: async (password) => {
        const { bundleFile, keyPem } = await files();
        const pem = pkcs8Der === null ? sealedPem(sealed) : await keyPem(pkcs8Der, isKeyPlain ? "" : password);
        return bundleFile(issued, pem, crlUrl);
      },
    },
    {
      id: "fullchain",
      title: "Full chain, PEM",
      description: "The certificate and its issuing authorities, for a server’s configuration.",
      holdsKey: false,
      needsPassword: false,
      make: async () => (await files()).fullChainFile(issued),
    },
    {
      id: "der",
      title: "Certificate, DER",
      description: "The certificate alone, as bytes.",
      holdsKey: false,
      needsPassword: false,
      make: async () => (await files()).derFile(issued),
    },
    ...(pkcs8Der === null ? [] : keyFormatOffers(issued, pkcs8Der)),
  ];
}

/** Formats that carry the key, so they can be made only here. Those without it are downloads of the server. */
function keyFormatOffers(issued: Issued, pkcs8Der: Uint8Array): FileOffer[] {
  const files = () => import("./key-format-files");
  return [
    {
      id: "apple",
      title: "Apple profile with identity",
      description: "Key, certificate and trust for iOS, iPadOS and macOS; the device asks for the password.",
      holdsKey: true,
      needsPassword: true,
      make: async (password) => (await files()).appleProfileFile(issued, { pkcs8Der, password }),
    },
    {
      id: "kubernetes",
      title: "Kubernetes TLS Secret",
      description:
        "A manifest of type kubernetes.io/tls. The key in it is not encrypted: Kubernetes knows no password.",
      holdsKey: true,
      needsPassword: false,
      make: async () => (await files()).kubernetesSecretFile(issued, pkcs8Der),
    },
    {
      id: "env",
      title: "Environment, .env with key",
      description: "Full chain, key and root on one line each. The key in it is not encrypted.",
      holdsKey: true,
      needsPassword: false,
      make: async () => (await files()).dotenvKeyFile(issued, pkcs8Der),
    },
  ];
}

function pkcs12Offers(issued: Issued, pkcs8Der: Uint8Array): FileOffer[] {
  const offer = (variant: "modern" | "legacy", title: string, description: string): FileOffer => ({
    id: variant,
    title,
    description,
    holdsKey: true,
    needsPassword: true,
    make: async (password) => (await import("./issued-files")).pkcs12File(issued, { pkcs8Der, password }, variant),
  });
  return [
    offer("modern", "PKCS#12", "Key and chain for browsers, Windows, macOS, Java; AES-256."),
    offer(
      "legacy",
      "PKCS#12 for old devices",
      "Older Android, iOS and Windows read no AES here; 3DES, so choose a strong password.",
    ),
  ];
}

function sealedOffer(sealed: NonNullable<Issued["sealedKey"]>): FileOffer {
  const isPem = sealed.format === "pem";
  return {
    id: "sealed",
    title: isPem ? "Private key, encrypted PEM" : "PKCS#12",
    description: isPem ? "Sealed with the password you chose." : "Key and chain, sealed with the password you chose.",
    holdsKey: true,
    needsPassword: false,
    make: async () => ({
      name: sealed.fileName,
      mediaType: isPem ? "application/x-pem-file" : "application/x-pkcs12",
      content: bytesFromBase64(sealed.contentBase64),
    }),
  };
}

/** The encrypted key that came back from the server, for the bundle; null when it is inside a PKCS#12. */
function sealedPem(sealed: Issued["sealedKey"]): string | null {
  if (sealed?.format !== "pem") return null;
  const text = new TextDecoder().decode(bytesFromBase64(sealed.contentBase64));
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----[^-]+-----END ENCRYPTED PRIVATE KEY-----/.exec(text)?.[0] ?? null;
}

function bundleDescription({ issued, pkcs8Der }: IssuedWithKey, isKeyPlain: boolean): string {
  const chain = "certificate, chain, full chain, root and a README";
  if (pkcs8Der !== null) return `A zip: key (${isKeyPlain ? "not encrypted" : "encrypted"}), ${chain}.`;
  if (issued.sealedKey?.format === "pem") return `A zip: key (encrypted), ${chain}.`;
  return `A zip without the key: ${chain}.`;
}

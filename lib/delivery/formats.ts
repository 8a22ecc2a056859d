/** Formats of a certificate and its chain beyond plain PEM and DER. None of them holds a key. */
import { sha256Hex } from "../pki/hash";
import { encodePem } from "../pki/pem";
import { createPkcs7, pkcs7Label } from "../pki/pkcs7";
import { createJksTruststore, createPkcs12Truststore } from "../pki/truststore";
import { appleProfile } from "./formats/apple-profile";
import { type DeliveredChain, rootOf } from "./formats/delivered-chain";
import { dotenvFile, shellEnvironmentFile } from "./formats/environment";
import { kubernetesTrust } from "./formats/kubernetes";

export const chainFormats = [
  "p7b",
  "p7b-pem",
  "truststore-p12",
  "truststore-jks",
  "mobileconfig",
  "kubernetes-trust",
  "env",
  "env-sh",
] as const;
export type ChainFormat = (typeof chainFormats)[number];

/** Not a secret: it guards public certificates against damage only, and is what Java’s own store has. */
export const truststorePassword = "changeit";

export interface ChainFormatTraits {
  readonly title: string;
  readonly description: string;
  /** After the certificate’s name. */
  readonly ending: string;
  readonly mediaType: string;
}

export const chainFormatTraits: Readonly<Record<ChainFormat, ChainFormatTraits>> = {
  p7b: {
    title: "PKCS#7, DER",
    description: "Certificate and chain for Windows, Java and appliances.",
    ending: ".p7b",
    mediaType: "application/x-pkcs7-certificates",
  },
  "p7b-pem": {
    title: "PKCS#7, PEM",
    description: "The same as text, for Tomcat’s keytool and IIS.",
    ending: "-pem.p7b",
    mediaType: "application/x-pem-file",
  },
  "truststore-p12": {
    title: "Java trust store, PKCS#12",
    description: `The root, for JDK 8u301, 11.0.12, 17 and later; password ${truststorePassword}.`,
    ending: "-truststore.p12",
    mediaType: "application/x-pkcs12",
  },
  "truststore-jks": {
    title: "Java trust store, JKS",
    description: `The root, for older Java; password ${truststorePassword}.`,
    ending: "-truststore.jks",
    mediaType: "application/octet-stream",
  },
  mobileconfig: {
    title: "Apple profile",
    description: "Root and issuing authorities for iOS, iPadOS and macOS.",
    ending: "-trust.mobileconfig",
    mediaType: "application/x-apple-aspen-config",
  },
  "kubernetes-trust": {
    title: "Kubernetes ConfigMap",
    description: "The root as ca.crt, for pods that verify.",
    ending: "-trust.yaml",
    mediaType: "application/yaml",
  },
  env: {
    title: "Environment, .env",
    description: "Full chain and root, one line each; for compose, dotenv, node.",
    ending: ".env",
    mediaType: "text/plain; charset=utf-8",
  },
  "env-sh": {
    title: "Environment, shell",
    description: "The same as export lines for a POSIX shell.",
    ending: "-env.sh",
    mediaType: "text/plain; charset=utf-8",
  },
};

export interface ChainFormatInput extends DeliveredChain {
  /** Becomes the date of the entry in a JKS. */
  readonly createdAt: Date;
  readonly randomBytes: (length: number) => Uint8Array;
}

export function chainFormatFile(format: ChainFormat, chain: ChainFormatInput): Uint8Array {
  switch (format) {
    case "p7b":
      return createPkcs7([chain.certificateDer, ...chain.issuerDers]);
    case "p7b-pem":
      return text(encodePem(pkcs7Label, createPkcs7([chain.certificateDer, ...chain.issuerDers])));
    case "truststore-p12":
      return createPkcs12Truststore({ ...truststore(chain), randomBytes: chain.randomBytes });
    case "truststore-jks":
      return createJksTruststore({ ...truststore(chain), createdAt: chain.createdAt });
    case "mobileconfig":
      return text(appleProfile(chain, null));
    case "kubernetes-trust":
      return text(kubernetesTrust(chain));
    case "env":
      return text(dotenvFile(chain, null));
    case "env-sh":
      return text(shellEnvironmentFile(chain, null));
  }
}

/** Only the root: an issuing authority that is trusted itself is never asked about its own revocation. */
function truststore(chain: DeliveredChain) {
  const root = rootOf(chain);
  return {
    entries: [{ alias: `countersign-root-${sha256Hex(root).slice(0, 16)}`, certificateDer: root }],
    password: truststorePassword,
  };
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

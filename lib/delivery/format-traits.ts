/** What the formats are called and how their files end; apart from what makes them, which screens need not load. */

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

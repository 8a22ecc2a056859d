/** Formats of a certificate and its chain beyond plain PEM and DER. None of them holds a key. */
import { sha256Hex } from "../pki/hash";
import { encodePem } from "../pki/pem";
import { createPkcs7, pkcs7Label } from "../pki/pkcs7";
import { createJksTruststore, createPkcs12Truststore } from "../pki/truststore";
import { type ChainFormat, truststorePassword } from "./format-traits";
import { appleProfile } from "./formats/apple-profile";
import { type DeliveredChain, rootOf } from "./formats/delivered-chain";
import { dotenvFile, shellEnvironmentFile } from "./formats/environment";
import { kubernetesTrust } from "./formats/kubernetes";

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

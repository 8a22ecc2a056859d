/** A configuration profile for iOS, iPadOS and macOS (Apple, "Configuration Profile Reference"): XML property list. */
import { bytesFromHex, hexFromBytes } from "../../pki/der";
import { sha1, sha256Hex } from "../../pki/hash";
import { bytesToBase64 } from "../../pki/pem";
import { plainText } from "../plain-text";
import { type DeliveredChain, intermediatesOf, rootOf } from "./delivered-chain";

export interface AppleIdentity {
  /** PKCS#12 that holds the key; the device asks for its password when the profile is installed. */
  readonly pkcs12: Uint8Array;
}

interface Payload {
  readonly type: "com.apple.security.root" | "com.apple.security.pkcs1" | "com.apple.security.pkcs12";
  readonly title: string;
  readonly file: string;
  readonly content: Uint8Array;
  /** What makes the payload the same one when the profile is made again. */
  readonly identity: string;
}

/** The same chain gives the same identifiers, so a profile installed again replaces itself. */
export function appleProfile(chain: DeliveredChain, identity: AppleIdentity | null): string {
  const shown = plainText(chain.displayName);
  const leaf = sha256Hex(chain.certificateDer);
  const root = sha256Hex(rootOf(chain));
  const payloads: Payload[] = [
    {
      type: "com.apple.security.root",
      title: "Root authority",
      file: "root.cer",
      content: rootOf(chain),
      identity: root,
    },
    ...intermediatesOf(chain).map((der, index) => ({
      type: "com.apple.security.pkcs1" as const,
      title: "Issuing authority",
      file: `issuing-${index + 1}.cer`,
      content: der,
      identity: sha256Hex(der),
    })),
    ...(identity ? [identityPayload(shown, identity, leaf)] : []),
  ];
  // Without an identity every certificate under one root gives the same profile: what is installed is the trust.
  const subject = identity ? leaf : root;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    "<dict>",
    "<key>PayloadContent</key>",
    "<array>",
    ...payloads.flatMap((payload) => payloadDictionary(payload, subject)),
    "</array>",
    ...strings({
      PayloadDescription: identity
        ? `Installs the identity “${shown}” and trust in the authority that issued it.`
        : `Installs trust in the authority that issued “${shown}”.`,
      PayloadDisplayName: identity ? shown : `Authority of ${shown}`,
      PayloadIdentifier: `countersign.profile.${subject.slice(0, 32)}`,
      PayloadType: "Configuration",
      PayloadUUID: nameBasedUuid(`profile ${subject}`),
    }),
    "<key>PayloadVersion</key><integer>1</integer>",
    "</dict>",
    "</plist>",
    "",
  ].join("\n");
}

const identityPayload = (shown: string, { pkcs12 }: AppleIdentity, leaf: string): Payload => ({
  type: "com.apple.security.pkcs12",
  title: shown,
  file: "identity.p12",
  content: pkcs12,
  identity: leaf,
});

function payloadDictionary({ type, title, file, content, identity }: Payload, subject: string): string[] {
  return [
    "<dict>",
    ...strings({
      PayloadCertificateFileName: file,
      PayloadDisplayName: title,
      PayloadIdentifier: `countersign.profile.${subject.slice(0, 32)}.${identity.slice(0, 32)}`,
      PayloadType: type,
      PayloadUUID: nameBasedUuid(`payload ${subject} ${type} ${identity}`),
    }),
    "<key>PayloadVersion</key><integer>1</integer>",
    `<key>PayloadContent</key><data>${bytesToBase64(content)}</data>`,
    "</dict>",
  ];
}

const strings = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([key, value]) => `<key>${key}</key><string>${xmlText(value)}</string>`);

// XML 1.0 §2.4; what §2.2 forbids (controls, surrogates) was written out by plainText.
const xmlText = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** RFC 9562 §5.5: version 5, SHA-1 of namespace and name, in upper case as Apple writes them. */
function nameBasedUuid(name: string): string {
  const namespace = bytesFromHex("6e1d4a3c0b8f4f0c9a5a2f6c7d8e9f10");
  const octets = sha1(new Uint8Array([...namespace, ...new TextEncoder().encode(name)])).slice(0, 16);
  octets[6] = (octets[6]! & 0x0f) | 0x50;
  octets[8] = (octets[8]! & 0x3f) | 0x80;
  return hexFromBytes(octets)
    .toUpperCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** GeneralName (RFC 5280 §4.2.1.6) as values, as text and as DER. */
import { CaError } from "../errors";
import {
  children,
  type Der,
  type DerNode,
  explicit,
  hexFromBytes,
  implicit,
  oid as oidDer,
  oidText,
  readDer,
  readOid,
} from "./der";
import { ascii } from "./directory-string";
import { formatIp, parseIp } from "./ip";
import { formatName, parseName } from "./name";

export type GeneralNameType = "dns" | "ip" | "email" | "uri" | "directory" | "registeredId" | "other";

export interface GeneralName {
  readonly type: GeneralNameType;
  /** Of `directory` the name as `formatName` writes it, of `other` its kind and hex. */
  readonly value: string;
  /** The complete encoding; of `directory` and `other` only, whose `value` is for reading. */
  readonly der?: Der;
}

export { normalizeNames, parseGeneralName } from "./general-name-text";

/** `dns:web.corp`; for dns, ip, email and uri `parseGeneralName` gives the same name back. */
export const formatGeneralName = ({ type, value }: GeneralName): string => `${type}:${value}`;

// GeneralName ::= CHOICE {
//   otherName [0] IMPLICIT SEQUENCE, rfc822Name [1] IA5String, dNSName [2] IA5String, x400Address [3], directoryName [4] Name,
//   ediPartyName [5], uniformResourceIdentifier [6] IA5String, iPAddress [7] OCTET STRING, registeredID [8] OBJECT IDENTIFIER }
const choice = { email: 0x81, dns: 0x82, directory: 0xa4, uri: 0x86, ip: 0x87, registeredId: 0x88 } as const;
const otherChoices: Readonly<Record<number, string>> = { 160: "otherName", 163: "x400Address", 165: "ediPartyName" };

const utf8 = new TextEncoder();

/** Throws TypeError for a value that the type cannot carry: names from outside come through `parseGeneralName`. */
export function encodeGeneralName(name: GeneralName): Der {
  switch (name.type) {
    case "dns":
    case "email":
    case "uri":
      return implicit(choice[name.type] & 0x1f, ia5(name.value));
    case "ip": {
      const octets = parseIp(name.value);
      if (octets === null) throw new TypeError("Not an IP address.");
      return implicit(7, octets);
    }
    case "registeredId":
      return implicit(8, readDer(oidDer(name.value)).content);
    case "directory":
    case "other":
      if (!name.der) throw new TypeError("A directory name or other name is encoded from its own DER only.");
      return name.der;
  }
}

/** GeneralName of a Name's DER, which is copied. */
export function directoryName(nameDer: Der): GeneralName {
  return { type: "directory", value: formatName(parseName(nameDer)), der: explicit(4, nameDer) };
}

function ia5(value: string): Uint8Array {
  const octets = utf8.encode(value);
  if (octets.length !== value.length) throw new TypeError("Not ASCII.");
  return octets;
}

/** As the certificate says it, in its own case and however odd; throws `invalid` for what is no GeneralName. */
export function decodeGeneralName(node: DerNode): GeneralName {
  const { identifier, content } = node;
  switch (identifier) {
    case choice.email:
      return { type: "email", value: ascii(content, "an e-mail address") };
    case choice.dns:
      return { type: "dns", value: ascii(content, "a DNS name") };
    case choice.uri:
      return { type: "uri", value: ascii(content, "a URI") };
    case choice.ip:
      return { type: "ip", value: formatIp(content) };
    case choice.registeredId:
      return { type: "registeredId", value: oidText(content, "a registered ID") };
    case choice.directory: {
      const [name, extra] = children(node);
      if (!name || extra) throw new CaError("invalid", "This is not valid DER: a directory name is not one Name.");
      return { type: "directory", value: formatName(parseName(name.bytes)), der: node.bytes };
    }
    default:
      return otherName(node);
  }
}

function otherName(node: DerNode): GeneralName {
  const kind = otherChoices[node.identifier];
  if (!kind) {
    throw new CaError("invalid", `This is not valid DER: no GeneralName has tag 0x${node.identifier.toString(16)}.`);
  }
  if (kind !== "otherName") return { type: "other", value: `${kind} ${hexFromBytes(node.content)}`, der: node.bytes };
  // OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY }
  const [id, value, extra] = children(node);
  if (!id || value?.identifier !== 0xa0 || extra) {
    throw new CaError("invalid", "This is not valid DER: an otherName is not an identifier and a value.");
  }
  const dotted = readOid(id, "the type of an otherName");
  return { type: "other", value: `${dotted} ${hexFromBytes(value.content)}`, der: node.bytes };
}

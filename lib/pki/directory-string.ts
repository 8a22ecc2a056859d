/** The string types that names in the wild are written in (X.680 §41, RFC 5280 §4.1.2.4). */
import { CaError } from "../errors";
import { type DerNode, hexFromBytes, tag } from "./der";

/** Text of any string type; `#` and the hex of the whole encoding for other types (RFC 4514 §2.4). Throws `invalid`. */
export function readDirectoryString(node: DerNode): string {
  switch (node.identifier) {
    case tag.utf8String:
      return utf8(node.content);
    case tag.printableString:
    case tag.ia5String:
    case tag.numericString:
    case tag.visibleString:
      return ascii(node.content, "a string in the name");
    // T.61 was never implemented as written: everybody reads ISO 8859-1.
    case tag.teletexString:
      return latin1(node.content);
    case tag.bmpString:
      return wide(node.content, 2);
    case tag.universalString:
      return wide(node.content, 4);
    default:
      return `#${hexFromBytes(node.bytes)}`;
  }
}

/** IA5String and its subsets: octets above 127 are refused. */
export function ascii(content: Uint8Array, what: string): string {
  if (content.some((octet) => octet > 0x7f))
    throw new CaError("invalid", `This is not valid DER: ${what} is not ASCII.`);
  return latin1(content);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function utf8(content: Uint8Array): string {
  try {
    return decoder.decode(content);
  } catch (cause) {
    throw new CaError("invalid", "A string in the name is not valid UTF-8.", { cause });
  }
}

function latin1(content: Uint8Array): string {
  let text = "";
  for (const octet of content) text += String.fromCharCode(octet);
  return text;
}

/** BMPString (UCS-2; surrogate pairs are let through as everybody does) and UniversalString (UCS-4), big-endian. */
function wide(content: Uint8Array, width: 2 | 4): string {
  if (content.length % width) throw new CaError("invalid", "A string in the name ends inside a character.");
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let text = "";
  for (let at = 0; at < content.length; at += width) {
    const point = width === 2 ? view.getUint16(at) : view.getUint32(at);
    if (point > 0x10ffff) throw new CaError("invalid", "A string in the name has a character outside Unicode.");
    text += width === 2 ? String.fromCharCode(point) : String.fromCodePoint(point);
  }
  return text;
}

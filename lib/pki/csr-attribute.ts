/** Attributes of certification requests (RFC 2985 §5.4, RFC 2986 §4.1, and Microsoft's). */
import { CaError } from "../errors";
import { children, type DerNode, expectTag, readOid, tag } from "./der";
import { readDirectoryString } from "./directory-string";
import { subjectAltNameOf } from "./extension/alternative-name";
import { basicConstraintsOf } from "./extension/basic-constraints";
import { decodeExtensions, type Extension } from "./extension/envelope";
import { subjectKeyIdentifierOf } from "./extension/key-identifier";
import { extendedKeyUsageOf, keyUsageOf } from "./extension/key-usage";
import type { GeneralName } from "./general-name";
import { describeOid, oid } from "./oid";
import { quote } from "./quote";

export interface CsrAttribute {
  /** Dotted. */
  readonly oid: string;
  /** What people call it, or the dotted form again. */
  readonly name: string;
  /** What it says, in one line. */
  readonly text: string;
  /** Whether we know what it means; knowing is not granting. */
  readonly understood: boolean;
}

export interface CsrAttributes {
  readonly attributes: readonly CsrAttribute[];
  readonly requestedExtensions: readonly Extension[];
  readonly names: readonly GeneralName[];
  readonly notUnderstood: readonly string[];
}

const attributesMax = 50;

/** Throws `invalid` for what is no attribute, the same attribute twice, and a malformed extension we would act on. */
export function readAttributes(nodes: readonly DerNode[]): CsrAttributes {
  if (nodes.length > attributesMax) throw new CaError("invalid", `There are more than ${attributesMax} attributes.`);
  const raw = nodes.map(readAttribute);
  const twice = raw.find(({ type }, index) => raw.findIndex((other) => other.type === type) !== index);
  if (twice) throw new CaError("invalid", `The attribute ${nameOf(twice.type)} appears twice.`);
  const requests = raw.filter(({ type }) => extensionRequests.has(type)).map(requestedExtensions);
  if (requests.length > 1) throw new CaError("invalid", "Extensions are requested in two attributes.");
  const extensions = requests[0] ?? [];
  const attributes = raw.map(({ type, values }) => describeAttribute(type, values));
  const names = extensions.flatMap(checkExtension);
  const unknown = attributes.filter(({ understood }) => !understood);
  return {
    attributes,
    requestedExtensions: extensions,
    names,
    notUnderstood: [
      ...unknown.map(({ oid: type }) => `The request has an attribute ${type} that is not known here; it is ignored.`),
      ...extensions.filter(({ oid: type }) => !Object.hasOwn(actedOn, type)).map(ignoredExtension),
    ],
  };
}

interface RawAttribute {
  readonly type: string;
  readonly values: readonly DerNode[];
}

// Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET SIZE (1..MAX) OF ANY }
function readAttribute(node: DerNode): RawAttribute {
  const [type, values, extra] = children(expectTag(node, tag.sequence, "an attribute"));
  const dotted = readOid(expectTag(type, tag.oid, "the type of an attribute"), "the type of an attribute");
  const set = children(expectTag(values, tag.set, `the values of attribute ${dotted}`));
  if (extra || set.length === 0) throw new CaError("invalid", `The attribute ${dotted} is not a type with values.`);
  return { type: dotted, values: set };
}

const microsoft: Readonly<Record<string, string>> = {
  "1.3.6.1.4.1.311.2.1.14": "Extension request (Microsoft)",
  "1.3.6.1.4.1.311.13.2.1": "Enrolment name and value (Microsoft)",
  "1.3.6.1.4.1.311.13.2.2": "Cryptographic provider (Microsoft)",
  "1.3.6.1.4.1.311.13.2.3": "Operating system version (Microsoft)",
  "1.3.6.1.4.1.311.21.20": "Client of the request (Microsoft)",
};

const extensionRequests: ReadonlySet<string> = new Set([oid.extensionRequest, "1.3.6.1.4.1.311.2.1.14"]);

const nameOf = (type: string) => describeOid(type)?.name ?? microsoft[type] ?? type;

function describeAttribute(type: string, values: readonly DerNode[]): CsrAttribute {
  const understood = describeOid(type) !== null || Object.hasOwn(microsoft, type);
  return { oid: type, name: nameOf(type), text: textOf(type, values), understood };
}

function textOf(type: string, values: readonly DerNode[]): string {
  if (extensionRequests.has(type)) {
    const names = requestedExtensions({ type, values }).map((extension) => nameOf(extension.oid));
    return `Asks for ${names.join(", ")}.`;
  }
  // It may be in use as a password somewhere (SCEP): it is not repeated.
  if (type === oid.challengePassword) return "A password for the authority; it is not used here.";
  return values.flatMap(strings).join(", ") || "Its value is not text.";
}

/** Text anywhere inside: Microsoft's attributes are sequences of strings and numbers. */
function strings(node: DerNode): string[] {
  if (node.identifier & 0x20) return children(node).flatMap(strings);
  if (!textTags.has(node.identifier)) return [];
  const text = readDirectoryString(node);
  return text === "" ? [] : [quote(text)];
}

const textTags: ReadonlySet<number> = new Set([
  tag.utf8String,
  tag.printableString,
  tag.teletexString,
  tag.ia5String,
  tag.bmpString,
]);

function requestedExtensions({ values }: RawAttribute): Extension[] {
  const [list, extra] = values;
  if (!list || extra) throw new CaError("invalid", "The extension request is not one list (RFC 2985 §5.4.2).");
  return decodeExtensions(list);
}

/** What policy reads from a request; decoding here means that nothing later meets a malformed one. */
const actedOn: Readonly<Record<string, (value: Uint8Array) => unknown>> = {
  [oid.subjectAltName]: subjectAltNameOf,
  [oid.keyUsage]: keyUsageOf,
  [oid.extendedKeyUsage]: extendedKeyUsageOf,
  [oid.basicConstraints]: basicConstraintsOf,
  [oid.subjectKeyIdentifier]: subjectKeyIdentifierOf,
};

function checkExtension({ oid: type, value }: Extension): GeneralName[] {
  if (type === oid.subjectAltName) return subjectAltNameOf(value);
  actedOn[type]?.(value);
  return [];
}

function ignoredExtension({ oid: type, critical }: Extension): string {
  const known = describeOid(type);
  const what = known ? `“${known.name}” (${type})` : type;
  return `The request asks for the ${critical ? "critical " : ""}extension ${what}, which is not taken from requests; it is left out.`;
}

/** The attributes of a distinguished name with the types they are encoded in. */
import { children, type Der, expectTag, readDer, readOid, tag } from "../der";
import { oid } from "../oid";

export interface LintedAttribute {
  /** Dotted. */
  readonly type: string;
  /** Identifier octet of the value. */
  readonly tag: number;
  /** Null when it is no string, or not valid in its own type. */
  readonly text: string | null;
}

export function readAttributes(nameDer: Der): LintedAttribute[] {
  return children(expectTag(readDer(nameDer), tag.sequence, "the name")).flatMap((rdn) =>
    children(expectTag(rdn, tag.set, "a part of the name")).map((attribute) => {
      const [type, value] = children(expectTag(attribute, tag.sequence, "an attribute"));
      const node = value ?? expectTag(value, tag.utf8String, "the value of an attribute");
      return {
        type: readOid(type!, "the type of an attribute"),
        tag: node.identifier,
        text: textOf(node.identifier, node.content),
      };
    }),
  );
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(identifier: number, content: Uint8Array): string | null {
  if (identifier === tag.utf8String) {
    try {
      return utf8.decode(content);
    } catch {
      return null;
    }
  }
  const isSevenBit = identifier === tag.printableString || identifier === tag.ia5String;
  if (isSevenBit && content.every((octet) => octet < 0x80)) return String.fromCharCode(...content);
  return null;
}

/** The words and the form field for an attribute a person entered. */
export function describeAttribute(type: string): { readonly words: string; readonly field: string } {
  const [words, field] = described[type] ?? [`attribute ${type}`, ""];
  return { words, field: field === "" ? "subject" : `subject.${field}` };
}

const described: Readonly<Record<string, readonly [words: string, field: string]>> = {
  [oid.countryName]: ["country", "country"],
  [oid.stateOrProvinceName]: ["state or province", "stateOrProvince"],
  [oid.localityName]: ["locality", "locality"],
  [oid.organizationName]: ["organization", "organization"],
  [oid.organizationalUnitName]: ["organizational unit", "organizationalUnit"],
  [oid.commonName]: ["common name", "commonName"],
  [oid.serialNumber]: ["serial number", "serialNumber"],
  [oid.emailAddress]: ["e-mail address", ""],
  [oid.domainComponent]: ["domain component", ""],
};

/** Distinguished names (RFC 5280 §4.1.2.4): what a person fills in, and what a certificate says. */
import { CaError } from "../errors";
import {
  children,
  type Der,
  expectTag,
  oid as oidDer,
  printableString,
  readDer,
  readOid,
  sequence,
  setOf,
  tag,
  utf8String,
} from "./der";
import { readDirectoryString } from "./directory-string";
import { oid } from "./oid";
import { hasHiddenCharacter, quote } from "./quote";

/** The subject fields a person can fill in, in the order we encode them (most significant first). */
export const subjectFields = [
  "country",
  "stateOrProvince",
  "locality",
  "organization",
  "organizationalUnit",
  "commonName",
  "serialNumber",
] as const;
export type SubjectField = (typeof subjectFields)[number];
export type Subject = Readonly<Partial<Record<SubjectField, string>>>;

interface FieldRule {
  readonly type: string;
  readonly words: string;
  /** Upper bound in characters: RFC 5280 appendix A.1, `ub-…`. */
  readonly lengthMax: number;
  readonly encode: (value: string) => Der;
}

const fieldRules: Readonly<Record<SubjectField, FieldRule>> = {
  country: { type: oid.countryName, words: "country", lengthMax: 2, encode: printableString },
  stateOrProvince: { type: oid.stateOrProvinceName, words: "state or province", lengthMax: 128, encode: utf8String },
  locality: { type: oid.localityName, words: "locality", lengthMax: 128, encode: utf8String },
  organization: { type: oid.organizationName, words: "organization", lengthMax: 64, encode: utf8String },
  organizationalUnit: {
    type: oid.organizationalUnitName,
    words: "organizational unit",
    lengthMax: 64,
    encode: utf8String,
  },
  commonName: { type: oid.commonName, words: "common name", lengthMax: 64, encode: utf8String },
  serialNumber: { type: oid.serialNumber, words: "serial number", lengthMax: 64, encode: printableString },
};

// X.680 §41.4
const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/**
 * One subject field as it will be encoded: trimmed, Unicode NFC, country upper-cased.
 * Throws `invalid` with the field `subject.<field>`.
 */
export function checkSubjectField(field: SubjectField, text: string): string {
  const { words, lengthMax, encode } = fieldRules[field];
  const refuse = (why: string) =>
    new CaError("invalid", `The ${words} ${quote(text)} ${why}`, { field: `subject.${field}` });
  if (hasHiddenCharacter(text)) throw refuse("contains control, direction or invisible characters; remove them.");
  const value = text.normalize("NFC").trim();
  if (value === "") throw refuse("is empty; leave the field out instead (RFC 5280 appendix A).");
  if (field === "country" && !/^[A-Za-z]{2}$/.test(value))
    throw refuse("must be a two-letter country code (ISO 3166, RFC 5280 appendix A).");
  if (Array.from(value).length > lengthMax)
    throw refuse(`is longer than the ${lengthMax} characters RFC 5280 appendix A allows.`);
  if (encode === printableString && !printable.test(value))
    throw refuse("may only contain letters, digits, spaces and '()+,-./:=? (PrintableString, RFC 5280 appendix A).");
  return field === "country" ? value.toUpperCase() : value;
}

// Name ::= SEQUENCE OF SET OF SEQUENCE { type OBJECT IDENTIFIER, value DirectoryString }
// RFC 5280 §4.1.2.4: UTF8String; countryName and serialNumber are PrintableString by their own definition.
/** In the order of `subjectFields`, one attribute per RDN; fields that are absent are left out. Throws `invalid`. */
export function encodeName(subject: Subject): Der {
  const sets: Der[] = [];
  for (const field of subjectFields) {
    const text = subject[field];
    if (text === undefined) continue;
    const { type, encode } = fieldRules[field];
    sets.push(setOf(sequence(oidDer(type), encode(checkSubjectField(field, text)))));
  }
  return sequence(...sets);
}

export interface NameAttribute {
  /** Dotted. */
  readonly type: string;
  /** CN, O, …, or dotted when it has no short name. */
  readonly label: string;
  /** Unescaped text; `#` and hex of the DER for values that are no string. */
  readonly value: string;
  /** Identifier octet of the value. */
  readonly tag: number;
}

/** The RDNs in the order encoded; each has one attribute, rarely more. */
export type Name = readonly (readonly NameAttribute[])[];

const rdnsMax = 64;

/** Strict in structure, tolerant of every string type a foreign certificate may carry. Throws `invalid`. */
export function parseName(der: Der): Name {
  const rdns = children(expectTag(readDer(der), tag.sequence, "the name"));
  if (rdns.length > rdnsMax) throw new CaError("invalid", `This name has more than ${rdnsMax} parts.`);
  return rdns.map((rdn) => {
    const attributes = children(expectTag(rdn, tag.set, "a part of the name"));
    if (attributes.length === 0) throw new CaError("invalid", "A part of the name is empty (RFC 5280 §4.1.2.4).");
    return attributes.map((attribute) => {
      const [typeNode, valueNode, extra] = children(expectTag(attribute, tag.sequence, "an attribute of the name"));
      const type = readOid(expectTag(typeNode, tag.oid, "the type of an attribute"), "the type of an attribute");
      if (!valueNode || extra) throw new CaError("invalid", "An attribute of the name is not a type and a value.");
      return { type, label: labels[type] ?? type, value: readDirectoryString(valueNode), tag: valueNode.identifier };
    });
  });
}

const labels: Readonly<Record<string, string>> = {
  [oid.commonName]: "CN",
  [oid.surname]: "SN",
  [oid.serialNumber]: "serialNumber",
  [oid.countryName]: "C",
  [oid.localityName]: "L",
  [oid.stateOrProvinceName]: "ST",
  [oid.streetAddress]: "street",
  [oid.organizationName]: "O",
  [oid.organizationalUnitName]: "OU",
  [oid.title]: "title",
  [oid.businessCategory]: "businessCategory",
  [oid.postalCode]: "postalCode",
  [oid.name]: "name",
  [oid.givenName]: "GN",
  [oid.initials]: "initials",
  [oid.generationQualifier]: "generationQualifier",
  [oid.dnQualifier]: "dnQualifier",
  [oid.pseudonym]: "pseudonym",
  [oid.organizationIdentifier]: "organizationIdentifier",
  [oid.userId]: "UID",
  [oid.domainComponent]: "DC",
  [oid.emailAddress]: "emailAddress",
};

/** Most specific part first, as in RFC 4514 §2, with `, ` between: `CN=web, O=Example`. Empty names give "". */
export function formatName(name: Name): string {
  return name
    .map((rdn) => rdn.map(({ label, value }) => `${label}=${escapeValue(value)}`).join(" + "))
    .reverse()
    .join(", ");
}

const utf8 = new TextEncoder();

// RFC 4514 §2.4: a backslash before specials, hex pairs of the UTF-8 octets for what cannot be shown.
function escapeValue(value: string): string {
  const specials = value.replace(/[",+;<>\\]|^[ #]|(?<=.) $/gs, "\\$&");
  return Array.from(specials, (character) => (hasHiddenCharacter(character) ? hexPairs(character) : character)).join(
    "",
  );
}

const hexPairs = (character: string): string =>
  Array.from(utf8.encode(character), (octet) => `\\${octet.toString(16).toUpperCase().padStart(2, "0")}`).join("");

/** The fields we certify, and a sentence for each attribute that is none of them or appears again. */
export function subjectOf(name: Name): { subject: Subject; notUnderstood: string[] } {
  const subject: Partial<Record<SubjectField, string>> = {};
  const notUnderstood: string[] = [];
  for (const { type, label, value } of name.flat()) {
    const field = subjectFields.find((candidate) => fieldRules[candidate].type === type);
    if (field === undefined) {
      notUnderstood.push(`${label} ${quote(value)} in the subject is not a field this authority certifies.`);
    } else if (subject[field] !== undefined) {
      notUnderstood.push(`The subject has a second ${fieldRules[field].words}, ${quote(value)}.`);
    } else {
      subject[field] = value;
    }
  }
  return { subject, notUnderstood };
}

/** The most specific common name, which is the one that counts; null when there is none. */
export function commonNameOf(name: Name): string | null {
  return name.flat().findLast(({ type }) => type === oid.commonName)?.value ?? null;
}

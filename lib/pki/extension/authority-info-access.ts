import { CaError } from "../../errors";
import { children, type Der, expectTag, oid as oidDer, readDer, readOid, sequence, tag } from "../der";
import { decodeGeneralName, encodeGeneralName, type GeneralName } from "../general-name";
import { oid } from "../oid";
import type { Extension } from "./envelope";

export interface AuthorityInfoAccess {
  readonly ocsp: readonly string[];
  readonly caIssuers: readonly string[];
}

// AuthorityInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
// AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
// RFC 5280 §4.2.2.1: never critical.
export function authorityInfoAccessExtension({ ocsp, caIssuers }: AuthorityInfoAccess): Extension {
  const entry = (method: string) => (value: string) =>
    sequence(oidDer(method), encodeGeneralName({ type: "uri", value }));
  const descriptions = [...ocsp.map(entry(oid.ocsp)), ...caIssuers.map(entry(oid.caIssuers))];
  if (descriptions.length === 0) throw new TypeError("authorityInfoAccess has at least one entry (RFC 5280 §4.2.2.1).");
  return { oid: oid.authorityInfoAccess, critical: false, value: sequence(...descriptions) };
}

export interface AccessDescription {
  /** Dotted. */
  readonly method: string;
  readonly location: GeneralName;
}

export function accessDescriptionsOf(value: Der): AccessDescription[] {
  const descriptions = children(expectTag(readDer(value), tag.sequence, "the access descriptions"));
  if (descriptions.length === 0) throw new CaError("invalid", "There is no access description (RFC 5280 §4.2.2.1).");
  return descriptions.map((description) => {
    const [method, location, extra] = children(expectTag(description, tag.sequence, "an access description"));
    if (!location || extra) throw new CaError("invalid", "An access description is not a method and a location.");
    const what = "an access method";
    return { method: readOid(expectTag(method, tag.oid, what), what), location: decodeGeneralName(location) };
  });
}

/** URLs by method; entries of other kinds are left out. */
export function authorityInfoAccessOf(value: Der): AuthorityInfoAccess {
  const descriptions = accessDescriptionsOf(value).filter(({ location }) => location.type === "uri");
  const urls = (wanted: string) =>
    descriptions.filter(({ method }) => method === wanted).map(({ location }) => location.value);
  return { ocsp: urls(oid.ocsp), caIssuers: urls(oid.caIssuers) };
}

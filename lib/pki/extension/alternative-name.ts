import { CaError } from "../../errors";
import { children, type Der, expectTag, readDer, sequence, tag } from "../der";
import { decodeGeneralName, encodeGeneralName, type GeneralName } from "../general-name";
import { oid } from "../oid";
import type { Extension } from "./envelope";

const namesMax = 1000;

// SubjectAltName ::= GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName
// RFC 5280 §4.2.1.6: critical exactly when the subject is empty; the caller knows the subject.
export function subjectAltNameExtension(names: readonly GeneralName[], critical: boolean): Extension {
  if (names.length === 0) throw new TypeError("subjectAltName has at least one name (RFC 5280 §4.2.1.6).");
  return { oid: oid.subjectAltName, critical, value: sequence(...names.map(encodeGeneralName)) };
}

export function subjectAltNameOf(value: Der): GeneralName[] {
  const names = children(expectTag(readDer(value), tag.sequence, "the alternative names"));
  if (names.length === 0) throw new CaError("invalid", "The alternative names are empty (RFC 5280 §4.2.1.6).");
  if (names.length > namesMax) throw new CaError("invalid", `There are more than ${namesMax} alternative names.`);
  return names.map(decodeGeneralName);
}

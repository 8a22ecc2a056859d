import { nameConstraintsOf, subjectAltNameOf } from "../extension";
import { nameConstraintViolations } from "../name-constraints";
import { oid } from "../oid";
import { quote } from "../quote";
import { attempt } from "./certificate-subject";
import { type CertificateRule, issuedByAnother } from "./rule";

export const nameConstraintsHold: CertificateRule = {
  id: "name-constraints-hold",
  source: "RFC 5280 §4.2.1.10, §6.1.3 (b), (c)",
  severity: "error",
  field: "names",
  appliesTo: issuedByAnother,
  check: ({ ancestors, fields, extension }) => {
    const constrained = ancestors.flatMap((ancestor) => ancestor.extension(oid.nameConstraints) ?? []);
    if (constrained.length === 0) return null;
    const encoded = extension(oid.subjectAltName);
    const names = encoded ? attempt(() => subjectAltNameOf(encoded.value)) : [];
    if (!names) return "The names cannot be read, so the issuer’s name constraints cannot be checked.";
    for (const { value } of constrained) {
      const constraints = attempt(() => nameConstraintsOf(value));
      if (!constraints) return "The issuer’s name constraints cannot be read.";
      const [first] = nameConstraintViolations(constraints, fields.subjectDer, names);
      if (first?.kind === "excluded")
        return `The issuer must not certify ${quote(first.name)}: it excludes ${first.constraint}.`;
      if (first) return `The issuer may certify only ${first.constraint}; ${quote(first.name)} is not among them.`;
    }
    return null;
  },
  advice: "Choose names the issuer may certify, or an authority without this constraint.",
};

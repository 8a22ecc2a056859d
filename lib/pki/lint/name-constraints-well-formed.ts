import { nameConstraintsOf } from "../extension";
import { oid } from "../oid";
import { attempt } from "./certificate-subject";
import { countSubtrees } from "./extension-values";
import { authorities, type CertificateRule } from "./rule";

// Both lists absent is forbidden; minimum other than 0 and maximum are not used (RFC 5280 §4.2.1.10).
export const nameConstraintsWellFormed: CertificateRule = {
  id: "name-constraints-well-formed",
  source: "RFC 5280 §4.2.1.10",
  severity: "error",
  field: "nameConstraints",
  appliesTo: authorities,
  check: ({ extension }) => {
    const value = extension(oid.nameConstraints)?.value;
    if (!value) return null;
    if (attempt(() => countSubtrees(value)) === 0) return "nameConstraints are there but constrain nothing.";
    return attempt(() => nameConstraintsOf(value)) ? null : "A name constraint cannot be read.";
  },
  advice: "Enter at least one name or range, or leave the constraints out.",
};

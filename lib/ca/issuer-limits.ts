/** What the chain above forbids: name constraints of every authority in it, and path lengths. */
import type { Finding } from "../errors";
import { type Certificate, extensionOf } from "../pki/certificate";
import type { Der } from "../pki/der";
import { basicConstraintsOf, nameConstraintsOf } from "../pki/extension";
import type { GeneralName } from "../pki/general-name";
import type { Subject } from "../pki/name";
import { nameConstraintViolations } from "../pki/name-constraints";
import { oid } from "../pki/oid";
import { hostName } from "./decide-names";
import type { PolicyInput } from "./policy";

interface Link {
  readonly name: string;
  readonly certificate: Certificate;
}

/** RFC 5280 §4.2.1.10, §6.1.3 (b), (c): each constraint of each authority holds for everything below. */
export function nameConstraintFindings(
  { issuer }: PolicyInput,
  subject: Subject,
  subjectDer: Der,
  names: readonly GeneralName[],
): Finding[] {
  const checked = [...names, ...commonNameAsHost(subject, names)];
  return issuer.chain.flatMap((link) => violationsAt(link, subjectDer, checked));
}

/**
 * Stricter: without a DNS name, OpenSSL holds a CN that looks like a host against the DNS constraints
 * (NAME_CONSTRAINTS_check_CN), so a certificate that ignores them would be refused by most servers.
 */
function commonNameAsHost({ commonName }: Subject, names: readonly GeneralName[]): GeneralName[] {
  if (!commonName || names.some(({ type }) => type === "dns")) return [];
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/i.test(commonName)) return [];
  const host = hostName(commonName);
  return host?.type === "dns" ? [host] : [];
}

function violationsAt({ name, certificate }: Link, subjectDer: Der, names: readonly GeneralName[]): Finding[] {
  const extension = extensionOf(certificate, oid.nameConstraints);
  if (!extension) return [];
  return nameConstraintViolations(nameConstraintsOf(extension.value), subjectDer, [...names]).map((violation) => ({
    rule: "issuer-name-constraints",
    severity: "error",
    field: "names",
    message:
      violation.kind === "excluded"
        ? `“${violation.name}” lies in what the authority “${name}” excludes: ${violation.constraint}.`
        : `“${violation.name}” is outside what the authority “${name}” permits: ${violation.constraint}.`,
    advice: "Ask for a name within the constraints, or use an authority without them.",
    source: "RFC 5280 §4.2.1.10",
  }));
}

/** RFC 5280 §4.2.1.9: how many authorities may still follow below the first of the chain; null for no limit. */
export function levelsLeftBelow(chain: readonly Link[]): { readonly left: number | null; readonly by: string } {
  let left: number | null = null;
  let by = "";
  chain.forEach(({ name, certificate }, depth) => {
    const extension = extensionOf(certificate, oid.basicConstraints);
    const pathLength = extension ? basicConstraintsOf(extension.value).pathLength : null;
    if (pathLength === null) return;
    const here = pathLength - depth;
    if (left === null || here < left) {
      left = here;
      by = name;
    }
  });
  return { left, by };
}

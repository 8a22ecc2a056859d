/** Name constraints (RFC 5280 §4.2.1.10): which names an authority may certify. */
import { type Der, hexFromBytes, readDer } from "./der";
import type { GeneralName } from "./general-name";
import { isInRange, parseCidr, parseIp } from "./ip";
import { formatName, type Name, type NameAttribute, parseName } from "./name";
import { oid } from "./oid";

export { parseGeneralSubtree } from "./name-constraints-text";

export interface GeneralSubtree {
  readonly type: "dns" | "ip" | "email" | "uri" | "directory";
  /** dns: `corp.example`; ip: CIDR; email: `a@b.c`, `b.c` or `.b.c`; uri: `host` or `.domain`; directory: for reading. */
  readonly value: string;
  /** The complete GeneralName; of `directory` only. */
  readonly der?: Der;
}

export interface NameConstraints {
  readonly permitted: readonly GeneralSubtree[];
  readonly excluded: readonly GeneralSubtree[];
}

export interface NameConstraintViolation {
  /** As `formatGeneralName` writes it. */
  readonly name: string;
  /** The subtree that excludes it, or all subtrees of its type that were permitted. */
  readonly constraint: string;
  readonly kind: "excluded" | "not permitted";
}

interface Candidate {
  readonly type: GeneralSubtree["type"];
  readonly value: string;
  /** Of directory names. */
  readonly name?: Name;
}

/**
 * Every name the constraints forbid: those of `names`, the subject itself and e-mail addresses inside the subject.
 * Names of types no subtree speaks of are free. A common name that is a host is the caller's business.
 */
export function nameConstraintViolations(
  constraints: NameConstraints,
  subjectDer: Der,
  names: readonly GeneralName[],
): NameConstraintViolation[] {
  const subject = parseName(subjectDer);
  return [...subjectCandidates(subject), ...names.flatMap(candidateOf)].flatMap((candidate) => {
    const name = `${candidate.type}:${candidate.value}`;
    const sameType = ({ type }: GeneralSubtree) => type === candidate.type;
    const violations: NameConstraintViolation[] = constraints.excluded
      .filter((subtree) => sameType(subtree) && touches(candidate, subtree, "excluded"))
      .map((subtree) => ({ name, constraint: formatSubtree(subtree), kind: "excluded" }));
    const permitted = constraints.permitted.filter(sameType);
    if (permitted.length && !permitted.some((subtree) => touches(candidate, subtree, "permitted"))) {
      violations.push({ name, constraint: permitted.map(formatSubtree).join(", "), kind: "not permitted" });
    }
    return violations;
  });
}

export const formatSubtree = ({ type, value }: GeneralSubtree): string => `${type}:${value}`;

function subjectCandidates(subject: Name): Candidate[] {
  if (subject.length === 0) return [];
  const emails = subject.flat().filter(({ type }) => type === oid.emailAddress);
  return [
    { type: "directory", value: formatName(subject), name: subject },
    ...emails.map(({ value }): Candidate => ({ type: "email", value })),
  ];
}

function candidateOf({ type, value, der }: GeneralName): Candidate[] {
  if (type === "registeredId" || type === "other") return [];
  return [{ type, value, ...(type === "directory" && der ? { name: parseName(readDer(der).content) } : {}) }];
}

type List = "permitted" | "excluded";

/** Whether the name lies in the subtree. What cannot be told (a URI without a host) counts against the name. */
function touches(candidate: Candidate, subtree: GeneralSubtree, list: List): boolean {
  switch (candidate.type) {
    case "dns":
      return dnsTouches(candidate.value, subtree.value, list);
    case "ip":
      return ipTouches(candidate.value, subtree.value);
    case "email":
      return emailTouches(candidate.value, subtree.value);
    case "uri":
      return uriTouches(candidate.value, subtree.value, list);
    case "directory":
      return directoryTouches(candidate.name, subtree);
  }
}

// “Any DNS name that can be constructed by simply adding zero or more labels to the left-hand side.” A leading dot, which
// RFC 5280 does not define here, is read as OpenSSL and Go do: at least one label more.
function dnsTouches(value: string, constraint: string, list: List): boolean {
  const name = withoutFinalDot(value.toLowerCase());
  const base = withoutFinalDot(constraint.toLowerCase());
  if (base === "") return true;
  const isUnder = base.startsWith(".") ? name.endsWith(base) : name === base || name.endsWith(`.${base}`);
  // Stricter: a wildcard that could stand for an excluded name is excluded.
  const couldBecome = list === "excluded" && name.startsWith("*.") && base.slice(base.indexOf(".")) === name.slice(1);
  return isUnder || couldBecome;
}

const withoutFinalDot = (text: string): string => (text.endsWith(".") ? text.slice(0, -1) : text);

function ipTouches(value: string, constraint: string): boolean {
  const range = parseCidr(constraint);
  const address = parseIp(value);
  return range !== null && address !== null && isInRange(range, address);
}

// A particular mailbox, all mailboxes on one host, or (leading dot) all mailboxes in a domain but not on its own host.
function emailTouches(value: string, constraint: string): boolean {
  const at = value.lastIndexOf("@");
  const [local, host] = [value.slice(0, Math.max(0, at)), value.slice(at + 1).toLowerCase()];
  const constraintAt = constraint.lastIndexOf("@");
  if (constraintAt >= 0) {
    return local === constraint.slice(0, constraintAt) && host === constraint.slice(constraintAt + 1).toLowerCase();
  }
  return hostTouches(host, constraint);
}

function hostTouches(host: string, constraint: string): boolean {
  const base = constraint.toLowerCase();
  return base === "" || (base.startsWith(".") ? host.endsWith(base) && host.length > base.length : host === base);
}

const uriHost = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:[\]]+)(?::\d*)?(?:[/?#]|$)/i;

// Applies to the host part; a URI whose host is missing or an address cannot be judged and is refused (RFC 5280 §4.2.1.10).
function uriTouches(value: string, constraint: string, list: List): boolean {
  const host = uriHost.exec(value)?.[1]?.toLowerCase();
  if (host === undefined || parseIp(host)) return list === "excluded";
  return hostTouches(withoutFinalDot(host), constraint);
}

function directoryTouches(name: Name | undefined, subtree: GeneralSubtree): boolean {
  if (!subtree.der) throw new TypeError("A directory subtree is compared by its DER.");
  const base = parseName(readDer(subtree.der).content);
  return name !== undefined && base.length <= name.length && base.every((rdn, at) => sameRdn(rdn, name[at]!));
}

// RFC 5280 §7.1: same attributes, values compared without regard to case and to runs of white space.
function sameRdn(a: readonly NameAttribute[], b: readonly NameAttribute[]): boolean {
  const keys = (rdn: readonly NameAttribute[]) => rdn.map(attributeKey).sort().join();
  return a.length === b.length && keys(a) === keys(b);
}

function attributeKey({ type, value }: NameAttribute): string {
  const folded = value.normalize("NFKC").toLowerCase().trim().replace(/\s+/gu, " ");
  return `${type}=${hexFromBytes(new TextEncoder().encode(folded))}`;
}

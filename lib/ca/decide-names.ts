import type { DecisionLine } from "../contract/certificate";
import { type Finding, isCaError } from "../errors";
import { formatGeneralName, type GeneralName, parseGeneralName } from "../pki/general-name";
import { commonNameOf } from "../pki/name";
import { escapeHidden, quote } from "../pki/quote";
import { admits } from "./name-rule";
import type { PolicyInput, Verdict } from "./policy";
import { type NameType, nameTypes } from "./profile";
import { describeNameRules, isServerUse, nameTypeWords, profileSource } from "./profile-words";

const namesMax = 250;

interface Ruling {
  readonly line: DecisionLine;
  readonly finding?: Finding;
  readonly name?: GeneralName;
}

/** Subject alternative names (RFC 5280 §4.2.1.6), each on a line of its own. */
export function decideNames(input: PolicyInput): Verdict & { readonly granted: readonly GeneralName[] } {
  const seen = new Set<string>();
  const rulings = requestedNames(input).map((text) => rule(text, input, seen));
  const fromCommonName = nameFromCommonName(input);
  if (fromCommonName) rulings.push(fromCommonName);
  const granted = rulings.flatMap(({ name }) => name ?? []);
  const findings = rulings.flatMap(({ finding }) => finding ?? []);
  if (granted.length > namesMax) findings.push(tooMany(granted.length));
  if (findings.length === 0) findings.push(...countFindings(input, granted));
  if (granted.length === 0 && findings.length === 0 && isServerUse(input.profile)) findings.push(serverNeedsName);
  return { lines: rulings.map(({ line }) => line), findings, granted };
}

/** As many names of a type as the profile demands. */
function countFindings({ profile }: PolicyInput, granted: readonly GeneralName[]): Finding[] {
  return nameTypes.flatMap((type) => {
    const wanted = profile.nameCounts[type];
    const count = granted.filter((name) => name.type === type).length;
    if (wanted === "any" || count === 1 || (wanted === "at-least-one" && count > 0)) return [];
    const { singular } = nameTypeWords[type];
    const many = wanted === "exactly-one" ? `exactly one ${singular}` : `at least one ${singular}`;
    return [
      {
        rule: "profile-name-count",
        severity: "error",
        field: "names",
        message: `The profile “${profile.name}” demands ${many}; ${count === 0 ? "none was" : `${count} were`} asked for.`,
        advice: count === 0 ? `Add the ${singular}.` : "Keep one of them.",
        source: profileSource(profile),
      },
    ];
  });
}

function requestedNames({ ask }: PolicyInput): readonly string[] {
  if (ask.names) return ask.names.map((name) => name.trim()).filter((name) => name !== "");
  return (ask.csr?.names ?? []).map(formatGeneralName);
}

function rule(text: string, input: PolicyInput, seen: Set<string>): Ruling {
  let name: GeneralName;
  try {
    name = parseGeneralName(text);
  } catch (error) {
    if (!isCaError(error)) throw error;
    return refused(text, { ruleId: "name-syntax", because: error.detail, source: "RFC 5280 §4.2.1.6" });
  }
  const canonical = formatGeneralName(name);
  if (seen.has(canonical)) {
    return { line: line(text, "", "left-out", "It is in the list already.", "names-no-duplicates") };
  }
  seen.add(canonical);
  return granting(text, name, input) ?? refusedByProfile(text, name, input);
}

function granting(text: string, name: GeneralName, { profile }: PolicyInput): Ruling | null {
  if (!isNameType(name.type)) return null;
  const rules = profile.names[name.type];
  if (rules && !rules.some((one) => admits(one, name))) return null;
  const canonical = formatGeneralName(name);
  if (text === name.value || text === canonical) return { name, line: line(text, canonical, "granted", "", "") };
  const because =
    "Names are written in lower case, internationalised ones as A-labels, addresses in their shortest form.";
  return { name, line: line(text, canonical, "changed", because, "names-canonical") };
}

function refusedByProfile(text: string, name: GeneralName, { profile }: PolicyInput): Ruling {
  if (!isNameType(name.type)) {
    const because = `${quote(text)} is refused: no profile grants names of this type.`;
    return refused(text, { ruleId: "profile-name-type", because, source: profileSource(profile) });
  }
  const rules = profile.names[name.type];
  const { singular, plural } = nameTypeWords[name.type];
  const because =
    rules?.length === 0
      ? `${quote(text)} is refused. The profile “${profile.name}” grants no ${plural === "URIs" ? plural : plural.replace(/^E/, "e")}.`
      : `${quote(text)} is refused. The profile “${profile.name}” does not grant this ${singular}; it grants ${describeNameRules(rules)}.`;
  return refused(text, { ruleId: `profile-names-${name.type}`, because, source: profileSource(profile) });
}

interface Refusal {
  readonly ruleId: string;
  /** A whole sentence that quotes the name. */
  readonly because: string;
  readonly source: string;
}

function refused(text: string, { ruleId, because, source }: Refusal): Ruling {
  return {
    line: line(text, "", "refused", because, ruleId),
    finding: {
      rule: ruleId,
      severity: "error",
      field: "names",
      message: because,
      advice: "Remove or correct the name.",
      source,
    },
  };
}

/**
 * A CSR without subjectAltName for server use: a host name or an address in its CN becomes a name.
 * Clients look at nothing else (RFC 9525 §2), and old tools still write such CSRs.
 */
function nameFromCommonName(input: PolicyInput): Ruling | null {
  const { ask, profile } = input;
  if (ask.names || !ask.csr || ask.csr.names.length > 0 || !isServerUse(profile)) return null;
  const commonName = ask.subject?.commonName ?? commonNameOf(ask.csr.subject);
  const name = commonName ? hostName(commonName) : null;
  if (!name) return null;
  const ruling = granting(name.value, name, input) ?? refusedByProfile(name.value, name, input);
  if (!ruling.name) return ruling;
  const because = "The CSR names a host in its common name only; clients look at the names.";
  return { name, line: line("", formatGeneralName(name), "added", because, "names-from-common-name") };
}

/** The DNS name or address that a CN spells, or null when it spells neither. */
export function hostName(commonName: string): GeneralName | null {
  try {
    const name = parseGeneralName(commonName.trim());
    return name.type === "dns" || name.type === "ip" ? name : null;
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

const isNameType = (type: GeneralName["type"]): type is NameType => (nameTypes as readonly string[]).includes(type);

function line(
  requested: string,
  granted: string,
  change: DecisionLine["change"],
  because: string,
  ruleId: string,
): DecisionLine {
  // What was asked for comes from strangers, and the log and the screen show it.
  return { field: "names", requested: escapeHidden(requested), granted, change, because, rule: ruleId };
}

const serverNeedsName: Finding = {
  rule: "names-required-for-server",
  severity: "error",
  field: "names",
  message:
    "A server certificate needs at least one name: clients compare the host they want with the names, and with nothing else.",
  advice: "Add the DNS name or the address under which clients reach it.",
  source: "RFC 9525 §6.3",
};

const tooMany = (count: number): Finding => ({
  rule: "names-max",
  severity: "error",
  field: "names",
  message: `${count} names were asked for; a certificate carries ${namesMax} at most.`,
  advice: "Split them over several certificates.",
  source: "Countersign",
});

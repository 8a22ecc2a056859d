import type { DecisionLine } from "../contract/certificate";
import { type Finding, isCaError } from "../errors";
import type { CertificationRequest } from "../pki/csr";
import {
  basicConstraintsOf,
  describeExtension,
  type Extension,
  extendedKeyUsageOf,
  keyUsageOf,
} from "../pki/extension";
import { formatGeneralName, type GeneralName } from "../pki/general-name";
import { formatName, type Subject } from "../pki/name";
import { describeOid, oid } from "../pki/oid";
import type { Usage } from "./decide-usage";
import type { Ask, PolicyInput, Verdict } from "./policy";
import { leafExtendedKeyUsages } from "./profile";

/** What the other parts of the decision made of the request. */
interface Decided {
  readonly usage: Usage;
  readonly names: readonly GeneralName[];
  readonly subject: Subject;
}

/** What a CSR asks for beside subject, names and key: each thing on a line, whatever becomes of it. */
export function decideCsr({ ask }: PolicyInput, decided: Decided): Verdict {
  const { csr } = ask;
  if (!csr) return { lines: [], findings: [] };
  const extensions = csr.requestedExtensions.map((extension) => decideExtension(extension, decided.usage));
  const lines = [
    ...overriddenNames(ask, csr, decided.names),
    ...overriddenSubject(ask, csr, decided.subject),
    ...extensions.flatMap(({ lines }) => lines),
    ...attributeLines(csr),
  ];
  return { lines, findings: extensions.flatMap(({ findings }) => findings) };
}

/** Names that were asked for beside the CSR take the place of its own, visibly. */
function overriddenNames(ask: Ask, csr: CertificationRequest, granted: readonly GeneralName[]): DecisionLine[] {
  if (!ask.names) return [];
  const known = new Set([...ask.names.map((name) => name.trim()), ...granted.map(formatGeneralName)].map(lowerCase));
  const because = "The names asked for apply, not the CSR’s.";
  return csr.names
    .filter((name) => !known.has(lowerCase(name.value)) && !known.has(lowerCase(formatGeneralName(name))))
    .map((name) => leftOut(formatGeneralName(name), because, "request-over-csr"));
}

function overriddenSubject(ask: Ask, csr: CertificationRequest, granted: Subject): DecisionLine[] {
  if (!ask.subject) return [];
  const known = new Set<string | undefined>([...Object.values(ask.subject), ...Object.values(granted)]);
  if (csr.subject.flat().every(({ value }) => known.has(value))) return [];
  return [leftOut(formatName(csr.subject), "The subject asked for applies, not the CSR’s.", "request-over-csr")];
}

const lowerCase = (text: string) => text.toLowerCase();

function decideExtension(extension: Extension, granted: Usage): Verdict {
  try {
    return rule(extension, granted);
  } catch (error) {
    if (!isCaError(error)) throw error;
    return dropped(extension, `It cannot be read: ${error.detail}`, "warning");
  }
}

function rule(extension: Extension, granted: Usage): Verdict {
  switch (extension.oid) {
    // Decided name by name.
    case oid.subjectAltName:
      return nothing;
    case oid.basicConstraints:
      return basicConstraintsOf(extension.value).isCa
        ? dropped(
            extension,
            "It asks to be an authority. No profile grants that: the certificate is a leaf.",
            "warning",
          )
        : nothing;
    case oid.keyUsage:
      return usages(extension, keyUsageOf(extension.value), granted.keyUsage);
    case oid.extendedKeyUsage:
      return usages(extension, extendedKeyUsageOf(extension.value).map(purposeName), granted.extendedKeyUsage);
    case oid.subjectKeyIdentifier:
      return dropped(extension, "It is always computed from the key.", null);
    default:
      return dropped(extension, "No profile grants this extension to a certificate.", "warning");
  }
}

/** Names as profiles spell them: id-kp-serverAuth is `serverAuth`. */
function purposeName(dotted: string): string {
  return leafExtendedKeyUsages.find((use) => oid[use] === dotted) ?? describeOid(dotted)?.name ?? dotted;
}

function usages(extension: Extension, asked: readonly string[], granted: readonly string[]): Verdict {
  const refused = asked.filter((usage) => !granted.includes(usage));
  if (refused.length === 0) return nothing;
  const because = `The profile decides on usages; it does not grant ${refused.join(", ")}.`;
  const line: DecisionLine = {
    field: "usage",
    requested: asked.join(", "),
    granted: granted.join(", "),
    change: "changed",
    because,
    rule: "usage-by-profile",
  };
  return { lines: [line], findings: [finding(`${nameOf(extension)}: ${because}`, "info", "usage-by-profile")] };
}

function dropped(extension: Extension, because: string, severity: "warning" | null): Verdict {
  const name = nameOf(extension);
  const text = describeExtension(extension).text.join("; ");
  const line = leftOut(text ? `${name}: ${text}` : name, because, "csr-extension");
  const message = `The CSR asks for ${name}. ${because}`;
  return { lines: [line], findings: severity ? [finding(message, severity, "csr-extension")] : [] };
}

const nameOf = ({ oid: dotted }: Extension) => {
  const known = describeOid(dotted);
  return known ? `${known.name} (${dotted})` : `the extension ${dotted}`;
};

function attributeLines(csr: CertificationRequest): DecisionLine[] {
  return csr.attributes
    .filter(({ oid: dotted }) => dotted !== oid.extensionRequest)
    .map(({ name, text }) => {
      const because = "Attributes of a request do not become part of the certificate.";
      return leftOut(text ? `${name}: ${text}` : name, because, "csr-attribute");
    });
}

const nothing: Verdict = { lines: [], findings: [] };

function leftOut(requested: string, because: string, ruleId: string): DecisionLine {
  return { field: "csr", requested, granted: "", change: "left-out", because, rule: ruleId };
}

function finding(message: string, severity: Finding["severity"], ruleId: string): Finding {
  return { rule: ruleId, severity, field: "csr", message, advice: "", source: "RFC 2986 §3" };
}

import type { DecisionLine } from "../contract/certificate";
import type { Finding } from "../errors";
import { algorithms } from "../pki/algorithm";
import { csrSignatureFindings } from "../pki/csr";
import { keyFindings } from "../pki/spki";
import type { PolicyInput, Verdict } from "./policy";
import { profileSource } from "./profile-words";

/** Whether this key is certified at all: its kind, its strength, its past, and the proof that the requester holds it. */
export function decideKey(input: PolicyInput): Verdict {
  const { key, csr } = input.ask;
  const findings = [
    ...keyFindings(key.spki),
    ...pastFindings(input),
    ...kindFindings(input),
    ...(csr ? csrSignatureFindings(csr) : []),
    ...possessionFindings(input),
  ];
  const first = findings.find(({ severity }) => severity === "error");
  const { label } = key.spki;
  const line: DecisionLine = first
    ? { field: key.field, requested: label, granted: "", change: "refused", because: first.message, rule: first.rule }
    : { field: key.field, requested: label, granted: label, change: "granted", because: "", rule: "" };
  return { lines: [line], findings };
}

function kindFindings({ profile, ask }: PolicyInput): Finding[] {
  const { keyType } = ask.key.spki;
  // Keys we know nothing of are `keyFindings`' business.
  if (!keyType || profile.keyTypes.includes(keyType)) return [];
  const allowed = profile.keyTypes.map((type) => algorithms[type].label).join(", ");
  return [
    {
      rule: "profile-key-type",
      severity: "error",
      field: ask.key.field,
      message: `The profile “${profile.name}” does not allow ${algorithms[keyType].label} keys.`,
      advice: allowed ? `It allows: ${allowed}.` : "",
      source: profileSource(profile),
    },
  ];
}

function pastFindings({ ask: { key } }: PolicyInput): Finding[] {
  const findings: Finding[] = [];
  if (key.isBlocked) {
    findings.push({
      rule: "key-blocked",
      severity: "error",
      field: key.field,
      message: "This key is on the list of compromised keys and is never certified again.",
      advice: "Make a new key.",
      source: "RFC 5280 §5.3.1 (keyCompromise)",
    });
  }
  if (key.isAuthorityKey) {
    findings.push({
      rule: "key-of-authority",
      severity: "error",
      field: key.field,
      message: "This key belongs to an authority of this instance; it signs certificates and nothing else.",
      advice: "Make a key of its own for the certificate.",
      source: "RFC 5280 §4.2.1.3",
    });
  }
  return findings;
}

function possessionFindings({ ask: { key } }: PolicyInput): Finding[] {
  if (key.isSignatureValid !== false) return [];
  return [
    {
      rule: "csr-signature",
      severity: "error",
      field: "csr",
      message:
        "The CSR’s signature does not fit its public key, so it does not prove that the requester holds the private key.",
      advice: "Make the CSR again with the key it is for, and paste all of it.",
      source: "RFC 2986 §3",
    },
  ];
}

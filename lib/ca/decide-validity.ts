import type { DecisionLine } from "../contract/certificate";
import type { Finding } from "../errors";
import type { PolicyInput, Verdict } from "./policy";
import { profileSource } from "./profile-words";

const second = 1_000;
const day = 86_400 * second;
/** So that a client whose clock is a little behind takes a new certificate at once. */
export const backdateSeconds = 60;

interface Period {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Validity in whole seconds, both ends included (RFC 5280 §4.1.2.5): n days end one second before the nth day is over. */
export function decideValidity(input: PolicyInput): Verdict & { readonly granted: Period | null } {
  const { issuer, now } = input;
  const issuing = issuer.chain[0]!.certificate;
  const notBefore = new Date(Math.max(wholeSecond(now) - backdateSeconds * second, issuing.notBefore.getTime()));
  const wanted = wantedEnd(input, notBefore);
  const requested = describeRequest(input);
  const limit = daysAfter(notBefore, input.profile.validityDaysMax);
  const finding = periodFinding(wanted, limit, input);
  if (finding) {
    const line: DecisionLine = {
      field: "validity",
      requested,
      granted: "",
      change: "refused",
      because: finding.message,
      rule: finding.rule,
    };
    // The preview still shows what the certificate would look like at most.
    const notAfter = new Date(Math.min(limit.getTime(), issuing.notAfter.getTime()));
    return { lines: [line], findings: [finding], granted: notAfter > notBefore ? { notBefore, notAfter } : null };
  }
  if (wanted > issuing.notAfter) return shortened(input, { requested, notBefore, notAfter: issuing.notAfter, wanted });
  const line = granted(requested, { notBefore, notAfter: wanted });
  return { lines: [line], findings: [], granted: { notBefore, notAfter: wanted } };
}

function wantedEnd({ ask, profile }: PolicyInput, notBefore: Date): Date {
  switch (ask.validity.kind) {
    case "default":
      return daysAfter(notBefore, profile.validityDaysDefault);
    case "days":
      return daysAfter(notBefore, ask.validity.days);
    case "until":
      return new Date(wholeSecond(new Date(ask.validity.notAfter)));
  }
}

function describeRequest({ ask, profile }: PolicyInput): string {
  switch (ask.validity.kind) {
    case "default":
      return `the profile’s default, ${days(profile.validityDaysDefault)}`;
    case "days":
      return days(ask.validity.days);
    case "until":
      return `until ${iso(new Date(ask.validity.notAfter))}`;
  }
}

function periodFinding(wanted: Date, limit: Date, { profile, now }: PolicyInput): Finding | null {
  if (Number.isNaN(wanted.getTime()) || wanted <= now) {
    return {
      rule: "validity-in-future",
      severity: "error",
      field: "validity",
      message: "The certificate would have ended before it begins.",
      advice: "Choose an end in the future.",
      source: "RFC 5280 §4.1.2.5",
    };
  }
  if (wanted <= limit) return null;
  return {
    rule: "profile-validity-max",
    severity: "error",
    field: "validity",
    message: `The profile “${profile.name}” allows ${days(profile.validityDaysMax)} at most.`,
    advice: `Ask for ${days(profile.validityDaysMax)} or less: ${iso(limit)} is the latest end.`,
    source: profileSource(profile),
  };
}

function shortened(
  { issuer }: PolicyInput,
  at: Period & { readonly requested: string; readonly wanted: Date },
): Verdict & { readonly granted: Period | null } {
  const rule = "validity-within-issuer";
  const because = `“${issuer.name}” itself ends on ${iso(at.notAfter)}, and no certificate outlives its issuer.`;
  const line: DecisionLine = { ...granted(at.requested, at), change: "changed", because, rule };
  const finding: Finding = {
    rule,
    severity: "warning",
    field: "validity",
    message: `Shortened: it ends on ${iso(at.notAfter)} and not on ${iso(at.wanted)}. ${because}`,
    advice: "Make a new issuing authority in good time.",
    source: "RFC 5280 §6.1.3",
  };
  return { lines: [line], findings: [finding], granted: at.notAfter > at.notBefore ? at : null };
}

function granted(requested: string, { notBefore, notAfter }: Period): DecisionLine {
  return {
    field: "validity",
    requested,
    granted: `${iso(notBefore)} to ${iso(notAfter)}`,
    change: "granted",
    because: "",
    rule: "",
  };
}

export const wholeSecond = (at: Date): number => Math.floor(at.getTime() / second) * second;
const daysAfter = (from: Date, count: number) => new Date(from.getTime() + count * day - second);
const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);
const iso = (at: Date) => (Number.isNaN(at.getTime()) ? "no time" : `${at.toISOString().slice(0, 19)}Z`);

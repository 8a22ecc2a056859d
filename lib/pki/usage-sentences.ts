/** Who may use a certificate and for what, in sentences: what its extensions tell the programs that check it. */
import { isCaError } from "../errors";
import { type Certificate, extensionOf } from "./certificate";
import type { Der } from "./der";
import { basicConstraintsOf, extendedKeyUsageOf, keyUsageOf, nameConstraintsOf, subjectAltNameOf } from "./extension";
import type { GeneralName } from "./general-name";
import { formatName } from "./name";
import { formatSubtree } from "./name-constraints";
import { describeOid, oid } from "./oid";
import { escapeHidden } from "./quote";

export interface UsageSentence {
  readonly isAllowed: boolean;
  readonly text: string;
  readonly source: string;
}

const purposeSource = "RFC 5280 §4.2.1.12";

export function usageSentences(certificate: Certificate): UsageSentence[] {
  const constraints = read(certificate, oid.basicConstraints, basicConstraintsOf);
  const names = read(certificate, oid.subjectAltName, subjectAltNameOf) ?? [];
  if (constraints?.isCa) return authoritySentences(certificate, constraints.pathLength);
  const purposes = extensionOf(certificate, oid.extendedKeyUsage)
    ? (read(certificate, oid.extendedKeyUsage, extendedKeyUsageOf) ?? [])
    : null;
  const keyUsage = read(certificate, oid.keyUsage, keyUsageOf);
  const sentences =
    purposes === null ? [unlimited] : purposes.map((purpose) => purposeSentence(purpose, certificate, names));
  if (purposes !== null) sentences.push(...refusals(purposes));
  if (keyUsage && !keyUsage.includes("digitalSignature") && !keyUsage.includes("keyAgreement")) {
    sentences.push({
      isAllowed: false,
      text: "Its key may not sign, so it does not work in TLS 1.3.",
      source: "RFC 8446 §4.4.2.2",
    });
  }
  sentences.push({
    isAllowed: false,
    text: "Nobody accepts certificates signed with its key: it is not an authority.",
    source: "RFC 5280 §4.2.1.9",
  });
  return sentences;
}

const unlimited: UsageSentence = {
  isAllowed: true,
  text: "It names no purpose, so programs take it for any that its key usage allows; many TLS clients want the purpose named.",
  source: purposeSource,
};

function purposeSentence(purpose: string, { subject }: Certificate, names: readonly GeneralName[]): UsageSentence {
  const say = (text: string) => ({ isAllowed: true, text: escapeHidden(text), source: purposeSource });
  const hosts = listed(names.filter(({ type }) => type === "dns" || type === "ip"));
  const mailboxes = listed(names.filter(({ type }) => type === "email"));
  switch (purpose) {
    case oid.serverAuth:
      return say(
        hosts
          ? `A TLS server may present it. Clients accept it when they connect to ${hosts}.`
          : "A TLS server may present it, but it names no host, so clients refuse it.",
      );
    case oid.clientAuth:
      return say(
        `A TLS client may sign in with it. Servers see ${listed(names) || formatName(subject) || "no name at all"}.`,
      );
    case oid.emailProtection:
      return say(
        mailboxes
          ? `Mail from and to ${mailboxes} may be signed and encrypted with it.`
          : "It may protect mail, but it names no mailbox, so mail programs refuse it.",
      );
    case oid.codeSigning:
      return say("Programs may be signed with it.");
    case oid.timeStamping:
      return say("A time-stamping service may answer with it.");
    case oid.ocspSigning:
      return say("It may answer for its issuer which certificates are revoked.");
    case oid.anyExtendedKeyUsage:
      return say("It may be used for any purpose.");
    default:
      return say(`It may be used for ${describeOid(purpose)?.name ?? `the purpose ${purpose}`}.`);
  }
}

function refusals(purposes: readonly string[]): UsageSentence[] {
  if (purposes.includes(oid.anyExtendedKeyUsage)) return [];
  const missing = [
    [oid.serverAuth, "No TLS client accepts it from a server."],
    [oid.clientAuth, "No TLS server accepts it from a client."],
  ] as const;
  return missing
    .filter(([purpose]) => !purposes.includes(purpose))
    .map(([, text]) => ({ isAllowed: false, text, source: purposeSource }));
}

function authoritySentences(certificate: Certificate, pathLength: number | null): UsageSentence[] {
  const say = (text: string, source: string) => ({ isAllowed: true, text: escapeHidden(text), source });
  const usage = read(certificate, oid.keyUsage, keyUsageOf);
  const constraints = read(certificate, oid.nameConstraints, nameConstraintsOf);
  const sentences: UsageSentence[] = [];
  if (!usage || usage.includes("keyCertSign"))
    sentences.push(say("It signs certificates; whoever trusts it trusts those.", "RFC 5280 §4.2.1.3"));
  if (!usage || usage.includes("cRLSign"))
    sentences.push(say("It signs the CRLs that say which of them are revoked.", "RFC 5280 §4.2.1.3"));
  if (pathLength !== null) {
    const text =
      pathLength === 0
        ? "No authority may stand below it."
        : `At most ${pathLength} levels of authorities may stand below it.`;
    sentences.push({ ...say(text, "RFC 5280 §4.2.1.9"), isAllowed: false });
  }
  const source = "RFC 5280 §4.2.1.10";
  if (constraints?.permitted.length)
    sentences.push(say(`It may certify only names in ${constraints.permitted.map(formatSubtree).join(", ")}.`, source));
  if (constraints?.excluded.length) {
    sentences.push({
      ...say(`It may not certify names in ${constraints.excluded.map(formatSubtree).join(", ")}.`, source),
      isAllowed: false,
    });
  }
  return sentences;
}

const namesShown = 6;

function listed(names: readonly GeneralName[]): string {
  const shown = names
    .slice(0, namesShown)
    .map(({ value }) => value)
    .join(", ");
  return names.length > namesShown ? `${shown} and ${names.length - namesShown} more names` : shown;
}

function read<T>(certificate: Certificate, id: string, decode: (value: Der) => T): T | null {
  const extension = extensionOf(certificate, id);
  try {
    return extension ? decode(extension.value) : null;
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

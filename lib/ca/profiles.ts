import type { ProfileDto } from "../contract/profile";
import { algorithms, keyTypes } from "../pki/algorithm";
import { type SubjectField, subjectFields } from "../pki/name";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import type { Ports } from "./ports";
import { nameTypes, type Profile, type SubjectRule } from "./profile";
import { describeNameRules, fieldWords, nameTypeWords } from "./profile-words";

export async function listProfiles(ports: Ports, actor: Actor): Promise<readonly ProfileDto[]> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  const profiles = await ports.store.profiles.list();
  return profiles.map((profile) => ({ ...profile, sentences: profileSentences(profile) }));
}

/** A profile in the order a person asks: what for, for whom, which names, which keys, how long, where it is checked. */
export function profileSentences(profile: Profile): string[] {
  return [
    `Certificates are for ${purpose(profile)}.`,
    ...subjectSentences(profile),
    ...nameTypes.map((type) => `${nameTypeWords[type].plural}: ${describeNameRules(profile.names[type])}.`),
    keySentence(profile),
    `Valid for ${profile.validityDaysDefault} days unless asked otherwise, ${profile.validityDaysMax} days at most.`,
    checkedSentence(profile),
  ];
}

function purpose({ extendedKeyUsage }: Profile): string {
  const server = extendedKeyUsage.includes("serverAuth");
  const client = extendedKeyUsage.includes("clientAuth");
  if (server && client) return "TLS servers and clients";
  return server ? "TLS servers" : client ? "TLS clients" : "signatures only";
}

const subjectRules: readonly (readonly [SubjectRule, string])[] = [
  ["require", "must say"],
  ["allow", "may say"],
  ["deny", "never says"],
];

function subjectSentences({ subject }: Profile): string[] {
  return subjectRules.flatMap(([rule, verb]) => {
    const fields = subjectFields.filter((field: SubjectField) => subject[field] === rule);
    if (fields.length === 0) return [];
    if (fields.length === subjectFields.length) return [`The subject ${verb} anything.`];
    return [`The subject ${verb}: ${fields.map((field) => fieldWords[field]).join(", ")}.`];
  });
}

function keySentence(profile: Profile): string {
  const keys =
    profile.keyTypes.length === keyTypes.length
      ? "any key type"
      : profile.keyTypes.map((type) => algorithms[type].label).join(", ");
  const transport = profile.keyUsage.includes("keyEncipherment") ? "; keyEncipherment is granted to RSA keys only" : "";
  return `Keys: ${keys}${transport}.`;
}

function checkedSentence(profile: Profile): string {
  const written = [
    profile.hasCrlDistributionPoint && "its CRL",
    profile.hasAuthorityInformationAccess && "its own certificate",
  ].filter(Boolean);
  if (written.length === 0) return "Certificates do not say where they can be checked.";
  return `Certificates say where the authority publishes ${written.join(" and ")}.`;
}

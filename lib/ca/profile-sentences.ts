import type { ProfileDto } from "../contract/profile";
import { algorithms, keyTypes } from "../pki/algorithm";
import { type SubjectField, subjectFields } from "../pki/name";
import type { StoredProfile } from "./ports";
import { type NameCount, type NameType, nameTypes, type Profile, type SubjectRule } from "./profile";
import { kinds } from "./profile-kind";
import { describeNameRules, fieldWords, nameTypeWords } from "./profile-words";

export function profileDto({ archivedAt, ...profile }: StoredProfile): ProfileDto {
  return { ...profile, sentences: profileSentences(profile), isArchived: archivedAt !== null };
}

/** A profile in the order a person asks: what for, for whom, which names, which keys, how long, where it is checked. */
export function profileSentences(profile: Profile): string[] {
  return [
    `Certificates are for ${kinds[profile.kind].purpose}.`,
    ...subjectSentences(profile),
    ...nameTypes.map((type) => nameSentence(profile, type)),
    keySentence(profile),
    `Valid for ${days(profile.validityDaysDefault)} unless asked otherwise, ${days(profile.validityDaysMax)} at most.`,
    checkedSentence(profile),
  ];
}

/** The same with what people call it, for the difference between versions. */
export const namedSentences = (profile: Profile): string[] => [
  `It is called “${profile.name}”.`,
  ...(profile.description ? [`It is described as: ${profile.description}`] : []),
  ...profileSentences(profile),
];

const counts: Readonly<Record<NameCount, string>> = {
  any: "",
  "at-least-one": "at least one, ",
  "exactly-one": "exactly one, ",
};

const nameSentence = ({ names, nameCounts }: Profile, type: NameType) =>
  `${nameTypeWords[type].plural}: ${counts[nameCounts[type]]}${describeNameRules(names[type])}.`;

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

const ofOneFamily = [
  ["keyEncipherment", "RSA"],
  ["keyAgreement", "ECDSA"],
] as const;

function keySentence(profile: Profile): string {
  const keys =
    profile.keyTypes.length === keyTypes.length
      ? "any key type"
      : profile.keyTypes.map((type) => algorithms[type].label).join(", ");
  const granted = ofOneFamily.filter(([usage]) => profile.keyUsage.includes(usage));
  return `Keys: ${[keys, ...granted.map(([usage, family]) => `${usage} is granted to ${family} keys only`)].join("; ")}.`;
}

function checkedSentence(profile: Profile): string {
  const written = [
    profile.hasCrlDistributionPoint && "its CRL",
    profile.hasAuthorityInformationAccess && "its own certificate",
  ].filter(Boolean);
  if (written.length === 0) return "Certificates do not say where they can be checked.";
  return `Certificates say where the authority publishes ${written.join(" and ")}.`;
}

const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

/** Distinguished names (RFC 5280 §4.1.2.4). */

/** The subject fields a person can fill in, in the order we encode them (most significant first). */
export const subjectFields = [
  "country",
  "stateOrProvince",
  "locality",
  "organization",
  "organizationalUnit",
  "commonName",
  "serialNumber",
] as const;
export type SubjectField = (typeof subjectFields)[number];
export type Subject = Readonly<Partial<Record<SubjectField, string>>>;

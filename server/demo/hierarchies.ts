/** Three hierarchies with different ideas: a company’s, one for devices it builds, one for a lab. */
import type { Actor } from "../../lib/ca/actor";
import type { Application } from "../../lib/contract/application";
import { type AuthoritySpec, noNameConstraints } from "../../lib/contract/authority";
import type { SetupInput } from "../../lib/contract/setup";

/** The authorities that certificates are asked of, by what the story calls them. */
export interface Authorities {
  readonly servers: string;
  readonly people: string;
  readonly lineOne: string;
  readonly lineTwo: string;
  readonly lab: string;
}

export const company = "Corp Example";
const corporate = { country: "DE", organization: company } as const;

export const firstHierarchy = (validationUrl: string): SetupInput["hierarchy"] => ({
  subject: corporate,
  rootName: "Corp Root",
  issuingName: "Corp Servers",
  keyType: "ec-p384",
  rootValidityYears: 15,
  issuingValidityYears: 5,
  rootPathLength: 1,
  nameConstraints: noNameConstraints,
  validationUrl,
});

interface Establishing {
  readonly validationUrl: string;
  readonly firstRootId: string;
  readonly serversId: string;
}

export async function establishHierarchies(
  application: Application,
  administrator: Actor,
  { validationUrl, firstRootId, serversId }: Establishing,
): Promise<Authorities> {
  const spec = (change: Partial<AuthoritySpec> & Pick<AuthoritySpec, "subject" | "keyType">): AuthoritySpec => ({
    validityYears: 5,
    pathLength: 0,
    nameConstraints: noNameConstraints,
    validationUrl,
    ...change,
  });
  const root = (change: Parameters<typeof spec>[0]) =>
    application.createRoot(administrator, spec({ validityYears: 15, pathLength: 1, ...change }));
  const issuing = async (parentId: string, change: Parameters<typeof spec>[0]) =>
    (await application.createIssuing(administrator, { ...spec(change), parentId })).id;

  const people = await issuing(firstRootId, {
    subject: { ...corporate, commonName: "Corp People" },
    keyType: "rsa-3072",
  });
  const meridian = { country: "DE", organization: "Meridian Devices" };
  const devices = await root({
    subject: { ...meridian, commonName: "Meridian Root" },
    keyType: "ec-p256",
    validityYears: 25,
  });
  const line = (name: string) =>
    issuing(devices.id, { subject: { ...meridian, commonName: name }, keyType: "ec-p256", validityYears: 12 });
  const lineOne = await line("Meridian Line 1");
  const lineTwo = await line("Meridian Line 2");
  const labRoot = await root({
    subject: { organization: "Corp Lab", commonName: "Lab Root" },
    keyType: "ed25519",
    validityYears: 8,
  });
  const lab = await issuing(labRoot.id, {
    subject: { organization: "Corp Lab", commonName: "Lab Issuing" },
    keyType: "ed25519",
    validityYears: 3,
    nameConstraints: {
      ...noNameConstraints,
      permitted: { ...noNameConstraints.permitted, dns: ["lab.internal"], ip: ["10.40.0.0/16"] },
    },
  });
  await application.updateAuthority(administrator, { authorityId: lab, validationUrl, crlLifeHours: 48 });
  for (const authorityId of [lineOne, lineTwo]) {
    await application.updateAuthority(administrator, { authorityId, validationUrl, crlLifeHours: 30 * 24 });
  }
  return { servers: serversId, people, lineOne, lineTwo, lab };
}

/** Who works here: invited by the first administrator, each with a password of this start. */
import { randomBytes } from "node:crypto";
import type { Actor, Role } from "../../lib/ca/actor";
import { everywhere, type Scope } from "../../lib/ca/grant";
import type { Application } from "../../lib/contract/application";

export interface Person {
  readonly actor: Actor;
  /** Null: never used the invitation. */
  readonly password: string | null;
}

export const addresses = { office: "10.20.4.17", home: "198.51.100.23", travel: "2001:db8:51::8" } as const;

export const firstAdministrator = "ada@corp.example";

interface Granted extends Scope {
  readonly role: Role;
}

interface Invited {
  readonly email: string;
  readonly role: Role;
  readonly hasAccepted: boolean;
}

const invited: readonly Invited[] = [
  { email: "grace@corp.example", role: "administrator", hasAccepted: true },
  { email: "omar@corp.example", role: "operator", hasAccepted: true },
  { email: "linus@corp.example", role: "operator", hasAccepted: true },
  { email: "vera@corp.example", role: "auditor", hasAccepted: true },
  { email: "remy@corp.example", role: "requester", hasAccepted: true },
  { email: "noor@corp.example", role: "requester", hasAccepted: true },
  { email: "tom@corp.example", role: "operator", hasAccepted: true },
  { email: "ivy@corp.example", role: "auditor", hasAccepted: false },
];

export const newPassword = () => randomBytes(12).toString("base64url");

export const actorOf = (id: string, email: string, { role, ...scope }: Granted): Actor => ({
  kind: "user",
  id,
  name: email,
  grants: [{ role, ...scope }],
  door: "console",
  address: addresses.office,
});

/** By e-mail address. */
export type People = Map<string, Person>;

export async function invitePeople(application: Application, administrator: Person): Promise<People> {
  const people: People = new Map([[administrator.actor.name, administrator]]);
  for (const { email, role, hasAccepted } of invited) {
    const person = await invite(application, administrator.actor, { email, role, hasAccepted, ...everywhere });
    people.set(email, person);
  }
  return people;
}

/** Who runs the lab, and nothing else. */
export const labOperator = "lena@corp.example";

export async function inviteLabOperator(application: Application, people: People, labId: string): Promise<void> {
  const administrator = people.get(firstAdministrator)!.actor;
  const granted = { role: "operator", authorityIds: [labId], profileIds: null } as const;
  people.set(
    labOperator,
    await invite(application, administrator, { email: labOperator, hasAccepted: true, ...granted }),
  );
}

async function invite(
  application: Application,
  administrator: Actor,
  { email, hasAccepted, ...granted }: Invited & Granted,
): Promise<Person> {
  const { user, link } = await application.createUser(administrator, { email, ...granted });
  const password = hasAccepted ? newPassword() : null;
  if (password) {
    const token = link.path.slice(link.path.lastIndexOf("/") + 1);
    await application.setPassword({ token, password }, addresses.office);
  }
  return { actor: actorOf(user.id, email, granted), password };
}

/** One of each role, for whoever looks around, and one whose grant is limited. */
export function signInLines(people: People): string[] {
  const one = (email: string) => `${email} ${people.get(email)!.password}`;
  return [
    `sign-in administrator ${one(firstAdministrator)}`,
    `sign-in operator ${one("omar@corp.example")}`,
    `sign-in auditor ${one("vera@corp.example")}`,
    `sign-in requester ${one("remy@corp.example")}`,
    `And an operator of the lab alone: ${one(labOperator)}`,
  ];
}

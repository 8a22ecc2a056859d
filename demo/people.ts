/** Who works here: invited by the first administrator, each with a password of this start. */
import { randomBytes } from "node:crypto";
import type { Actor, Role } from "../lib/ca/actor";
import type { Application } from "../lib/contract/application";

export interface Person {
  readonly actor: Actor;
  /** Null: never used the invitation. */
  readonly password: string | null;
}

export const addresses = { office: "10.20.4.17", home: "198.51.100.23", travel: "2001:db8:51::8" } as const;

export const firstAdministrator = "ada@corp.example";

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

export const actorOf = (id: string, email: string, role: Role): Actor => ({
  kind: "user",
  id,
  name: email,
  role,
  door: "console",
  address: addresses.office,
});

/** By e-mail address. */
export type People = ReadonlyMap<string, Person>;

export async function invitePeople(application: Application, administrator: Person): Promise<People> {
  const people = new Map([[administrator.actor.name, administrator]]);
  for (const { email, role, hasAccepted } of invited) {
    const { user, link } = await application.createUser(administrator.actor, { email, role });
    const password = hasAccepted ? newPassword() : null;
    if (password) {
      const token = link.path.slice(link.path.lastIndexOf("/") + 1);
      await application.setPassword({ token, password }, addresses.office);
    }
    people.set(email, { actor: actorOf(user.id, email, role), password });
  }
  return people;
}

/** One of each role, for whoever looks around. */
export const signInLines = (people: People): string[] =>
  [firstAdministrator, "omar@corp.example", "vera@corp.example", "remy@corp.example"].map((email) => {
    const { actor, password } = people.get(email)!;
    return `sign-in ${actor.role} ${email} ${password}`;
  });

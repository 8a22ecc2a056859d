import type { Actor } from "../../lib/ca/actor";
import type { Application } from "../../lib/contract/application";
import type { Authorities } from "./hierarchies";
import type { Past } from "./past-ports";
import type { People } from "./people";

/** What there is once the instance is set up. */
export interface World {
  readonly past: Past;
  readonly application: Application;
  readonly people: People;
  readonly authorities: Authorities;
  /** The company’s own profiles, by what the story calls them. */
  readonly profileIds: Map<string, string>;
}

export function actorIn({ people }: World, email: string): Actor {
  const person = people.get(email);
  if (!person) throw new TypeError(`Nobody is called ${email}.`);
  return person.actor;
}

/** Fills an empty instance with the year that ends now, through the use cases, in the order of the story. */

import type { Actor } from "../../lib/ca/actor";
import { createApplication } from "../../lib/ca/application";
import { everywhere } from "../../lib/ca/grant";
import type { Instance } from "../../lib/compose";
import { calendar, day, hour } from "./calendar";
import { type Chapter, chaptersOf } from "./chapters";
import { company, establishHierarchies, firstHierarchy } from "./hierarchies";
import { type Past, pastPorts } from "./past-ports";
import {
  actorOf,
  addresses,
  firstAdministrator,
  inviteLabOperator,
  invitePeople,
  newPassword,
  signInLines,
} from "./people";
import { perform } from "./perform";
import { planYear } from "./plan";
import { requestChapters } from "./requests";
import { seeded } from "./seeded";
import type { Step } from "./step";
import type { World } from "./world";

interface Filling {
  /** Stops it. */
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

export async function fill({ ports }: Instance, { signal, report }: Filling): Promise<void> {
  const random = seeded(20_26);
  const year = calendar(ports.clock(), random);
  report("A year of certificates is being issued for you to look at; this takes half a minute.");
  const past = pastPorts(ports, new Date(year.beginning));
  const world = await begin(past);
  const steps = planYear(year, random);
  for (const moment of moments(steps, [...chaptersOf(year), ...requestChapters(year)], year.end - 2 * day)) {
    signal.throwIfAborted();
    past.moveTo(new Date(moment.at));
    await moment.happen(world);
  }
  for (const line of signInLines(world.people)) report(line);
}

/** The first day: set up as on the screen, everybody invited, everything else established. */
async function begin(past: Past): Promise<World> {
  const { ports } = past;
  const application = createApplication(ports);
  const { validationUrl, setupToken } = ports;
  const setup: Actor = { kind: "setup", id: "", name: "setup", grants: [], door: "console", address: addresses.office };
  const password = newPassword();
  const made = await application.setUp(setup, {
    token: setupToken,
    administrator: { email: firstAdministrator, password },
    hierarchy: firstHierarchy(validationUrl),
  });
  const user = await ports.store.users.findByEmail(firstAdministrator);
  const administrator = actorOf(user!.id, firstAdministrator, { role: "administrator", ...everywhere });
  const people = await invitePeople(application, { actor: administrator, password });
  const { settings } = await application.settings(administrator);
  await application.updateSettings(administrator, { ...settings, instanceName: company });
  const authorities = await establishHierarchies(application, administrator, {
    validationUrl,
    firstRootId: made.root.id,
    serversId: made.issuing.id,
  });
  await inviteLabOperator(application, people, authorities.lab);
  return { past, application, people, authorities, profileIds: new Map() };
}

interface Moment {
  readonly at: number;
  happen(world: World): Promise<unknown>;
}

const atOnceMax = 16;
const recently = 30 * day;

/**
 * In order of time. What is near in time happens at once, which is quicker: within a shift, and long ago within a day
 * and a night. Each host, person or thing still has its steps one after the other, and lately every step its own moment.
 */
function* moments(steps: readonly Step[], chapters: readonly Chapter[], lately: number): Generator<Moment> {
  const rest = [...chapters].sort((one, other) => one.at - other.at);
  let together: Step[] = [];
  const gathered = (): Moment => {
    const now = together;
    together = [];
    return { at: now[0]!.at, happen: (world) => performTogether(world, now) };
  };
  for (const step of steps) {
    const first = together[0];
    const spread = step.at < lately - recently ? 36 * hour : 8 * hour;
    const fits =
      first !== undefined &&
      together.length < atOnceMax &&
      step.at < lately &&
      step.at - first.at < spread &&
      step.at < (rest[0]?.at ?? Number.POSITIVE_INFINITY);
    if (first && !fits) yield gathered();
    while (rest[0] && rest[0].at <= step.at) yield happening(rest.shift()!);
    together.push(step);
  }
  if (together.length) yield gathered();
  for (const chapter of rest) yield happening(chapter);
}

function performTogether(world: World, steps: readonly Step[]): Promise<unknown> {
  world.past.remember();
  const subjects = [...new Set(steps.map(({ subject }) => subject))];
  return Promise.all(
    subjects.map(async (one) => {
      for (const step of steps) if (step.subject === one) await perform(world, step);
    }),
  );
}

const happening = ({ at, run }: Chapter): Moment => ({
  at,
  happen(world) {
    world.past.forget();
    return run(world);
  },
});

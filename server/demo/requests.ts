/** What requesters ask for: most of it granted long ago, some refused, some still waiting. */
import type { Calendar } from "./calendar";
import type { Chapter } from "./chapters";
import { wish } from "./life";
import { newKey } from "./perform";
import { actorIn, type World } from "./world";

type Outcome = "collected" | "approved" | "withdrawn" | "waiting" | { readonly refused: string };

interface Asked {
  readonly days: number;
  readonly by: string;
  readonly name: string;
  readonly profile?: "server" | "client";
  readonly note: string;
  readonly outcome: Outcome;
}

const [remy, noor] = ["remy@corp.example", "noor@corp.example"] as const;

const asked: readonly Asked[] = [
  {
    days: 240,
    by: remy,
    name: "promo.corp.example",
    note: "Landing page of the autumn campaign.",
    outcome: "collected",
  },
  { days: 268, by: noor, name: "survey.corp.example", note: "", outcome: "collected" },
  {
    days: 292,
    by: remy,
    name: "*.corp.example",
    note: "So that I need not ask again.",
    outcome: { refused: "A wildcard for everything is too much. Ask for the hosts you run." },
  },
  { days: 293, by: remy, name: "promo.staging.corp.example", note: "For tests of the campaign.", outcome: "collected" },
  { days: 310, by: noor, name: "events-import", profile: "client", note: "Nightly import.", outcome: "collected" },
  { days: 331, by: noor, name: "events-import-2", profile: "client", note: "", outcome: "withdrawn" },
  {
    days: 349,
    by: noor,
    name: "payroll.corp.example",
    note: "We would like to show payslips in the survey tool.",
    outcome: { refused: "This host belongs to People and pay; have them ask." },
  },
  {
    days: 362,
    by: remy,
    name: "winter.corp.example",
    note: "Landing page of the winter campaign.",
    outcome: "approved",
  },
  { days: 363, by: remy, name: "winter.staging.corp.example", note: "For tests of it.", outcome: "waiting" },
  { days: 364, by: noor, name: "kiosk-lobby", profile: "client", note: "Replaces the tablet.", outcome: "waiting" },
  { days: 365, by: noor, name: "feedback.corp.example", note: "The survey tool moves there.", outcome: "waiting" },
];

const hour = 3_600_000;

export function requestChapters({ atWork, end }: Calendar): readonly Chapter[] {
  return asked.flatMap((one): Chapter[] => {
    const at = atWork(one.days);
    let requestId = "";
    const ask = async (world: World) => {
      requestId = await request(world, one);
    };
    const settle = (world: World) => decide(world, one, requestId);
    if (one.outcome === "waiting") return [{ at, run: ask }];
    return [
      { at, run: ask },
      { at: Math.min(at + 2 * hour, end), run: settle },
    ];
  });
}

async function request(world: World, { by, name, note, profile = "server" }: Asked): Promise<string> {
  const names = profile === "server" ? [name] : [`${name}.clients.corp.example`];
  const key = await newKey(wish({ authority: "servers", profile, names, by }));
  const made = await world.application.createRequest(actorIn(world, by), {
    authorityId: world.authorities.servers,
    profileId: profile,
    subject: name.startsWith("*") ? {} : { commonName: name },
    names,
    validity: { kind: "default" },
    key,
    owner: by,
    tags: [],
    note,
  });
  return made.id;
}

async function decide(world: World, { by, outcome }: Asked, requestId: string): Promise<void> {
  const { application } = world;
  const operator = actorIn(world, "omar@corp.example");
  const requester = actorIn(world, by);
  if (outcome === "waiting") return;
  if (outcome === "withdrawn") await application.withdrawRequest(requester, { requestId });
  else if (typeof outcome === "object") {
    await application.refuseRequest(operator, { requestId, reason: outcome.refused });
  } else {
    await application.approveRequest(operator, { requestId });
    if (outcome === "collected") await application.collectRequest(requester, { requestId });
  }
}

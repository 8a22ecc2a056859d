/** What happens in the year besides certificates: people come and go, profiles change, many are handled at once. */

import type { ProfileDraft } from "../../lib/ca/profile";
import { runBulk } from "../../lib/ca/run-bulk";
import type { BulkActInput } from "../../lib/contract/bulk";
import type { CertificateView } from "../../lib/contract/certificate-search";
import type { Calendar } from "./calendar";
import { addresses, labOperator } from "./people";
import { lineTwoEnds } from "./plan-devices";
import { webProfileSince } from "./plan-services";
import { expectRefusal, publishDue } from "./routine";
import { actorIn, type World } from "./world";

export interface Chapter {
  readonly at: number;
  run(world: World): Promise<unknown>;
}

const [ada, omar, linus, vera] = ["ada@corp.example", "omar@corp.example", "linus@corp.example", "vera@corp.example"];

export function chaptersOf({ atWork, atNight, end }: Calendar): readonly Chapter[] {
  const at = (days: number, run: Chapter["run"]): Chapter => ({ at: atWork(days), run });
  const weeks = Array.from({ length: 52 }, (_, week) => ({ at: atNight(week * 7 + 5), run: publishDue }));
  return [
    ...weeks,
    at(4, keepViews),
    at(webProfileSince - 2, makeWebProfile),
    at(200, (world) => changeProfile(world, "web", { validityDaysDefault: 60, validityDaysMax: 90 })),
    at(30, makeApplianceProfile),
    at(250, (world) =>
      world.application.archiveProfile(actorIn(world, ada!), { profileId: world.profileIds.get("appliance")! }),
    ),
    at(lineTwoEnds + 2, (world) =>
      world.application.pauseAuthority(actorIn(world, ada!), { authorityId: world.authorities.lineTwo }),
    ),
    at(262, (world) => actOnMany(world, { tag: ["cluster"] }, { act: "tag", add: ["post-quantum-2027"], remove: [] })),
    at(284, (world) =>
      world.application.disableUser(actorIn(world, ada!), { userId: actorIn(world, "tom@corp.example").id }),
    ),
    // A batch with a bad secure element.
    at(331, (world) => actOnMany(world, { tag: ["batch-06"] }, { act: "revoke", reason: "superseded" })),
    at(357, (world) => actOnMany(world, { tag: ["rabbit"], status: ["valid", "expiring"] }, { act: "renew" })),
    at(352, outOfBounds),
    at(360, notAllowed),
    at(361, exportAudit),
    ...[20, 95, 170, 240, 300, 340, 358, 363].map((days) => at(days, (world) => signIn(world, omar!, "office"))),
    ...[60, 210, 355, 363].map((days) => at(days, (world) => signIn(world, linus!, "home"))),
    at(359, (world) => signIn(world, labOperator, "home")),
    at(120, (world) => signIn(world, "tom@corp.example", "home")),
    at(364, (world) => signIn(world, "noor@corp.example", "office")),
    ...[50, 140, 361].map((days) => at(days, (world) => signIn(world, vera!, "office"))),
    ...[352, 360].map((days) => at(days, (world) => signIn(world, "remy@corp.example", "home"))),
    at(348, (world) => signIn(world, "grace@corp.example", "travel")),
    at(364, (world) => mistypedPassword(world, omar!)),
    { at: end - 40 * 60_000, run: (world) => signIn(world, ada!, "home") },
    { at: end - 9 * 60_000, run: (world) => signIn(world, ada!, "office") },
    { at: end, run: publishDue },
  ];
}

async function keepViews(world: World): Promise<void> {
  const views = [
    [ada, "Ending in two weeks", "status=expiring&expires=14d&sort=expiry"],
    [ada, "Card payments", "tag=pci"],
    [omar, "Mine, next to end", "owner=me&sort=expiry"],
    [omar, "On hold", "status=hold"],
    [omar, "Card payments", "tag=pci&status=valid&status=expiring"],
  ] as const;
  for (const [who, name, query] of views) await world.application.saveView(actorIn(world, who!), { name, query });
}

async function draftOf(world: World, profileId: string): Promise<ProfileDraft> {
  const { name, description, kind, keyUsage, keyTypes, validityDaysDefault, validityDaysMax, ...rest } =
    await world.application.profile(actorIn(world, ada!), profileId);
  const { subject, names, nameCounts, hasCrlDistributionPoint, hasAuthorityInformationAccess } = rest;
  return {
    ...{ name, description, kind, keyUsage, keyTypes, validityDaysDefault, validityDaysMax },
    ...{ subject, names, nameCounts, hasCrlDistributionPoint, hasAuthorityInformationAccess },
  };
}

async function makeProfile(world: World, { id, copyOf, ...change }: MadeProfile): Promise<void> {
  const draft = { ...(await draftOf(world, copyOf)), ...change };
  const made = await world.application.createProfile(actorIn(world, ada!), { copyOf, draft });
  world.profileIds.set(id, made.id);
}

type MadeProfile = Partial<ProfileDraft> & { readonly id: string; readonly copyOf: string };

const makeWebProfile = (world: World) =>
  makeProfile(world, {
    id: "web",
    copyOf: "server",
    name: "Corp web servers",
    description: "For what answers under corp.example. Short, because all of it renews by itself.",
    keyTypes: ["ec-p256", "ec-p384", "rsa-2048", "rsa-3072"],
    names: {
      dns: [{ type: "dns", suffix: "corp.example", subdomains: true, wildcards: false }],
      ip: [],
      email: [],
      uri: [],
    },
    nameCounts: { dns: "at-least-one", ip: "any", email: "any", uri: "any" },
    validityDaysDefault: 90,
    validityDaysMax: 180,
  });

const makeApplianceProfile = (world: World) =>
  makeProfile(world, {
    id: "appliance",
    copyOf: "client",
    name: "VPN appliances",
    description: "For the boxes in branch offices, until they are replaced.",
    keyTypes: ["rsa-2048", "rsa-3072"],
  });

async function changeProfile(world: World, id: string, change: Partial<ProfileDraft>): Promise<void> {
  const profileId = world.profileIds.get(id)!;
  const administrator = actorIn(world, ada!);
  const { version } = await world.application.profile(administrator, profileId);
  const draft = { ...(await draftOf(world, profileId)), ...change };
  await world.application.updateProfile(administrator, { profileId, version, draft });
}

const everything: CertificateView = { q: "", status: [], authority: [], profile: [], kind: [], sort: "created" };

async function actOnMany(world: World, view: Partial<CertificateView>, act: BulkActInput): Promise<void> {
  const { application, past } = world;
  const actor = actorIn(world, omar!);
  const selection = { view: { ...everything, ...view }, ids: null };
  const { total } = await application.previewBulk(actor, { act: act.act, selection });
  await application.startBulk(actor, { act, selection, expected: total });
  await runBulk(past.ports, { holder: "demo", shouldStop: () => false });
}

function signIn(world: World, email: string, from: keyof typeof addresses): Promise<unknown> {
  const { password } = world.people.get(email)!;
  const userAgent = agents[from];
  return world.application.signIn({ email, password: password ?? "" }, { address: addresses[from], userAgent });
}

const agents = {
  office: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36",
  home: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0",
  travel:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 20_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/20.1 Mobile/15E148 Safari/604.1",
} as const;

const mistypedPassword = (world: World, email: string) =>
  expectRefusal("unauthenticated", () =>
    world.application.signIn({ email, password: "not this one" }, { address: addresses.home, userAgent: agents.home }),
  );

const request = (commonName: string) => ({
  profileId: "server",
  subject: { commonName },
  names: [commonName],
  validity: { kind: "default" } as const,
  key: { source: "server", keyType: "ec-p256", password: "only for this request", format: "pem" } as const,
});

/** The lab’s authority may name the lab’s hosts only. */
const outOfBounds = (world: World) =>
  expectRefusal("policy", () =>
    world.application.issue(actorIn(world, linus!), {
      ...request("demo-17.corp.example"),
      authorityId: world.authorities.lab,
    }),
  );

const notAllowed = (world: World) =>
  expectRefusal("forbidden", () =>
    world.application.issue(actorIn(world, "remy@corp.example"), {
      ...request("promo.corp.example"),
      authorityId: world.authorities.servers,
    }),
  );

async function exportAudit(world: World): Promise<void> {
  const day = new Date(world.past.ports.clock().getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
  const filter = { actor: null, action: "user", objectId: null, from: day, result: null };
  const { content } = await world.application.exportAudit(actorIn(world, vera!), { filter, format: "csv" });
  for await (const _ of content);
}

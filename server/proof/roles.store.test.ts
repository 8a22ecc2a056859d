/**
 * Each grant and each use case, called directly on real things: the permission table says what must come of it, and that
 * is what comes of it. Refused by the use case itself, in the log and without effect, or let through as an administrator
 * for everything is.
 */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, roles } from "../../lib/ca/actor";
import { createApplication } from "../../lib/ca/application";
import { systemActor } from "../../lib/ca/audit-entry";
import { everywhere, type HeldGrant, type Scope } from "../../lib/ca/grant";
import { mayAct, permissionNames } from "../../lib/ca/permission";
import { isCaError } from "../../lib/errors";
import { type Act, questionOf, type Targets } from "./act";
import { acts, beyondTheApplication, withoutPermission } from "./acts";
import { openAuthority, type TestAuthority } from "./authority";
import { makeTargets } from "./targets";

let at: TestAuthority;
let real: Targets;
let sql: pg.Client;
/** Of what is not refused, by the name of the act. */
let usual: ReadonlyMap<string, string>;

beforeAll(async () => {
  at = await openAuthority();
  real = await makeTargets(at);
  sql = new pg.Client({ connectionString: at.database.url });
  await sql.connect();
  const administrator = await at.person("administrator");
  usual = new Map(await Promise.all(acts.map(async (act) => [nameOf(act), await undone(administrator, act)] as const)));
}, 120_000);
afterAll(async () => {
  await sql?.end();
  await at?.close();
});

const nameOf = ({ useCase, asks }: Act) => `${useCase} (${asks.join(", ")})`;

it("every use case and every permission is in the table", () => {
  const told = new Set<string>([...acts.map(({ useCase }) => useCase), ...withoutPermission]);
  expect([...told].sort()).toEqual(Object.keys(at.application).sort());
  const asked = acts.flatMap(({ asks }) => asks.map((ask) => questionOf(ask, real).permission));
  expect([...new Set([...asked, ...beyondTheApplication])].sort()).toEqual([...permissionNames].sort());
});

it("an administrator for everything does what is asked, but for what nobody could do here", () => {
  const notDone = [...usual].filter(([, outcome]) => outcome !== "done").map(([name, outcome]) => [name, outcome]);
  expect(Object.fromEntries(notDone)).toEqual({
    "setUp (instance.setup)": "forbidden",
    "archiveProfile (profile.manage)": "conflict",
    "changePassword (account.manage)": "invalid",
    "changeView (view.keep)": "not-found",
    "collectRequest (request.read-own, request.read@certificate)": "conflict",
    "confirmClock (clock.confirm)": "conflict",
    "createRequest (request.create@certificate)": "invalid",
    "createRoot (authority.create)": "conflict",
    "endSession (account.manage)": "not-found",
    "removeView (view.keep)": "not-found",
    "restoreProfile (profile.manage)": "conflict",
    "resumeAuthority (authority.pause@issuing)": "conflict",
    "startBulk (certificate.edit)": "conflict",
    "startBulk (certificate.renew)": "conflict",
    "startBulk (certificate.revoke)": "conflict",
    "undoBulk (certificate.edit, audit.read)": "conflict",
    "updateProfile (profile.manage)": "conflict",
    "updateSettings (settings.update)": "not-found",
    "withdrawRequest (request.read-own, request.read@certificate)": "conflict",
  });
});

type Held = Pick<Actor, "kind" | "grants">;
type Who = (targets: Targets) => Held;

const person =
  (...grants: readonly ((targets: Targets) => HeldGrant)[]): Who =>
  (targets) => ({ kind: "user", grants: grants.map((grant) => grant(targets)) });

const scopes: Readonly<Record<string, (targets: Targets) => Scope>> = {
  everything: () => everywhere,
  "this authority": ({ issuingId }) => ({ ...everywhere, authorityIds: [issuingId] }),
  "another authority": ({ rootId }) => ({ ...everywhere, authorityIds: [rootId] }),
  "both authorities": ({ issuingId, rootId }) => ({ ...everywhere, authorityIds: [issuingId, rootId] }),
  "this profile": () => ({ ...everywhere, profileIds: ["server"] }),
  "another profile": () => ({ ...everywhere, profileIds: ["client"] }),
  "this profile of this authority": ({ issuingId }) => ({ authorityIds: [issuingId], profileIds: ["server"] }),
  "another profile of this authority": ({ issuingId }) => ({ authorityIds: [issuingId], profileIds: ["client"] }),
};

const everybody: Readonly<Record<string, Who>> = {
  ...Object.fromEntries(
    roles.flatMap((role) =>
      Object.entries(scopes).map(([name, scope]) => [
        `${role} for ${name}`,
        person((targets) => ({ role, ...scope(targets) })),
      ]),
    ),
  ),
  "an operator of two halves, which make no whole": person(
    ({ issuingId }) => ({ role: "operator", authorityIds: [issuingId], profileIds: ["client"] }),
    ({ rootId }) => ({ role: "operator", authorityIds: [rootId], profileIds: ["server"] }),
  ),
  "an auditor of everything who operates here": person(
    () => ({ role: "auditor", ...everywhere }),
    ({ issuingId }) => ({ role: "operator", ...everywhere, authorityIds: [issuingId] }),
  ),
  "somebody without a grant": person(),
  setup: () => ({ kind: "setup", grants: [] }),
  "the command line": () => ({ kind: "command-line", grants: [] }),
  "the system": () => ({ kind: "system", grants: [] }),
};

/** The first question that the table answers with no. */
const refusedBecauseOf = (held: Held, { asks }: Act) =>
  asks.map((ask) => questionOf(ask, real)).find(({ permission, on }) => !mayAct(held, permission, on));

describe("what comes of each act is what the permission table says", () => {
  it.each(Object.entries(everybody))("%s", async (_, who) => {
    const held = who(real);
    const actor: Actor =
      held.kind === "user" ? { ...(await at.person("requester")), ...held } : { ...systemActor, ...held };
    const refused = acts.filter((act) => refusedBecauseOf(held, act));
    const before = await contents();
    const told = new Map<string, string>();
    for (const act of refused) told.set(nameOf(act), await refusalOf(actor, act));
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(refused.map((act) => [nameOf(act), `for want of ${refusedBecauseOf(held, act)?.permission}`])),
    );
    expect(await contents()).toBe(before);
    if (held.kind !== "user") return;
    const done = acts.filter((act) => !refusedBecauseOf(held, act));
    for (const act of done) told.set(nameOf(act), await undone(actor, act));
    expect(Object.fromEntries(done.map((act) => [nameOf(act), told.get(nameOf(act))]))).toEqual(
      Object.fromEntries(done.map((act) => [nameOf(act), usual.get(nameOf(act))])),
    );
  });
});

/** What the audit log says about the attempt, which is what the caller hears too. */
async function refusalOf(actor: Actor, act: Act): Promise<string> {
  const error = await errorOf(act.run(at, actor, real));
  if (error?.code !== "forbidden") return error?.code ?? "done";
  const query = { before: null, limit: 1, actor: null, action: null, objectId: null, result: null };
  const [entry] = await at.ports.store.audit.list(query);
  const { actorKind, actorId, actorName, address, result, detail } = entry!;
  const { kind, id, name } = actor;
  const asAsked = { actorKind: kind, actorId: id, actorName: name, address: actor.address, result: "refused" };
  expect({ actorKind, actorId, actorName, address, result }).toEqual(asAsked);
  expect(detail.why).toBe(error.detail);
  return `for want of ${detail.permission}`;
}

async function errorOf(attempt: Promise<unknown>) {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return null;
  if (!isCaError(error)) throw error;
  return error;
}

/** “done”, or the code it was refused with, and then undone: nothing is left for the next act to stumble over. */
async function undone(actor: Actor, act: Act): Promise<string> {
  let outcome = "done";
  await at.ports.store
    .transaction(async (tables) => {
      const store = { ...tables, transaction: <T>(run: (inner: typeof tables) => Promise<T>) => run(tables) };
      const application = createApplication({ ...at.ports, store });
      outcome = (await errorOf(act.run({ ...at, application }, actor, real)))?.code ?? "done";
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return outcome;
}

class Undo extends Error {}

/** A digest over every row of every table but the audit log. */
async function contents(): Promise<string> {
  const { rows } = await sql.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('audit_entries', '_prisma_migrations')",
  );
  const digests = rows.map(
    ({ name }) => `SELECT '${name}' AS t, md5(string_agg(r::text, '|' ORDER BY r::text)) AS d FROM "${name}" r`,
  );
  return JSON.stringify((await sql.query(`${digests.join(" UNION ALL ")} ORDER BY t`)).rows);
}

describe("a requester sees their own and nobody else’s", () => {
  it("in the list, in detail, in downloads and previews", async () => {
    const requester = await at.person("requester");
    await sql.query("UPDATE certificates SET issued_by_id = $1 WHERE id = $2", [requester.id, real.heldId]);
    const { application } = at;
    const search = { q: "", status: [], authority: [], profile: [], kind: [], sort: "created" as const };
    const list = await application.searchCertificates(requester, { ...search, cursor: null, limit: 50 });
    expect(list.rows.map(({ id }) => id)).toEqual([real.heldId]);
    expect((await application.certificate(requester, real.heldId)).may).toEqual({
      renew: false,
      revoke: false,
      hold: false,
      release: false,
      edit: false,
    });
    await application.download(requester, { certificateId: real.heldId, format: "pem" });
    const { certificateId } = real;
    const refused = [
      () => application.certificate(requester, certificateId),
      () => application.download(requester, { certificateId, format: "pem" }),
      () => application.previewRevoke(requester, { certificateId }),
      () => application.previewRenew(requester, { certificateId, validity: { kind: "default" }, key: null }),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  });
});

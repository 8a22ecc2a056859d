/** Each role and each use case: refused by the use case itself, in the log and without effect, or let through. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, type Role, roles } from "../../lib/ca/actor";
import { systemActor } from "../../lib/ca/audit-entry";
import { everywhere } from "../../lib/ca/grant";
import { mayAct, permissionNames } from "../../lib/ca/permission";
import type { CreateRequestInput } from "../../lib/contract/request";
import { isCaError } from "../../lib/errors";
import { generateKeyPair } from "../../lib/pki/browser-key";
import { createCsr } from "../../lib/pki/csr";
import { encodePem } from "../../lib/pki/pem";
import { nowhere, type Targets } from "./act";
import { acts, beyondTheApplication, withoutPermission } from "./acts";
import { openAuthority, request, serverKey, type TestAuthority } from "./authority";

async function requestInput(): Promise<CreateRequestInput> {
  const keyPair = await generateKeyPair("ec-p256");
  const csr = await createCsr({ subject: {}, names: [], keyPair, keyType: "ec-p256" });
  const key = { source: "csr", csr: encodePem("CERTIFICATE REQUEST", csr) } as const;
  return { ...request, names: ["asked.corp.example"], key, note: "" };
}

let at: TestAuthority;
let real: Targets;
let sql: pg.Client;
const actors = new Map<string, Actor>();
const machines = { setup: "setup", commandLine: "command-line", system: "system" } as const;

beforeAll(async () => {
  at = await openAuthority();
  for (const role of roles) actors.set(role, await at.person(role));
  for (const kind of Object.values(machines)) actors.set(kind, { ...systemActor, kind });
  const [certificate, held] = [
    await at.issue({ names: ["a.corp.example"], key: serverKey }),
    await at.issue({ names: ["b.corp.example"], key: serverKey }),
  ];
  await at.revoke(held.certificate.id, "certificateHold");
  const { certificateId } = await at.application.authority(at.administrator, at.issuing.id);
  real = {
    certificateId: certificate.certificate.id,
    heldId: held.certificate.id,
    issuingId: at.issuing.id,
    issuingCertificateId: certificateId,
    rootId: at.root.id,
    ...(await somebody()),
    jobId: "00000000-0000-4000-8000-000000000000",
    requestId: (await at.application.createRequest(await at.person("requester"), await requestInput())).id,
  };
  sql = new pg.Client({ connectionString: at.database.url });
  await sql.connect();
});
afterAll(async () => {
  await sql?.end();
  await at?.close();
});

async function somebody() {
  const { id } = await at.person("requester");
  const user = await at.ports.store.users.find(id);
  return { userId: id, grantId: user!.grants[0]!.id };
}

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

const audited = async () => {
  const query = { before: null, limit: 1, actor: null, action: null, objectId: null, result: null };
  return (await at.ports.store.audit.list(query))[0]!;
};

it("every use case and every permission is in the table", () => {
  const told = new Set<string>([...acts.map(({ useCase }) => useCase), ...withoutPermission]);
  expect([...told].sort()).toEqual(Object.keys(at.application).sort());
  const asked = new Set([...acts.flatMap(({ permissions }) => permissions), ...beyondTheApplication]);
  expect([...asked].sort()).toEqual([...permissionNames].sort());
});

const matrix = [...roles, ...Object.values(machines)].flatMap((who) => acts.map((act) => ({ who, ...act })));
const actorOf = (who: (typeof matrix)[number]["who"]): Pick<Actor, "kind" | "grants"> =>
  isRole(who) ? { kind: "user", grants: [{ role: who, ...everywhere }] } : { kind: who, grants: [] };
const isRole = (who: string): who is Role => (roles as readonly string[]).includes(who);
const missing = ({ who, permissions }: Pick<(typeof matrix)[number], "who" | "permissions">) =>
  permissions.find((permission) => !mayAct(actorOf(who), permission));

describe("what a role may not do is refused, in the log and without effect", () => {
  it.each(matrix.filter(missing))("$who: $useCase ($permissions)", async ({ who, permissions, run }) => {
    const actor = actors.get(who)!;
    const before = await contents();
    const error: unknown = await run(at, actor, real).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!isCaError(error)) throw error ?? new Error("It was done.");
    expect(error.code).toBe("forbidden");
    expect(error.detail).toMatch(/^Your role may not do this: .*(Roles that may: .+|No role may)\.$/);
    expect(await audited()).toMatchObject({
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      address: actor.address,
      result: "refused",
      detail: { permission: missing({ who, permissions }), code: "forbidden" },
    });
    expect(await contents()).toBe(before);
  });
});

describe("what a role may do gets past authorisation", () => {
  it.each(matrix.filter((cell) => !missing(cell)))("$who: $useCase ($permissions)", async ({ who, run }) => {
    // On things that do not exist, so that nothing is left for the next act to stumble over.
    const outcome: unknown = await run(at, actors.get(who)!, nowhere).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (outcome !== null && !isCaError(outcome)) throw outcome;
    expect(outcome?.code).not.toBe("forbidden");
  });
});

describe("a requester sees their own and nobody else’s", () => {
  it("in the list, in detail, in downloads and previews", async () => {
    const requester = actors.get("requester")!;
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

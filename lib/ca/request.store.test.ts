import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateRequestInput } from "../contract/request";
import type { SetupResult } from "../contract/setup";
import { generateKeyPair } from "../pki/browser-key";
import { createCsr } from "../pki/csr";
import { encodePem } from "../pki/pem";
import type { Actor, Role } from "./actor";
import { createApplication } from "./application";
import type { Ports } from "./ports";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
let administrator: Actor;
let csr = "";

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  administrator = person("administrator", (await instance.ports.store.users.findByEmail("ops@corp.example"))!.id);
  const keyPair = await generateKeyPair("ec-p256");
  const der = await createCsr({ subject: {}, names: [], keyPair, keyType: "ec-p256" });
  csr = encodePem("CERTIFICATE REQUEST", der);
});
afterAll(() => instance.close());

let users = 0;
async function newPerson(role: Role): Promise<Actor> {
  const email = `p${++users}@corp.example`;
  const { user } = await instance.application.createUser(administrator, { email, role });
  return { ...person(role, user.id), name: email };
}

let requester: Actor;
let operator: Actor;
let names = 0;
beforeEach(async () => {
  requester = await newPerson("requester");
  operator = await newPerson("operator");
});

const asking = (change: Partial<CreateRequestInput> = {}): CreateRequestInput => ({
  authorityId: setup.issuing.id,
  profileId: "server",
  subject: {},
  names: [`r${++names}.corp.example`],
  validity: { kind: "default" },
  key: { source: "browser", csr },
  note: "For the new shop.",
  ...change,
});
const ask = (who = requester, change: Partial<CreateRequestInput> = {}) =>
  instance.application.createRequest(who, asking(change));
const detail = (id: string, who = operator) => instance.application.request(who, { requestId: id });
const certificatesOf = async (name: string) =>
  (
    await instance.application.searchCertificates(administrator, {
      ...{ q: name, status: [], authority: [], profile: [], kind: [], sort: "created" },
      ...{ cursor: null, limit: 10 },
    })
  ).rows;
const lastEntries = (limit: number) =>
  instance.ports.store.audit.list({
    ...{ before: null, limit, actor: null, action: null, objectId: null, result: null },
  });
const withStore = (change: (store: Ports["store"]) => Partial<Ports["store"]>) => {
  const { store } = instance.ports;
  return createApplication({ ...instance.ports, store: { ...store, ...change(store) } });
};

describe("asking", () => {
  it("is kept as it was asked, with what would be issued for it now", async () => {
    const { id, name } = await ask(requester, { tags: ["Shop"], owner: "Team Shop" });
    expect(await detail(id)).toMatchObject({
      state: "pending",
      requester: requester.name,
      isOwn: false,
      note: "For the new shop.",
      owner: "Team Shop",
      tags: ["shop"],
      preview: { isAllowed: true, lines: expect.arrayContaining([expect.objectContaining({ field: "names" })]) },
      may: { approve: true, refuse: true, withdraw: false, collect: false },
    });
    expect(await certificatesOf(name)).toEqual([]);
  });

  it("belongs to whoever asked when no owner is named", async () => {
    const { id } = await ask();
    const { email } = (await instance.ports.store.users.find(requester.id))!;
    expect((await detail(id)).owner).toBe(email);
  });

  it("for what would not be granted is refused with the rule, in the log, and leaves nothing", async () => {
    const attempt = ask(requester, { names: ["under_score..example"] });
    await expect(attempt).rejects.toMatchObject({ code: "policy", findings: [{ severity: "error" }] });
    const [entry] = await lastEntries(1);
    expect(entry).toMatchObject({ action: "request.create", result: "refused", actorId: requester.id });
    const { rows } = await instance.application.listRequests(requester, {
      state: "waiting",
      whose: "mine",
      before: null,
    });
    expect(rows).toEqual([]);
  });

  it("with a key made on the server is refused: whoever asks proves that they hold it", async () => {
    const key = { source: "server", keyType: "ec-p256", password: "a password", format: "pem" } as const;
    await expect(ask(requester, { key })).rejects.toMatchObject({ code: "invalid", field: "key" });
  });

  it("ends at twenty that wait", async () => {
    for (let made = 0; made < 20; made++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "conflict", detail: expect.stringMatching(/^20 requests/) });
  });
});

describe("approving", () => {
  it("issues what was asked for, to whoever asked, and tells them", async () => {
    const { id, name } = await ask();
    expect(await instance.application.approveRequest(operator, { requestId: id })).toMatchObject({
      state: "approved",
      decidedBy: operator.name,
    });
    const [certificate, ...more] = await certificatesOf(name);
    expect(more).toEqual([]);
    expect(certificate).toMatchObject({ status: "valid", issuedBy: requester.name });
    expect((await instance.application.certificate(requester, certificate!.id)).keyOrigin).toBe("browser");
    expect(await detail(id, requester)).toMatchObject({
      certificate: { id: certificate!.id },
      preview: null,
      granted: expect.arrayContaining([expect.objectContaining({ field: "names", change: "granted" })]),
      may: { approve: false, refuse: false, withdraw: false, collect: true },
    });
    expect(await lastEntries(2)).toMatchObject([
      { action: "certificate.issue", actorId: operator.id, detail: { requestId: id } },
      { action: "request.approve", actorId: operator.id, objectId: id, detail: { certificateId: certificate!.id } },
    ]);
    const { notices, unread } = await instance.application.listNotices(requester);
    expect({ unread, notices }).toMatchObject({
      unread: 1,
      notices: [{ kind: "request-approved", href: `/requests/${id}`, isRead: false }],
    });
  });

  it("by two at once issues one certificate, and tells the other who was quicker", async () => {
    const { id, name } = await ask();
    const outcomes = await Promise.allSettled(
      [operator, administrator].map((who) => instance.application.approveRequest(who, { requestId: id })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: "conflict", detail: expect.stringMatching(/approved already, by /) });
    expect(await certificatesOf(name)).toHaveLength(1);
  });

  it("that dies before the commit leaves the request waiting and no certificate", async () => {
    const { id, name } = await ask();
    const dying = withStore((store) => ({
      transaction: (run) =>
        store.transaction(async (tables) => {
          await run(tables);
          throw new Error("the process ended");
        }),
    }));
    await expect(dying.approveRequest(operator, { requestId: id })).rejects.toThrow("the process ended");
    expect((await detail(id)).state).toBe("pending");
    expect(await certificatesOf(name)).toEqual([]);
    expect((await instance.application.listNotices(requester)).notices).toEqual([]);
    await instance.application.approveRequest(operator, { requestId: id });
    expect(await certificatesOf(name)).toHaveLength(1);
  });

  it("of what would not be granted any more says why, and the request goes on waiting", async () => {
    const { id, name } = await ask();
    await instance.application.pauseAuthority(administrator, { authorityId: setup.issuing.id });
    await expect(instance.application.approveRequest(operator, { requestId: id })).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/paused/),
    });
    const [entry] = await lastEntries(1);
    expect(entry).toMatchObject({ action: "request.approve", result: "refused", objectId: id });
    expect(await detail(id)).toMatchObject({ state: "pending", preview: { isAllowed: false } });
    await instance.application.resumeAuthority(administrator, { authorityId: setup.issuing.id });
    expect(await certificatesOf(name)).toEqual([]);
    expect(await detail(id)).toMatchObject({ preview: { isAllowed: true } });
  });

  it("is what an operator may do with their own, and the log says so", async () => {
    const { id } = await ask(operator);
    await instance.application.approveRequest(operator, { requestId: id });
    const [, entry] = await lastEntries(2);
    expect(entry).toMatchObject({ actorId: operator.id, detail: { requester: operator.name } });
    expect((await instance.application.listNotices(operator)).notices).toEqual([]);
  });
});

describe("refusing", () => {
  it("takes a reason, which the requester reads", async () => {
    const { id } = await ask();
    await expect(instance.application.refuseRequest(operator, { requestId: id, reason: "  " })).rejects.toMatchObject({
      code: "invalid",
      field: "reason",
    });
    await instance.application.refuseRequest(operator, { requestId: id, reason: "Use the test authority." });
    expect(await detail(id, requester)).toMatchObject({ state: "refused", reason: "Use the test authority." });
    expect((await instance.application.listNotices(requester)).notices).toMatchObject([
      { kind: "request-refused", detail: "Use the test authority.", by: operator.name },
    ]);
  });

  it("and everything else is final", async () => {
    const { application } = instance;
    const [approved, refused, withdrawn] = [await ask(), await ask(), await ask()];
    await application.approveRequest(operator, { requestId: approved.id });
    await application.refuseRequest(operator, { requestId: refused.id, reason: "No." });
    await application.withdrawRequest(requester, { requestId: withdrawn.id });
    for (const { id } of [approved, refused, withdrawn]) {
      const conflict = { code: "conflict" };
      await expect(application.approveRequest(operator, { requestId: id })).rejects.toMatchObject(conflict);
      await expect(application.refuseRequest(operator, { requestId: id, reason: "No." })).rejects.toMatchObject(
        conflict,
      );
      await expect(application.withdrawRequest(requester, { requestId: id })).rejects.toMatchObject(conflict);
    }
    for (const { id } of [refused, withdrawn]) {
      await expect(application.collectRequest(requester, { requestId: id })).rejects.toMatchObject({
        code: "conflict",
      });
    }
  });
});

describe("collecting", () => {
  it("hands out certificate and chain, notes when, and may be done again", async () => {
    const { id } = await ask();
    await instance.application.approveRequest(operator, { requestId: id });
    const issued = await instance.application.collectRequest(requester, { requestId: id });
    expect(issued.pem).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(issued).toMatchObject({ chainPem: [expect.any(String), expect.any(String)], sealedKey: null });
    const { collectedAt } = await detail(id);
    expect(collectedAt).not.toBeNull();
    await instance.application.collectRequest(requester, { requestId: id });
    expect((await detail(id)).collectedAt).toBe(collectedAt);
  });
});

describe("nobody does with a request what is another’s to do", () => {
  it.each<[string, () => Actor | Promise<Actor>, (who: Actor, requestId: string) => Promise<unknown>, string]>([
    [
      "a requester approves",
      () => requester,
      (w, requestId) => instance.application.approveRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "a requester refuses",
      () => requester,
      (w, requestId) => instance.application.refuseRequest(w, { requestId, reason: "x" }),
      "forbidden",
    ],
    [
      "an auditor approves",
      () => newPerson("auditor"),
      (w, requestId) => instance.application.approveRequest(w, { requestId }),
      "forbidden",
    ],
    ["an auditor asks", () => newPerson("auditor"), (w) => ask(w), "forbidden"],
    ["another requester reads", () => newPerson("requester"), (w, id) => detail(id, w), "forbidden"],
    [
      "another requester takes it back",
      () => newPerson("requester"),
      (w, requestId) => instance.application.withdrawRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "another requester collects",
      () => newPerson("requester"),
      (w, requestId) => instance.application.collectRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "an operator takes it back",
      () => operator,
      (w, requestId) => instance.application.withdrawRequest(w, { requestId }),
      "conflict",
    ],
    [
      "an operator collects",
      () => operator,
      (w, requestId) => instance.application.collectRequest(w, { requestId }),
      "conflict",
    ],
    [
      "a requester lists everybody’s",
      () => requester,
      (w) => instance.application.listRequests(w, { state: "waiting", whose: "all", before: null }),
      "forbidden",
    ],
  ])("%s", async (_, who, act, code) => {
    const { id } = await ask();
    await expect(act(await who(), id)).rejects.toMatchObject({ code });
    expect((await detail(id)).state).toBe("pending");
  });
});

describe("disabling whoever asked", () => {
  const disable = () => instance.application.disableUser(administrator, { userId: requester.id });

  it("closes what waits in the same transaction, and the log counts it", async () => {
    const [first, second, decided] = [await ask(), await ask(), await ask()];
    await instance.application.refuseRequest(operator, { requestId: decided.id, reason: "No." });
    const dying = withStore((store) => ({
      transaction: (run) =>
        store.transaction(async (tables) => {
          await run(tables);
          throw new Error("the process ended");
        }),
    }));
    await expect(dying.disableUser(administrator, { userId: requester.id })).rejects.toThrow("the process ended");
    expect((await detail(first.id)).state).toBe("pending");
    await disable();
    const [entry] = await lastEntries(1);
    expect(entry).toMatchObject({ action: "user.disable", detail: { closedRequests: 2 } });
    for (const { id } of [first, second]) {
      expect(await detail(id)).toMatchObject({ state: "closed", reason: expect.stringMatching(/disabled/) });
      await expect(instance.application.approveRequest(operator, { requestId: id })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect((await detail(decided.id)).state).toBe("refused");
  });

  it("while their request is being signed leaves no certificate", async () => {
    const { id, name } = await ask();
    const { keys } = instance.ports;
    const slow = createApplication({
      ...instance.ports,
      keys: {
        ...keys,
        async sign(key, tbs) {
          const signature = await keys.sign(key, tbs);
          await disable();
          return signature;
        },
      },
    });
    await expect(slow.approveRequest(operator, { requestId: id })).rejects.toMatchObject({ code: "conflict" });
    expect((await detail(id)).state).toBe("closed");
    expect(await certificatesOf(name)).toEqual([]);
  });

  it("at the moment they ask leaves nothing waiting", async () => {
    await Promise.allSettled([ask(), disable(), ask(), ask()]);
    await expect(ask()).rejects.toMatchObject({ code: "conflict" });
    const query = { states: ["pending"], requesterId: requester.id, scopes: null } as const;
    expect(await instance.ports.store.requests.count(query)).toBe(0);
  });
});

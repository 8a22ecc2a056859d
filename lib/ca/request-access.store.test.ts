import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateRequestInput } from "../contract/request";
import type { Actor, Role } from "./actor";
import { createApplication } from "./application";
import { everywhere, type Scope } from "./grant";
import { type Desk, openDesk } from "./testing/desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

let requester: Actor;
let operator: Actor;
beforeEach(async () => {
  requester = await desk.newPerson("requester");
  operator = await desk.newPerson("operator");
});

const ask = (who = requester, change: Partial<CreateRequestInput> = {}) => desk.ask(who, change);
const detail = (id: string, who = operator) => desk.detail(id, who);

describe("nobody does with a request what is another’s to do", () => {
  it.each<[string, () => Actor | Promise<Actor>, (who: Actor, requestId: string) => Promise<unknown>, string]>([
    [
      "a requester approves",
      () => requester,
      (w, requestId) => desk.application.approveRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "a requester refuses",
      () => requester,
      (w, requestId) => desk.application.refuseRequest(w, { requestId, reason: "x" }),
      "forbidden",
    ],
    [
      "an auditor approves",
      () => desk.newPerson("auditor"),
      (w, requestId) => desk.application.approveRequest(w, { requestId }),
      "forbidden",
    ],
    ["an auditor asks", () => desk.newPerson("auditor"), (w) => ask(w), "forbidden"],
    ["another requester reads", () => desk.newPerson("requester"), (w, id) => detail(id, w), "forbidden"],
    [
      "another requester takes it back",
      () => desk.newPerson("requester"),
      (w, requestId) => desk.application.withdrawRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "another requester collects",
      () => desk.newPerson("requester"),
      (w, requestId) => desk.application.collectRequest(w, { requestId }),
      "forbidden",
    ],
    [
      "an operator takes it back",
      () => operator,
      (w, requestId) => desk.application.withdrawRequest(w, { requestId }),
      "conflict",
    ],
    [
      "an operator collects",
      () => operator,
      (w, requestId) => desk.application.collectRequest(w, { requestId }),
      "conflict",
    ],
    [
      "a requester lists everybody’s",
      () => requester,
      (w) => desk.application.listRequests(w, { state: "waiting", whose: "all", before: null }),
      "forbidden",
    ],
  ])("%s", async (_, who, act, code) => {
    const { id } = await ask();
    await expect(act(await who(), id)).rejects.toMatchObject({ code });
    expect((await detail(id)).state).toBe("pending");
  });
});

describe("a grant that is limited", () => {
  const limited = (role: Role, scope: Partial<Scope>): Promise<Actor> =>
    desk.newPerson(role).then((who) => ({ ...who, grants: [{ role, ...everywhere, ...scope }] }));
  const waiting = { state: "waiting", whose: "all", before: null } as const;

  it.each<[string, Partial<Scope>]>([
    ["authority", { authorityIds: ["aaaaaaaaaaaa"] }],
    ["profile", { profileIds: ["client"] }],
  ])("to another %s neither shows, counts nor decides a request", async (_, scope) => {
    const { id } = await ask();
    const other = await limited("operator", scope);
    expect((await desk.application.listRequests(other, waiting)).rows).toEqual([]);
    expect(await desk.application.noticeCounts(other)).toEqual({ unread: 0, waiting: 0 });
    await expect(detail(id, other)).rejects.toMatchObject({ code: "forbidden" });
    for (const act of [
      () => desk.application.approveRequest(other, { requestId: id }),
      () => desk.application.refuseRequest(other, { requestId: id, reason: "x" }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    }
    expect((await detail(id)).state).toBe("pending");
  });

  it("to this authority and profile shows and decides it", async () => {
    const { id } = await ask();
    const here = await limited("operator", { authorityIds: [desk.issuingId], profileIds: ["server"] });
    expect((await desk.application.noticeCounts(here)).waiting).toBeGreaterThan(0);
    const { rows } = await desk.application.listRequests(here, waiting);
    expect(rows.map((row) => row.id)).toContain(id);
    expect((await detail(id, here)).may).toMatchObject({ approve: true, refuse: true });
    await desk.application.approveRequest(here, { requestId: id });
    expect((await detail(id)).state).toBe("approved");
  });

  it("to issue elsewhere leaves asking here, and the form is told which is which", async () => {
    const here = await limited("requester", {});
    const mixed = {
      ...here,
      grants: [...here.grants, { role: "operator", authorityIds: null, profileIds: ["client"] }],
    };
    const choices = await desk.application.authorityChoices(mixed as Actor);
    expect(choices.find(({ id }) => id === desk.issuingId)).toMatchObject({ issue: ["client"], request: null });
    const { id } = await ask(mixed as Actor);
    expect((await detail(id, mixed as Actor)).may).toMatchObject({ approve: false, withdraw: true });
    await expect(desk.application.approveRequest(mixed as Actor, { requestId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("for a requester asks for nothing beyond it", async () => {
    const narrow = await limited("requester", { profileIds: ["client"] });
    await expect(ask(narrow)).rejects.toMatchObject({ code: "forbidden" });
    expect((await ask(narrow, { profileId: "client", names: [], subject: { commonName: "laptop" } })).state).toBe(
      "pending",
    );
  });
});

describe("disabling whoever asked", () => {
  const disable = () => desk.application.disableUser(desk.administrator, { userId: requester.id });

  it("closes what waits in the same transaction, and the log counts it", async () => {
    const [first, second, decided] = [await ask(), await ask(), await ask()];
    await desk.application.refuseRequest(operator, { requestId: decided.id, reason: "No." });
    await expect(desk.dying.disableUser(desk.administrator, { userId: requester.id })).rejects.toThrow(
      "the process ended",
    );
    expect((await detail(first.id)).state).toBe("pending");
    const before = await desk.application.possessions(desk.administrator, { userId: requester.id });
    expect(before.requests).toBe(2);
    await disable();
    const [entry] = await desk.lastEntries(1);
    expect(entry).toMatchObject({ action: "user.disable", detail: { closedRequests: 2 } });
    for (const { id } of [first, second]) {
      expect(await detail(id)).toMatchObject({ state: "closed", reason: expect.stringMatching(/disabled/) });
      await expect(desk.application.approveRequest(operator, { requestId: id })).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect((await detail(decided.id)).state).toBe("refused");
  });

  it("while their request is being signed leaves no certificate", async () => {
    const { id, name } = await ask();
    const { keys } = desk.ports;
    const slow = createApplication({
      ...desk.ports,
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
    expect(await desk.certificatesOf(name)).toEqual([]);
  });

  it("at the moment they ask leaves nothing waiting", async () => {
    await Promise.allSettled([ask(), disable(), ask(), ask()]);
    await expect(ask()).rejects.toMatchObject({ code: "conflict" });
    const query = { states: ["pending"], requesterId: requester.id, scopes: null } as const;
    expect(await desk.ports.store.requests.count(query)).toBe(0);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateRequestInput } from "../contract/request";
import type { Actor } from "./actor";
import { createApplication } from "./application";
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

describe("disabling whoever asked", () => {
  const disable = () => desk.application.disableUser(desk.administrator, { userId: requester.id });

  it("closes what waits in the same transaction, and the log counts it", async () => {
    const [first, second, decided] = [await ask(), await ask(), await ask()];
    await desk.application.refuseRequest(operator, { requestId: decided.id, reason: "No." });
    await expect(desk.dying.disableUser(desk.administrator, { userId: requester.id })).rejects.toThrow(
      "the process ended",
    );
    expect((await detail(first.id)).state).toBe("pending");
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

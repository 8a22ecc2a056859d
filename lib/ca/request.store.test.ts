import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateRequestInput } from "../contract/request";
import type { Actor } from "./actor";
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
    expect(await desk.certificatesOf(name)).toEqual([]);
  });

  it("belongs to whoever asked when no owner is named", async () => {
    const { id } = await ask();
    const { email } = (await desk.ports.store.users.find(requester.id))!;
    expect((await detail(id)).owner).toBe(email);
  });

  it("for what would not be granted is refused with the rule, in the log, and leaves nothing", async () => {
    const attempt = ask(requester, { names: ["under_score..example"] });
    await expect(attempt).rejects.toMatchObject({ code: "policy", findings: [{ severity: "error" }] });
    const [entry] = await desk.lastEntries(1);
    expect(entry).toMatchObject({ action: "request.create", result: "refused", actorId: requester.id });
    const { rows } = await desk.application.listRequests(requester, {
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
    expect(await desk.application.approveRequest(operator, { requestId: id })).toMatchObject({
      state: "approved",
      decidedBy: operator.name,
    });
    const [certificate, ...more] = await desk.certificatesOf(name);
    expect(more).toEqual([]);
    expect(certificate).toMatchObject({ status: "valid", issuedBy: requester.name });
    expect((await desk.application.certificate(requester, certificate!.id)).keyOrigin).toBe("browser");
    expect(await detail(id, requester)).toMatchObject({
      certificate: { id: certificate!.id },
      preview: null,
      granted: expect.arrayContaining([expect.objectContaining({ field: "names", change: "granted" })]),
      may: { approve: false, refuse: false, withdraw: false, collect: true },
    });
    expect(await desk.lastEntries(2)).toMatchObject([
      { action: "certificate.issue", actorId: operator.id, detail: { requestId: id } },
      { action: "request.approve", actorId: operator.id, objectId: id, detail: { certificateId: certificate!.id } },
    ]);
    const { notices, unread } = await desk.application.listNotices(requester);
    expect({ unread, notices }).toMatchObject({
      unread: 1,
      notices: [{ kind: "request-approved", href: `/requests/${id}`, isRead: false }],
    });
  });

  it("by two at once issues one certificate, and tells the other who was quicker", async () => {
    const { id, name } = await ask();
    const outcomes = await Promise.allSettled(
      [operator, desk.administrator].map((who) => desk.application.approveRequest(who, { requestId: id })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: "conflict", detail: expect.stringMatching(/approved already, by /) });
    expect(await desk.certificatesOf(name)).toHaveLength(1);
  });

  it("that dies before the commit leaves the request waiting and no certificate", async () => {
    const { id, name } = await ask();
    await expect(desk.dying.approveRequest(operator, { requestId: id })).rejects.toThrow("the process ended");
    expect((await detail(id)).state).toBe("pending");
    expect(await desk.certificatesOf(name)).toEqual([]);
    expect((await desk.application.listNotices(requester)).notices).toEqual([]);
    await desk.application.approveRequest(operator, { requestId: id });
    expect(await desk.certificatesOf(name)).toHaveLength(1);
  });

  it("of what would not be granted any more says why, and the request goes on waiting", async () => {
    const { id, name } = await ask();
    await desk.application.pauseAuthority(desk.administrator, { authorityId: desk.issuingId });
    await expect(desk.application.approveRequest(operator, { requestId: id })).rejects.toMatchObject({
      code: "conflict",
      detail: expect.stringMatching(/paused/),
    });
    const [entry] = await desk.lastEntries(1);
    expect(entry).toMatchObject({ action: "request.approve", result: "refused", objectId: id });
    expect(await detail(id)).toMatchObject({ state: "pending", preview: { isAllowed: false } });
    await desk.application.resumeAuthority(desk.administrator, { authorityId: desk.issuingId });
    expect(await desk.certificatesOf(name)).toEqual([]);
    expect(await detail(id)).toMatchObject({ preview: { isAllowed: true } });
  });

  it("is what an operator may do with their own, and the log says so", async () => {
    const { id } = await ask(operator);
    await desk.application.approveRequest(operator, { requestId: id });
    const [, entry] = await desk.lastEntries(2);
    expect(entry).toMatchObject({ actorId: operator.id, detail: { requester: operator.name } });
    expect((await desk.application.listNotices(operator)).notices).toEqual([]);
  });
});

describe("refusing", () => {
  it("takes a reason, which the requester reads", async () => {
    const { id } = await ask();
    await expect(desk.application.refuseRequest(operator, { requestId: id, reason: "  " })).rejects.toMatchObject({
      code: "invalid",
      field: "reason",
    });
    await desk.application.refuseRequest(operator, { requestId: id, reason: "Use the test authority." });
    expect(await detail(id, requester)).toMatchObject({ state: "refused", reason: "Use the test authority." });
    expect((await desk.application.listNotices(requester)).notices).toMatchObject([
      { kind: "request-refused", detail: "Use the test authority.", by: operator.name },
    ]);
  });

  it("and everything else is final", async () => {
    const { application } = desk;
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
  it("hands out certificate and chain, notes when, reads its notice, and may be done again", async () => {
    const { id } = await ask();
    await desk.application.approveRequest(operator, { requestId: id });
    const issued = await desk.application.collectRequest(requester, { requestId: id });
    expect(issued.pem).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(issued).toMatchObject({ chainPem: [expect.any(String), expect.any(String)], sealedKey: null });
    const { collectedAt } = await detail(id);
    expect(collectedAt).not.toBeNull();
    expect((await desk.application.noticeCounts(requester)).unread).toBe(0);
    await desk.application.collectRequest(requester, { requestId: id });
    expect((await detail(id)).collectedAt).toBe(collectedAt);
  });
});

import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "./actor";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

const password = "a password of mine";
let instance: TestInstance;
let administrator: Actor;

beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
  const { id } = (await instance.ports.store.users.findByEmail("ops@corp.example"))!;
  administrator = person("administrator", id);
});
afterAll(() => instance.close());
// Each test begins in a window of its own, so that no failure of another counts.
let windows = 0;
beforeEach(() => instance.travel(++windows * 901_000));

const signIn = async (email: string, secret = password, address = "198.51.100.1") =>
  (await instance.application.signIn({ email, password: secret }, { address, userAgent: "test" })).sessionId;

let people = 0;
/** Signed in `count` times. */
async function somebody(count = 1) {
  const email = `a${++people}@corp.example`;
  const { user, link } = await instance.application.createUser(administrator, { email, role: "requester" });
  await instance.application.setPassword({ token: link.path.split("/").at(-1)!, password }, null);
  const sessionIds = [];
  for (let n = 0; n < count; n++) sessionIds.push(await signIn(email));
  const actor: Actor = { ...person("requester", user.id), name: email, address: "198.51.100.1" };
  return { email, actor, sessionIds, sessionId: sessionIds[0]! };
}

const isOpen = async (sessionId: string) => (await instance.application.session(sessionId)) !== null;
const lastEntry = async () => {
  const all = { before: null, limit: 1, actor: null, action: null, objectId: null, result: null };
  return (await instance.ports.store.audit.list(all))[0]!;
};

describe("one’s account", () => {
  it("lists one’s own sessions and nobody else’s, this one first", async () => {
    const [mine, elses] = [await somebody(3), await somebody()];
    const { sessions, ...rest } = await instance.application.account(mine.actor, mine.sessionIds[1]!);
    expect(rest).toMatchObject({ email: mine.email, grants: ["requester for everything"] });
    expect(sessions).toHaveLength(3);
    expect(sessions.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    expect(sessions[0]).toMatchObject({ address: "198.51.100.1", userAgent: "test" });
    expect((await instance.application.account(elses.actor, elses.sessionId)).sessions).toHaveLength(1);
  });

  it("tells a browser neither what a cookie carries nor what the database has of it", async () => {
    const { actor, sessionIds } = await somebody(2);
    const told = JSON.stringify(await instance.application.account(actor, sessionIds[0]!));
    for (const token of sessionIds) {
      expect(told).not.toContain(token);
      expect(told).not.toContain(createHash("sha256").update(token).digest("hex").slice(0, 16));
    }
  });

  it("lists none that is idle for longer than the settings allow", async () => {
    const { actor, sessionId } = await somebody();
    const { settings } = await instance.application.settings(administrator);
    await instance.application.updateSettings(administrator, { ...settings, idleMinutes: 5 });
    await instance.travel(windows * 901_000 + 6 * 60_000);
    expect((await instance.application.account(actor, sessionId)).sessions).toEqual([]);
    await instance.application.updateSettings(administrator, settings);
  });

  it("says what the role may and may not", async () => {
    const { actor, sessionId } = await somebody();
    const { permissions } = await instance.application.account(actor, sessionId);
    const may = (name: string) => permissions.find(({ permission }) => permission === name)?.isAllowed;
    expect([may("certificate.preview"), may("user.manage"), may("instance.setup")]).toEqual([true, false, undefined]);
  });
});

describe("ending sessions", () => {
  it("one, by its handle, with its entry in the log", async () => {
    const { actor, sessionIds } = await somebody(2);
    const { sessions } = await instance.application.account(actor, sessionIds[0]!);
    await instance.application.endSession(actor, { handle: sessions[1]!.handle });
    expect(await Promise.all(sessionIds.map(isOpen))).toEqual([true, false]);
    expect(await lastEntry()).toMatchObject({ action: "session.end", result: "done", actorId: actor.id });
    const again = instance.application.endSession(actor, { handle: sessions[1]!.handle });
    await expect(again).rejects.toMatchObject({ code: "not-found", detail: "This session is over already." });
  });

  it("never somebody else’s", async () => {
    const [mine, elses] = [await somebody(), await somebody()];
    const { sessions } = await instance.application.account(elses.actor, elses.sessionId);
    const attempt = instance.application.endSession(mine.actor, { handle: sessions[0]!.handle });
    await expect(attempt).rejects.toMatchObject({ code: "not-found" });
    expect(await isOpen(elses.sessionId)).toBe(true);
  });

  it.each([
    ["others", 2, [false, true, false]],
    ["all", 3, [false, false, false]],
  ] as const)("%s", async (which, endedSessions, left) => {
    const { actor, sessionIds } = await somebody(3);
    const elses = await somebody();
    const input = { which, sessionId: sessionIds[1]! };
    expect(await instance.application.endSessions(actor, input)).toEqual({ endedSessions });
    expect(await Promise.all(sessionIds.map(isOpen))).toEqual(left);
    expect(await isOpen(elses.sessionId)).toBe(true);
    expect(await lastEntry()).toMatchObject({ action: "session.end-all", detail: { endedSessions } });
  });
});

describe("a new password of one’s own", () => {
  const next = "another one of mine";
  const change = ({ actor, sessionId }: Awaited<ReturnType<typeof somebody>>, current = password, wanted = next) =>
    instance.application.changePassword(actor, { current, password: wanted, sessionId });

  it("ends every other session and every link, and counts from then on", async () => {
    const who = await somebody(3);
    const { path } = await instance.application.resetPassword(administrator, { userId: who.actor.id });
    expect(await change(who)).toEqual({ endedSessions: 2 });
    expect(await Promise.all(who.sessionIds.map(isOpen))).toEqual([true, false, false]);
    expect(await instance.application.passwordLink(path.split("/").at(-1)!)).toBeNull();
    expect(await lastEntry()).toMatchObject({ action: "user.change-password", result: "done", actorId: who.actor.id });
    await expect(signIn(who.email)).rejects.toMatchObject({ code: "unauthenticated" });
    await signIn(who.email, next);
  });

  it.each([
    ["the current one is wrong", "not this one", next, "current", "This is not your current password."],
    ["the new one is common", password, "password1234", "password", /among those that everybody tries first/],
    ["the new one is short", password, "short", "password", /at least 12 characters/],
    ["the new one is the current one", password, password, "password", /the password you have now/],
  ])(
    "is refused, with nothing changed and the refusal in the log, when %s",
    async (_, current, wanted, field, detail) => {
      const who = await somebody(2);
      await expect(change(who, current, wanted)).rejects.toMatchObject({
        code: "invalid",
        field,
        detail: typeof detail === "string" ? detail : expect.stringMatching(detail),
      });
      expect(await lastEntry()).toMatchObject({ action: "user.change-password", result: "refused" });
      expect(await Promise.all(who.sessionIds.map(isOpen))).toEqual([true, true]);
      await signIn(who.email);
    },
  );

  it("guessing the current one is limited as at sign-in, and both count together", async () => {
    const who = await somebody();
    const elsewhere = { ...who, actor: { ...who.actor, address: "203.0.113.9" } };
    for (let n = 0; n < 5; n++) await change(elsewhere, "wrong").catch(() => undefined);
    for (let n = 0; n < 5; n++) await signIn(who.email, "wrong", "203.0.113.9").catch(() => undefined);
    await expect(change(elsewhere)).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterSeconds: expect.any(Number),
    });
    await expect(signIn(who.email, password, "203.0.113.9")).rejects.toMatchObject({ code: "rate-limited" });
    await change(who);
  });

  it("goes to one of several at once", async () => {
    const who = await somebody();
    const attempts = await Promise.allSettled([1, 2, 3].map((n) => change(who, password, `${next} ${n}`)));
    const won = attempts.flatMap(({ status }, n) => (status === "fulfilled" ? [n + 1] : []));
    expect(won).toHaveLength(1);
    await signIn(who.email, `${next} ${won[0]}`);
  });
});

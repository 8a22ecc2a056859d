import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "./actor";
import { administratorPassword, openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let administrator: Actor;
const email = "ops@corp.example";

beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
  administrator = person("administrator", (await instance.ports.store.users.findByEmail(email))!.id);
});
afterAll(() => instance.close());
// Each test begins in a window of its own, so that no failure of another counts.
let windows = 0;
beforeEach(() => instance.travel(++windows * 901_000));

const from = (address: string) => ({ address, userAgent: "test" });
const signIn = (password: string, address = "192.0.2.1", who = email) =>
  instance.application.signIn({ email: who, password }, from(address));

describe("signing in", () => {
  it("the e-mail address is taken in any capitalisation", async () => {
    const session = await instance.application.signIn(
      { email: " Ops@Corp.Example", password: administratorPassword },
      from("192.0.2.1"),
    );
    expect(session).toMatchObject({ email, roles: "administrator" });
    expect(await instance.application.session(session.sessionId)).toEqual(session);
  });

  it("what the cookie carries is nowhere in the database, and what is there signs nobody in", async () => {
    const { sessionId } = await signIn(administratorPassword);
    const stored = createHash("sha256").update(sessionId).digest("hex");
    const { sessions } = instance.ports.store;
    expect(await sessions.findActive(sessionId, instance.ports.clock())).toBeNull();
    expect(await sessions.findActive(stored, instance.ports.clock())).not.toBeNull();
    expect(await instance.application.session(stored)).toBeNull();
  });

  it("wrong password, unknown account and disabled account get the same answer", async () => {
    const { application } = instance;
    const { user, link } = await application.createUser(administrator, { email: "o@corp.example", role: "operator" });
    const token = link.path.split("/").at(-1)!;
    await application.setPassword({ token, password: "a password of mine" }, null);
    await application.disableUser(administrator, { userId: user.id });
    const answers = await Promise.all([
      signIn("wrong").catch((error) => error.detail),
      signIn("wrong", "192.0.2.1", "nobody@corp.example").catch((error) => error.detail),
      signIn("a password of mine", "192.0.2.1", user.email).catch((error) => error.detail),
    ]);
    expect(new Set(answers).size).toBe(1);
  });

  it("an unknown address is recorded shortened, since people type passwords into the wrong field", async () => {
    await signIn("wrong", "192.0.2.1", "my secret password").catch(() => undefined);
    const { entries } = await instance.application.searchAudit(administrator, {
      actor: null,
      action: "session.sign-in",
      objectId: null,
      result: "refused",
      before: null,
      limit: 1,
    });
    expect(JSON.stringify(entries)).not.toContain("secret");
  });

  it("ten failures close one account to one address, not to another address, and not for good", async () => {
    await signIn(administratorPassword, "192.0.2.200");
    for (let i = 0; i < 10; i++) await signIn("wrong", "203.0.113.9").catch(() => undefined);
    await expect(signIn(administratorPassword, "203.0.113.9")).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterSeconds: expect.any(Number),
    });
    await signIn(administratorPassword, "192.0.2.200");
    await instance.travel(++windows * 901_000);
    await signIn(administratorPassword, "203.0.113.9");
  });

  it("fifty guesses at once are not looked at all", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => signIn("wrong", "203.0.113.77").catch((error) => error.code)),
    );
    expect(answers.filter((code) => code === "unauthenticated")).toHaveLength(10);
    expect(answers.filter((code) => code === "rate-limited")).toHaveLength(40);
  });

  it("one address has fifty guesses at all accounts together, also when they come at once", async () => {
    const guess = (who: string) => signIn("wrong", "203.0.113.78", who).catch((error) => error.code);
    const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => guess(`someone-${i}@corp.example`)));
    expect(answers.filter((code) => code === "unauthenticated")).toHaveLength(50);
    expect(answers.filter((code) => code === "rate-limited")).toHaveLength(30);
  });

  it("success costs an address nothing, however often", async () => {
    for (let i = 0; i < 60; i++) await signIn(administratorPassword, "203.0.113.79");
  });

  it("a hundred failures from everywhere slow strangers, while the owner still gets in from a known address", async () => {
    await signIn(administratorPassword, "192.0.2.200");
    for (let i = 0; i < 100; i++) await signIn("wrong", `203.0.113.${i}`).catch(() => undefined);
    await expect(signIn(administratorPassword, "203.0.113.201")).rejects.toMatchObject({ code: "rate-limited" });
    await signIn(administratorPassword, "192.0.2.200");
  });
});

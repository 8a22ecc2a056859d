import { randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { openTestStore } from "./testing/open-test-store";
import { at, grant, session, user } from "./testing/records";

const { store, close } = await openTestStore();
afterAll(close);
const now = at("2026-01-01T12:00:00");

describe("users", () => {
  it("come back as they were inserted, by id and by e-mail in any capitalisation", async () => {
    const inserted = user({
      email: "anna@example.org",
      grants: [
        grant("operator", { authorityIds: ["a"], profileIds: ["p", "q"] }),
        grant("auditor", { createdAt: now }),
      ],
      passwordHash: "$argon2id$…",
    });
    await store.users.insert(inserted);
    expect(await store.users.find(inserted.id)).toEqual(inserted);
    expect(await store.users.findByEmail("Anna@Example.ORG")).toEqual(inserted);
    expect(await store.users.find("nobody")).toBeNull();
    expect(await store.users.findByEmail("nobody@example.org")).toBeNull();
  });

  it("have one e-mail address each, and the refusal names the field", async () => {
    await store.users.insert(user({ email: "twice@example.org" }));
    await expect(store.users.insert(user({ email: "twice@example.org" }))).rejects.toMatchObject({
      code: "conflict",
      field: "email",
      detail: "A user with this e-mail address exists already; choose another.",
    });
  });

  it("change only in the fields given", async () => {
    const before = user({ grants: [grant("auditor")], passwordHash: "hash" });
    await store.users.insert(before);
    await store.users.update(before.id, { disabledAt: now });
    expect(await store.users.find(before.id)).toEqual({ ...before, disabledAt: now });
    await expect(store.users.update("nobody", { disabledAt: now })).rejects.toMatchObject({ code: "not-found" });
  });

  it("are listed by e-mail", async () => {
    const emails = (await store.users.list()).map(({ email }) => email);
    expect(emails).toEqual([...emails].sort());
  });

  it("that hold text no database can store are refused as invalid, not as a failure of ours", async () => {
    await expect(store.users.find("a\0b")).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("active administrators under lock", () => {
  it("are all of them, none disabled, none limited, none of another role", async () => {
    const active = user({ grants: [grant("operator"), grant("administrator", { createdAt: now })] });
    await store.users.insert(active);
    await store.users.insert(user({ grants: [grant("administrator")], disabledAt: now }));
    await store.users.insert(user({ grants: [grant("administrator", { authorityIds: ["a"] })] }));
    await store.users.insert(user({ grants: [grant("administrator", { profileIds: ["a"] })] }));
    await store.users.insert(user({ grants: [grant("operator")] }));
    const locked = await store.transaction((tables) => tables.users.lockActiveAdministrators());
    expect(locked).toEqual([active]);
  });

  it("cannot both be disabled as the last one by two people at once", async () => {
    const { store: own, close: closeOwn } = await openTestStore();
    const both = [user({ grants: [grant("administrator")] }), user({ grants: [grant("administrator")] })];
    for (const one of both) await own.users.insert(one);
    const disable = (id: string) =>
      own.transaction(async (tables) => {
        const active = await tables.users.lockActiveAdministrators();
        if (active.length > 1) await tables.users.update(id, { disabledAt: now });
      });
    await Promise.all(both.map(({ id }) => disable(id)));
    expect((await own.users.list()).filter(({ disabledAt }) => disabledAt === null)).toHaveLength(1);
    await closeOwn();
  });
});

describe("grants", () => {
  it("are given, changed and taken away, each by itself", async () => {
    const [kept, changed, gone] = [grant("auditor"), grant("operator", { createdAt: now }), grant("requester")];
    const owner = user({ grants: [kept, gone] });
    await store.users.insert(owner);
    await store.users.insertGrant(owner.id, changed);
    const wanted = { id: changed.id, role: "administrator", authorityIds: ["a"], profileIds: null } as const;
    await store.users.updateGrant(wanted);
    await store.users.deleteGrant(gone.id);
    expect((await store.users.find(owner.id))?.grants).toEqual([kept, { ...changed, ...wanted }]);
  });

  it("whose lists are emptied behind our back are refused, rather than taken for everything", async () => {
    const empty = { ...grant("administrator"), authorityIds: [] };
    await expect(store.users.insert(user({ grants: [empty] }))).rejects.toThrow();
  });

  it("taken from two administrators at once leave one of them", async () => {
    const { store: own, close: closeOwn } = await openTestStore();
    const both = [user({ grants: [grant("administrator")] }), user({ grants: [grant("administrator")] })];
    for (const one of both) await own.users.insert(one);
    const demote = (one: (typeof both)[number]) =>
      own.transaction(async (tables) => {
        const active = await tables.users.lockActiveAdministrators();
        if (active.length > 1) await tables.users.deleteGrant(one.grants[0]!.id);
      });
    await Promise.all(both.map(demote));
    expect((await own.users.list()).flatMap(({ grants }) => grants)).toHaveLength(1);
    await closeOwn();
  });
});

describe("a one-time link", () => {
  async function link(expiresAt = at("2026-01-02T00:00:00")) {
    const owner = user();
    await store.users.insert(owner);
    const made = { tokenHash: new Uint8Array(randomBytes(32)), userId: owner.id, expiresAt };
    await store.users.insertLink(made);
    return made;
  }

  it("is found until it is taken, and taken once", async () => {
    const made = await link();
    expect(await store.users.findLink(made.tokenHash, now)).toEqual(made);
    expect(await store.users.takeLink(made.tokenHash, now)).toEqual(made);
    expect(await store.users.takeLink(made.tokenHash, now)).toBeNull();
    expect(await store.users.findLink(made.tokenHash, now)).toBeNull();
  });

  it("goes to one of ten who take it at the same moment", async () => {
    const made = await link();
    const taken = await Promise.all(Array.from({ length: 10 }, () => store.users.takeLink(made.tokenHash, now)));
    expect(taken.filter((one) => one !== null)).toEqual([made]);
  });

  it("is the only one of its user: a newer one ends it, and so does a disabled account", async () => {
    const [first, elses] = [await link(), await link()];
    const second = { ...first, tokenHash: new Uint8Array(randomBytes(32)) };
    await store.users.insertLink(second);
    expect(await store.users.findLink(first.tokenHash, now)).toBeNull();
    expect(await store.users.takeLink(first.tokenHash, now)).toBeNull();
    expect(await store.users.findLink(second.tokenHash, now)).toEqual(second);
    await store.users.endLinks(first.userId);
    expect(await store.users.takeLink(second.tokenHash, now)).toBeNull();
    expect(await store.users.takeLink(elses.tokenHash, now)).toEqual(elses);
  });

  it("is still the only one when two are made at the same moment", async () => {
    const { userId, expiresAt } = await link();
    const made = Array.from({ length: 5 }, () => ({ tokenHash: new Uint8Array(randomBytes(32)), userId, expiresAt }));
    await Promise.all(made.map((one) => store.transaction((tables) => tables.users.insertLink(one))));
    const left = await Promise.all(made.map(({ tokenHash }) => store.users.findLink(tokenHash, now)));
    expect(left.filter((one) => one !== null)).toHaveLength(1);
  });

  it("is nothing when unknown or over", async () => {
    const over = await link(now);
    expect(await store.users.takeLink(over.tokenHash, now)).toBeNull();
    expect(await store.users.takeLink(randomBytes(32), now)).toBeNull();
  });

  it("is there again when the transaction that took it rolls back", async () => {
    const made = await link();
    const failed = store.transaction(async (tables) => {
      await tables.users.takeLink(made.tokenHash, now);
      throw new TypeError("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await store.users.takeLink(made.tokenHash, now)).toEqual(made);
  });
});

describe("a password", () => {
  it("is replaced by one of several who know it, and by nobody once the account is disabled", async () => {
    const owner = user({ passwordHash: "first" });
    await store.users.insert(owner);
    const replaced = await Promise.all(
      Array.from({ length: 5 }, (_, n) => store.users.replacePassword(owner.id, { from: "first", to: `then ${n}` })),
    );
    expect(replaced.filter(Boolean)).toHaveLength(1);
    const { passwordHash } = (await store.users.find(owner.id))!;
    expect(passwordHash).toBe(`then ${replaced.indexOf(true)}`);
    await store.users.update(owner.id, { disabledAt: now });
    expect(await store.users.replacePassword(owner.id, { from: passwordHash!, to: "last" })).toBe(false);
  });
});

describe("a session", () => {
  it("is active with its user until it is over, revoked, or its user disabled", async () => {
    const owner = user();
    await store.users.insert(owner);
    const made = session({ userId: owner.id });
    await store.sessions.insert(made);
    expect(await store.sessions.findActive(made.id, now)).toEqual({ session: made, user: owner });
    expect(await store.sessions.findActive(made.id, made.expiresAt)).toBeNull();
    expect(await store.sessions.findActive("unknown", now)).toBeNull();
    await store.users.update(owner.id, { disabledAt: now });
    expect(await store.sessions.findActive(made.id, now)).toBeNull();
    await store.users.update(owner.id, { disabledAt: null });
    await store.sessions.revoke(made.id, now);
    expect(await store.sessions.findActive(made.id, now)).toBeNull();
  });

  it("ends with all the others of its user", async () => {
    const [owner, other] = [user(), user()];
    for (const one of [owner, other]) await store.users.insert(one);
    const [first, second, elses] = [owner, owner, other].map(({ id }) => session({ userId: id }));
    for (const one of [first!, second!, elses!]) await store.sessions.insert(one);
    expect(await store.sessions.revokeAllOf(owner.id, now)).toBe(2);
    expect(await store.sessions.findActive(second!.id, now)).toBeNull();
    expect(await store.sessions.findActive(elses!.id, now)).not.toBeNull();
  });

  it("is the only one left when all the others of its user end", async () => {
    const [owner, other] = [user(), user()];
    for (const one of [owner, other]) await store.users.insert(one);
    const [kept, second, elses] = [owner, owner, other].map(({ id }) => session({ userId: id }));
    for (const one of [kept!, second!, elses!]) await store.sessions.insert(one);
    expect(await store.sessions.revokeOthersOf(owner.id, kept!.id, now)).toBe(1);
    expect(await store.sessions.findActive(second!.id, now)).toBeNull();
    expect(await store.sessions.listOf(owner.id, now)).toEqual([kept]);
    expect(await store.sessions.listOf(other.id, now)).toEqual([elses]);
  });

  it("is listed, newest first, until it is over or revoked", async () => {
    const owner = user();
    await store.users.insert(owner);
    const older = session({ userId: owner.id, createdAt: new Date(now.getTime() - 60_000) });
    const newer = session({ userId: owner.id, createdAt: now });
    for (const one of [older, newer]) await store.sessions.insert(one);
    expect(await store.sessions.listOf(owner.id, now)).toEqual([newer, older]);
    await store.sessions.revoke(newer.id, now);
    expect(await store.sessions.listOf(owner.id, now)).toEqual([older]);
    expect(await store.sessions.listOf(owner.id, older.expiresAt)).toEqual([]);
  });

  it("is swept once it has been over", async () => {
    const owner = user();
    await store.users.insert(owner);
    const over = session({ userId: owner.id, expiresAt: at("2020-01-01T00:00:00") });
    await store.sessions.insert(over);
    expect(await store.sessions.deleteExpired(at("2021-01-01T00:00:00"))).toBe(1);
    expect(await store.sessions.deleteExpired(at("2021-01-01T00:00:00"))).toBe(0);
  });
});

describe("failed guesses", () => {
  it("count per key and fixed window", async () => {
    expect(await store.guesses.count("a", now, 60)).toBe(0);
    expect(await store.guesses.add("a", now, 60)).toBe(1);
    expect(await store.guesses.add("a", at("2026-01-01T12:00:59.999"), 60)).toBe(2);
    expect(await store.guesses.count("a", now, 60)).toBe(2);
    expect(await store.guesses.count("a", at("2026-01-01T12:01:00"), 60)).toBe(0);
    expect(await store.guesses.count("b", now, 60)).toBe(0);
    await store.guesses.takeBack("a", now, 60);
    expect(await store.guesses.count("a", now, 60)).toBe(1);
    for (const _ of [1, 2]) await store.guesses.takeBack("a", now, 60);
    expect(await store.guesses.count("a", now, 60)).toBe(0);
    await store.guesses.add("a", now, 60);
    await store.guesses.clear("a");
    expect(await store.guesses.count("a", now, 60)).toBe(0);
  });

  it("are never lost between instances", async () => {
    const counts = await Promise.all(Array.from({ length: 20 }, () => store.guesses.add("many", now, 60)));
    expect(counts.sort((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("of old windows are swept", async () => {
    await store.guesses.add("old", at("2020-01-01T00:00:00"), 60);
    await store.guesses.deleteBefore(at("2021-01-01T00:00:00"));
    expect(await store.guesses.count("old", at("2020-01-01T00:00:00"), 60)).toBe(0);
  });
});

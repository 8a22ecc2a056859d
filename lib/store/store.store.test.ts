import { afterAll, describe, expect, it } from "vitest";
import { CaError } from "../errors";
import { createStore } from "./store";
import { administer } from "./testing/global-setup";
import { openTestDatabase, openTestStore } from "./testing/open-test-store";
import { at, authority, establish, user, wrappedKey } from "./testing/records";

const { store, url, close } = await openTestStore();
afterAll(close);

describe("a transaction", () => {
  it("commits what it wrote when it returns, and its reads see its own writes", async () => {
    const made = user();
    const seen = await store.transaction(async (tables) => {
      await tables.users.insert(made);
      return tables.users.find(made.id);
    });
    expect(seen).toEqual(made);
    expect(await store.users.find(made.id)).toEqual(made);
  });

  it("leaves nothing when it throws, and the error arrives as it was thrown", async () => {
    const made = user();
    const refusal = new CaError("policy", "No.");
    const failed = store.transaction(async (tables) => {
      await tables.users.insert(made);
      throw refusal;
    });
    await expect(failed).rejects.toBe(refusal);
    expect(await store.users.find(made.id)).toBeNull();
  });

  it("is run again after a deadlock, until both have happened", async () => {
    const [one, other] = [await establish(store), await establish(store)];
    let runs = 0;
    let holding = 0;
    let release = () => {};
    const bothHold = new Promise<void>((resolve) => {
      release = resolve;
    });
    const cross = (first: string, second: string) =>
      store.transaction(async (tables) => {
        runs++;
        await tables.authorities.lock(first);
        if (++holding === 2) release();
        await bothHold;
        await tables.authorities.lock(second);
        await tables.authorities.update(second, { crlLifeSeconds: 200 });
      });
    await Promise.all([cross(one.id, other.id), cross(other.id, one.id)]);
    expect(runs).toBe(3);
  });

  it("that violates a rule of the schema only at its end still fails as a whole", async () => {
    const made = user();
    const dangling = store.transaction(async (tables) => {
      await tables.users.insert(made);
      const key = wrappedKey();
      await tables.keys.insert(key);
      await tables.authorities.insert(authority({ keyId: key.id, certificateId: "missing" }));
    });
    await expect(dangling).rejects.toThrow();
    expect(await store.users.find(made.id)).toBeNull();
  });
});

describe("times", () => {
  it("are the same instants whatever the time zone of the server", async () => {
    const opened = await openTestDatabase("migrated");
    const name = new URL(opened.url).pathname.slice(1);
    await administer(opened.url, `ALTER DATABASE ${name} SET timezone = 'Pacific/Auckland'`);
    const elsewhere = createStore({ connectionString: opened.url });
    const made = user({ createdAt: at("2026-06-01T23:59:59.999") });
    await elsewhere.users.insert(made);
    expect(await elsewhere.users.find(made.id)).toEqual(made);
    const [row] = await administer(opened.url, `SELECT extract(epoch FROM created_at)::float AS epoch FROM users`);
    expect(row).toEqual({ epoch: made.createdAt.getTime() / 1000 });
    await elsewhere.close();
    await opened.close();
  });
});

describe("a database that is away is unavailable, not a failure of ours", () => {
  it.each([
    ["no server", "postgresql://nobody:x@127.0.0.1:1/none"],
    ["no socket", "postgresql://nobody:x@localhost/none?host=/nonexistent"],
    ["no such database", () => url.replace(/\/countersign_test_[^?]*/, "/nowhere")],
    ["wrong password", () => url.replace(/:[^:@]*@/, ":wrong@")],
  ])("%s", async (_, address) => {
    const away = createStore({ connectionString: typeof address === "string" ? address : address() });
    await expect(away.ping()).rejects.toMatchObject({ code: "unavailable" });
    await expect(away.users.list()).rejects.toMatchObject({ code: "unavailable" });
    await expect(away.transaction((tables) => tables.users.list())).rejects.toMatchObject({ code: "unavailable" });
    await away.close();
  });

  it("a connection that is cut in the middle of a transaction", async () => {
    const opened = await openTestStore();
    const cut = opened.store.transaction(async (tables) => {
      await tables.users.list();
      const others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity";
      await administer(opened.url, `${others} WHERE datname = current_database() AND pid <> pg_backend_pid()`);
      await tables.users.list();
    });
    await expect(cut).rejects.toMatchObject({ code: "unavailable" });
    await opened.store.ping();
    await opened.close();
  });
});

describe("the instance", () => {
  it("is set up once, whoever tries at the same moment", async () => {
    const { store: own, close: closeOwn } = await openTestStore();
    expect(await own.instance.read()).toMatchObject({
      setupAt: null,
      newestSignedAt: null,
      acceptedSkewMilliseconds: 0,
    });
    const setUp = () =>
      own.transaction(async (tables) => {
        const { setupAt } = await tables.instance.lock();
        if (setupAt !== null) throw new CaError("conflict", "Set up already.");
        await tables.users.insert(user({ email: "first@example.org" }));
        await tables.instance.completeSetup(at("2026-01-01T00:00:00"));
      });
    const results = await Promise.allSettled([setUp(), setUp(), setUp()]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await own.users.list()).toHaveLength(1);
    await expect(own.instance.completeSetup(at("2026-01-02T00:00:00"))).rejects.toMatchObject({ code: "conflict" });
    expect((await own.instance.read()).setupAt).toEqual(at("2026-01-01T00:00:00"));
    await closeOwn();
  });

  it("never lowers the newest signed time except by accepting a clock", async () => {
    await store.instance.raiseNewestSigned(at("2026-03-01T00:00:00"));
    await store.instance.raiseNewestSigned(at("2026-02-01T00:00:00"));
    expect((await store.instance.read()).newestSignedAt).toEqual(at("2026-03-01T00:00:00"));
    await store.instance.acceptClock({ newestSignedAt: at("2026-01-15T00:00:00"), acceptedSkewMilliseconds: -90_000 });
    expect(await store.instance.read()).toMatchObject({
      newestSignedAt: at("2026-01-15T00:00:00"),
      acceptedSkewMilliseconds: -90_000,
    });
  });

  it("tells the server’s clock at the read, not at the start of the transaction", async () => {
    const [first, second] = await store.transaction(async (tables) => {
      const before = await tables.instance.read();
      await new Promise((resolve) => setTimeout(resolve, 20));
      return [before, await tables.instance.read()];
    });
    expect(second.databaseTime.getTime()).toBeGreaterThan(first.databaseTime.getTime());
  });
});

import { afterAll, describe, expect, it } from "vitest";
import type { Tables } from "../ca/ports";
import { openTestStore } from "./testing/open-test-store";
import { at, certificate, establish } from "./testing/records";

const { store, close } = await openTestStore();
afterAll(close);

/** A transaction that does `first`, then waits to be told to commit. */
function openEnded(first: (tables: Tables) => Promise<unknown>) {
  let commit = () => {};
  const told = new Promise<void>((resolve) => (commit = resolve));
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const done = store.transaction(async (tables) => {
    await first(tables);
    begun();
    await told;
  });
  return { hasBegun, commit: () => commit(), done };
}

const isWaiting = async (work: Promise<unknown>) =>
  (await Promise.race([work, new Promise((resolve) => setTimeout(resolve, 300, "waiting"))])) === "waiting";

describe("what a signature relies on", () => {
  it("is told as committed: states, blocked keys, nothing for what is unknown", async () => {
    const root = await establish(store, { state: "paused" });
    const child = await establish(store, { kind: "issuing", parentId: root.id });
    const blocked = "b10c".repeat(16);
    const leaf = certificate({ authorityId: child.id });
    await store.certificates.insert(leaf);
    await store.blockedKeys.insert({
      spkiSha256: blocked,
      blockedAt: at("2026-01-01T00:00:00"),
      certificateId: leaf.id,
    });
    const authorityIds = [child.id, root.id, "unknown"];
    const states = new Map([
      [root.id, "paused"],
      [child.id, "active"],
    ]);
    expect(await store.standing.hold({ authorityIds, spkiSha256: blocked })).toEqual({ states, isBlocked: true });
    expect(await store.standing.hold({ authorityIds, spkiSha256: "other" })).toEqual({ states, isBlocked: false });
    expect(await store.standing.hold({ authorityIds: [], spkiSha256: blocked })).toEqual({
      states: new Map(),
      isBlocked: true,
    });
  });

  it("does not change while somebody holds it, and those who hold do not wait for each other", async () => {
    const { id } = await establish(store);
    const facts = { authorityIds: [id], spkiSha256: "a key no row knows" };
    const holding = openEnded((tables) => tables.standing.hold(facts));
    await holding.hasBegun;
    await store.transaction((tables) => tables.standing.hold(facts));
    const change = store.transaction((tables) => tables.standing.lock({ authorityIds: [id], spkiSha256s: [] }));
    const block = store.transaction((tables) =>
      tables.standing.lock({ authorityIds: [], spkiSha256s: [facts.spkiSha256] }),
    );
    expect([await isWaiting(change), await isWaiting(block)]).toEqual([true, true]);
    holding.commit();
    await Promise.all([holding.done, change, block]);
  });

  it("is seen changed by whoever waited for the change, and a waiting change comes before those who ask later", async () => {
    const { id } = await establish(store);
    const facts = { authorityIds: [id], spkiSha256: "some key" };
    const holding = openEnded((tables) => tables.standing.hold(facts));
    await holding.hasBegun;
    const change = store.transaction(async (tables) => {
      await tables.standing.lock({ authorityIds: [id], spkiSha256s: [] });
      await tables.authorities.update(id, { state: "paused" });
    });
    expect(await isWaiting(change)).toBe(true);
    const later = store.transaction((tables) => tables.standing.hold(facts));
    expect(await isWaiting(later)).toBe(true);
    holding.commit();
    await Promise.all([holding.done, change]);
    expect((await later).states.get(id)).toBe("paused");
  });

  it("holds up no CRL, and no CRL holds it up", async () => {
    const { id } = await establish(store);
    const publishing = openEnded((tables) => tables.authorities.lock(id));
    await publishing.hasBegun;
    await store.transaction((tables) => tables.standing.hold({ authorityIds: [id], spkiSha256: "some key" }));
    publishing.commit();
    await publishing.done;
  });
});

import { createHash, randomBytes } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { CrlRecord } from "../ca/ports";
import { administer } from "./testing/global-setup";
import { openTestStore } from "./testing/open-test-store";
import { at, authority, certificate, establish, wrappedKey } from "./testing/records";

const { store, url, close } = await openTestStore();
afterAll(close);

describe("wrapped keys", () => {
  it("come back byte for byte", async () => {
    expect(await store.keys.findAny()).toBeNull();
    const key = wrappedKey({ keyType: "rsa-4096" });
    await store.keys.insert(key);
    const found = await store.keys.find(key.id);
    expect(found).toMatchObject({ id: key.id, keyType: "rsa-4096", masterKeyId: key.masterKeyId });
    expect(Buffer.from(found!.envelope).equals(key.envelope)).toBe(true);
    expect(Buffer.from(found!.spkiDer).equals(key.spkiDer)).toBe(true);
    expect((await store.keys.findAny())?.id).toBe(key.id);
    expect((await store.keys.list()).map(({ id }) => id)).toEqual([key.id]);
    expect(await store.keys.find("unknown")).toBeNull();
  });

  it("are known as an authority’s only once an authority has them", async () => {
    const key = wrappedKey();
    const spkiSha256 = createHash("sha256").update(key.spkiDer).digest("hex");
    await store.keys.insert(key);
    expect(await store.keys.isAuthorityKey(spkiSha256)).toBe(false);
    const made = authority({ keyId: key.id, certificateId: "own-of-known-key" });
    await store.transaction(async (tables) => {
      await tables.authorities.insert(made);
      await tables.certificates.insert(
        certificate({ id: "own-of-known-key", authorityId: made.id, kind: "authority" }),
      );
    });
    expect(await store.keys.isAuthorityKey(spkiSha256)).toBe(true);
  });
});

describe("authorities", () => {
  it("come back as they were inserted, listed oldest first", async () => {
    const first = await establish(store, { createdAt: at("2020-01-01T00:00:00") });
    const child = await establish(store, { kind: "issuing", parentId: first.id, createdAt: at("2020-01-02T00:00:00") });
    const found = await store.authorities.find(child.id);
    expect({ ...found, certificateDer: Buffer.from(found!.certificateDer) }).toEqual(child);
    expect((await store.authorities.list()).slice(0, 2).map(({ id }) => id)).toEqual([first.id, child.id]);
    expect(await store.authorities.find("unknown")).toBeNull();
    expect(await store.authorities.lock("unknown")).toBeNull();
  });

  it("have one name each, and the refusal names the field", async () => {
    await establish(store, { name: "Taken" });
    await expect(establish(store, { name: "Taken" })).rejects.toMatchObject({ code: "conflict", field: "name" });
  });

  it("change only in the fields given", async () => {
    const before = await establish(store);
    await store.authorities.update(before.id, { state: "paused", crlStaleSince: at("2026-02-01T00:00:00") });
    const after = await store.authorities.find(before.id);
    expect(after).toMatchObject({
      state: "paused",
      crlStaleSince: at("2026-02-01T00:00:00"),
      validationUrl: before.validationUrl,
    });
    await expect(store.authorities.update("unknown", { state: "active" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("under lock are one transaction’s at a time, while certificates are still issued under them", async () => {
    const { id } = await establish(store);
    const order: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = store.transaction(async (tables) => {
      await tables.authorities.lock(id);
      order.push("first holds");
      await released;
      await tables.authorities.update(id, { crlLifeSeconds: 1 });
      order.push("first ends");
    });
    const second = store.transaction(async (tables) => {
      await expect.poll(() => order.length).toBeGreaterThan(0);
      const locked = await tables.authorities.lock(id);
      order.push(`second holds and sees ${locked?.crlLifeSeconds}`);
    });
    await expect.poll(() => order.length).toBeGreaterThan(0);
    await store.certificates.insert(certificate({ authorityId: id }));
    order.push("issued");
    release();
    await Promise.all([first, second]);
    expect(order).toEqual(["first holds", "issued", "first ends", "second holds and sees 1"]);
  });
});

describe("CRLs", () => {
  function crl(authorityId: string, number: bigint, thisUpdate = at("2026-01-01T00:00:00")): CrlRecord {
    return {
      authorityId,
      number,
      thisUpdate,
      nextUpdate: new Date(thisUpdate.getTime() + 604_800_000),
      entryCount: 0,
      sha256: randomBytes(32).toString("hex"),
      der: randomBytes(300),
    };
  }

  it("have numbers that only grow within an authority, larger than any JavaScript number", async () => {
    const [one, other] = [await establish(store), await establish(store)];
    const number = 2n ** 62n;
    await store.crls.insert(crl(one.id, number));
    await expect(store.crls.insert(crl(one.id, number))).rejects.toMatchObject({ code: "conflict" });
    await expect(store.crls.insert(crl(one.id, number - 1n))).rejects.toMatchObject({ code: "conflict" });
    await store.crls.insert(crl(other.id, 1n));
    await store.crls.insert(crl(one.id, number + 1n));
    expect((await store.crls.latest(one.id))?.number).toBe(number + 1n);
  });

  it("are inserted in the order of their numbers even by instances that publish at once", async () => {
    const { id } = await establish(store);
    const numbers = Array.from({ length: 10 }, (_, index) => BigInt(index + 1));
    const outcomes = await Promise.allSettled(numbers.map((number) => store.crls.insert(crl(id, number))));
    const rows = await administer(url, `SELECT number FROM crls WHERE authority_id = '${id}' ORDER BY ctid`);
    const stored = rows.map(({ number }) => BigInt(String(number)));
    expect(stored).toEqual(numbers.filter((_, index) => outcomes[index]!.status === "fulfilled"));
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
  });

  it("the latest comes with its bytes, and without them in the list of all authorities", async () => {
    const { id } = await establish(store);
    expect(await store.crls.latest(id)).toBeNull();
    const made = crl(id, 7n);
    await store.crls.insert(crl(id, 6n));
    await store.crls.insert(made);
    const latest = await store.crls.latest(id);
    expect({ ...latest, der: Buffer.from(latest!.der) }).toEqual(made);
    const { der: _, ...listed } = made;
    const all = await store.crls.latestOfAll();
    expect(all.filter(({ authorityId }) => authorityId === id)).toEqual([listed]);
  });

  it("keep the bytes of no more than ten, so that a burst of revocations cannot fill the disk", async () => {
    const [{ id }, other] = [await establish(store), await establish(store)];
    await store.crls.insert(crl(other.id, 1n));
    for (let number = 1n; number <= 14n; number++) {
      await store.transaction((tables) => tables.crls.insert(crl(id, number)));
    }
    const rows = await administer(
      url,
      `SELECT number FROM crls WHERE authority_id = '${id}' AND der IS NULL ORDER BY 1`,
    );
    expect(rows.map(({ number }) => Number(number))).toEqual([1, 2, 3, 4]);
    expect((await store.crls.latest(id))?.number).toBe(14n);
    expect((await store.crls.latest(other.id))?.der.length).toBe(300);
  });

  it("lose their bytes when superseded and old, and nothing else", async () => {
    const { id } = await establish(store);
    await store.crls.insert(crl(id, 1n, at("2026-01-01T00:00:00")));
    await store.crls.insert(crl(id, 2n, at("2026-01-02T00:00:00")));
    await store.crls.dropBytesBefore(at("2030-01-01T00:00:00"));
    expect((await store.crls.latest(id))?.der.length).toBe(300);
    const [old] = await administer(url, `SELECT der, sha256 FROM crls WHERE authority_id = '${id}' AND number = 1`);
    expect(old).toEqual({ der: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(store.crls.insert(crl(id, 1n))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("blocked keys", () => {
  it("are blocked once and for all", async () => {
    const { certificateId } = await establish(store);
    const key = { spkiSha256: "ab".repeat(32), blockedAt: at("2026-01-01T00:00:00"), certificateId };
    expect(await store.blockedKeys.isBlocked(key.spkiSha256)).toBe(false);
    await store.blockedKeys.insert(key);
    await store.blockedKeys.insert(key);
    expect(await store.blockedKeys.isBlocked(key.spkiSha256)).toBe(true);
  });
});

import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import type { CertificateRecord } from "../ca/ports";
import { insertRevokedCopies } from "./testing/copies";
import { openTestStore } from "./testing/open-test-store";
import { at, certificate, establish } from "./testing/records";

const { store, url, close } = await openTestStore();
afterAll(close);

const revokedAt = at("2026-02-01T00:00:00");

describe("certificates", () => {
  it("come back as they were inserted, by id, by serial and by key", async () => {
    const { id: authorityId } = await establish(store);
    const made = certificate({ authorityId, names: ["dns:a.example", "ip:10.0.0.1"], issuedById: "u1" });
    await store.certificates.insert(made);
    for (const found of [
      await store.certificates.find(made.id),
      await store.certificates.findBySerial(authorityId, made.serial),
      (await store.certificates.findBySpki(made.spkiSha256))[0],
    ])
      expect({ ...found, der: Buffer.from(found!.der) }).toEqual(made);
    expect(await store.certificates.find("unknown")).toBeNull();
    expect(await store.certificates.findBySerial("unknown", made.serial)).toBeNull();
    expect(await store.certificates.findBySpki("unknown")).toEqual([]);
  });

  it("keep display text that PostgreSQL could not hold, visibly replaced", async () => {
    const { id: authorityId } = await establish(store);
    const made = certificate({ authorityId, displayName: "a\0b", subject: "CN=\ud800", names: ["uri:\0"] });
    await store.certificates.insert(made);
    expect(await store.certificates.find(made.id)).toMatchObject({
      displayName: "a␀b",
      subject: "CN=�",
      names: ["uri:␀"],
    });
  });

  it("take names longer than an index entry", async () => {
    const { id: authorityId } = await establish(store);
    const displayName = `spiffe://corp.example/${randomBytes(8_000).toString("hex")}`;
    const made = certificate({ authorityId, displayName, names: [`uri:${displayName}`] });
    await store.certificates.insert(made);
    expect((await store.certificates.find(made.id))?.displayName).toBe(displayName);
  });
});

describe("a serial is unique per issuer", () => {
  it("and free under another", async () => {
    const [one, other] = [await establish(store), await establish(store)];
    const made = certificate({ authorityId: one.id, serial: "7f01" });
    await store.certificates.insert(made);
    await expect(store.certificates.insert(certificate({ authorityId: one.id, serial: "7f01" }))).rejects.toMatchObject(
      {
        code: "conflict",
        detail: "This issuer has already used this serial number; issue again.",
      },
    );
    await store.certificates.insert(certificate({ authorityId: other.id, serial: "7f01" }));
  });

  it("for instances that issue it at the same moment", async () => {
    const { id: authorityId } = await establish(store);
    const twins = Array.from({ length: 8 }, () => certificate({ authorityId, serial: "7f02" }));
    const outcomes = await Promise.allSettled(twins.map((one) => store.certificates.insert(one)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it.each([["7F03"], ["007f"], ["7f0"], [""], ["7f:03"], [`40${"00".repeat(20)}`]])(
    "so the database takes one spelling only, not %j",
    async (serial) => {
      const { id: authorityId } = await establish(store);
      await expect(store.certificates.insert(certificate({ authorityId, serial }))).rejects.toThrow();
    },
  );
});

describe("succession", () => {
  it("is told from both ends; of several successors the earliest counts", async () => {
    const { id: authorityId } = await establish(store);
    const old = certificate({ authorityId });
    const next = certificate({ authorityId, predecessorId: old.id, createdAt: at("2026-03-01T00:00:00") });
    const later = certificate({ authorityId, predecessorId: old.id, createdAt: at("2026-03-02T00:00:00") });
    for (const one of [old, later, next]) await store.certificates.insert(one);
    expect((await store.certificates.find(old.id))?.successorId).toBe(next.id);
    expect(await store.certificates.find(next.id)).toMatchObject({ predecessorId: old.id, successorId: null });
  });
});

describe("revocation", () => {
  it("is set, changed and taken back", async () => {
    const { id: authorityId } = await establish(store);
    const { id } = certificate({ authorityId });
    await store.certificates.insert(certificate({ id, authorityId }));
    await store.certificates.setRevocation(id, { revokedAt, reason: "certificateHold" });
    expect(await store.certificates.find(id)).toMatchObject({ revokedAt, revocationReason: "certificateHold" });
    await store.certificates.setRevocation(id, null);
    expect(await store.certificates.find(id)).toMatchObject({ revokedAt: null, revocationReason: null });
    await expect(store.certificates.setRevocation("unknown", null)).rejects.toMatchObject({ code: "not-found" });
  });

  it("of one certificate by two people at once happens once, under its lock", async () => {
    const { id: authorityId } = await establish(store);
    const made = certificate({ authorityId });
    await store.certificates.insert(made);
    const revoke = (reason: "superseded" | "keyCompromise") =>
      store.transaction(async (tables) => {
        const locked = await tables.certificates.lock(made.id);
        if (locked?.revokedAt !== null) return false;
        await tables.certificates.setRevocation(made.id, { revokedAt, reason });
        return true;
      });
    const done = await Promise.all([revoke("superseded"), revoke("keyCompromise"), revoke("superseded")]);
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await store.transaction((tables) => tables.certificates.lock("unknown"))).toBeNull();
  });

  it("is listed for the CRL in its order: holds too, until the certificate’s own end, and only of this issuer", async () => {
    const [mine, other] = [await establish(store), await establish(store)];
    const rows = [
      { serial: "03", revokedAt: at("2026-02-03T00:00:00.123"), revocationReason: "keyCompromise" as const },
      { serial: "01", revokedAt: at("2026-02-01T00:00:00"), revocationReason: "certificateHold" as const },
      { serial: "02", revokedAt: at("2026-02-02T00:00:00"), revocationReason: "unspecified" as const },
    ];
    for (const row of rows) await store.certificates.insert(certificate({ authorityId: mine.id, ...row }));
    const over = { revokedAt, revocationReason: "superseded" as const, notAfter: at("2026-02-10T00:00:00") };
    await store.certificates.insert(certificate({ authorityId: mine.id, ...over }));
    await store.certificates.insert(certificate({ authorityId: mine.id }));
    await store.certificates.insert(certificate({ authorityId: other.id, ...rows[0]! }));
    expect(await store.certificates.revoked(mine.id, at("2026-02-10T00:00:00"))).toEqual([
      { serial: "01", revokedAt: at("2026-02-01T00:00:00"), reason: "certificateHold" },
      { serial: "02", revokedAt: at("2026-02-02T00:00:00"), reason: "unspecified" },
      { serial: "03", revokedAt: at("2026-02-03T00:00:00.123"), reason: "keyCompromise" },
    ]);
    expect(await store.certificates.revoked("unknown", at("2026-02-10T00:00:00"))).toEqual([]);
  });
});

describe("the latest end of what an authority signed for others", () => {
  it("leaves out a root’s own certificate and counts its issuing authorities", async () => {
    const root = await establish(store, { notAfter: at("2046-01-01T00:00:00") });
    expect(await store.certificates.latestNotAfter(root.id)).toBeNull();
    const issuing = await establish(store, { kind: "issuing", parentId: root.id, notAfter: at("2036-01-01T00:00:00") });
    expect(await store.certificates.latestNotAfter(root.id)).toEqual(at("2036-01-01T00:00:00"));
    expect(await store.certificates.latestNotAfter(issuing.id)).toBeNull();
    await store.certificates.insert(certificate({ authorityId: issuing.id, notAfter: at("2026-04-01T00:00:00") }));
    expect(await store.certificates.latestNotAfter(issuing.id)).toEqual(at("2026-04-01T00:00:00"));
  });
});

describe("counts", () => {
  it("put each leaf of an authority in one place, and authorities in none", async () => {
    const { id: authorityId } = await establish(store);
    const now = at("2026-03-01T00:00:00");
    const insert = (notBefore: string, notAfter: string, change: Partial<CertificateRecord> = {}) =>
      store.certificates.insert(
        certificate({ authorityId, notBefore: at(notBefore), notAfter: at(notAfter), ...change }),
      );
    await insert("2025-03-01T00:00:00", "2026-04-15T00:00:00");
    // Ten days left of ten, of thirty, and of a year.
    await insert("2026-03-01T00:00:00", "2026-03-11T00:00:00");
    await insert("2026-02-09T00:00:00", "2026-03-11T00:00:00");
    await insert("2025-03-11T00:00:00", "2026-03-11T00:00:00");
    await insert("2026-02-01T00:00:00", "2026-03-01T00:00:00");
    await insert("2026-02-01T00:00:00", "2026-02-28T23:59:59");
    await insert("2025-03-01T00:00:00", "2026-06-01T00:00:00", { revokedAt, revocationReason: "certificateHold" });
    await insert("2025-03-01T00:00:00", "2026-02-01T00:00:00", { revokedAt, revocationReason: "superseded" });
    const counts = await store.certificates.countsByAuthority(now, { within: "everything" });
    expect(counts.get(authorityId)).toEqual({ valid: 2, expiring: 3, expired: 1, revoked: 2 });
    expect(counts.size).toBeGreaterThan(1);
    const only = await store.certificates.countsByAuthority(now, { within: "everything", authorityId });
    expect([...only]).toEqual([[authorityId, counts.get(authorityId)]]);
  });

  it("per UTC day of expiry begin with the day of `from` and have as many entries as asked for", async () => {
    const { id: authorityId } = await establish(store);
    const leaf = (notAfter: string, change = {}) =>
      store.certificates.insert(certificate({ id: randomUUID(), authorityId, notAfter: at(notAfter), ...change }));
    await leaf("2031-05-01T05:00:00"); // before `from` on its day
    await leaf("2031-05-01T23:59:59.999");
    await leaf("2031-05-02T00:00:00");
    await leaf("2031-05-02T12:00:00");
    await leaf("2031-05-02T12:00:00", { revokedAt, revocationReason: "superseded" });
    await leaf("2031-05-04T00:00:00"); // the day after the last
    expect(await store.certificates.expiryPerDay(at("2031-05-01T06:00:00"), 3, "everything")).toEqual([1, 2, 0]);
  });
});

describe("a hundred thousand revoked certificates", () => {
  it("are read for a CRL, in order", async () => {
    const { id: authorityId } = await establish(store);
    const model = certificate({ authorityId });
    await store.certificates.insert(model);
    await insertRevokedCopies(url, model.id, 100_000);
    const rows = await store.certificates.revoked(authorityId, at("2026-02-10T00:00:00"));
    expect(rows).toHaveLength(100_000);
    expect(rows[99_999]!.revokedAt.getTime() - rows[0]!.revokedAt.getTime()).toBe(99_999_000);
  }, 120_000);
});

import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyCertificate } from "../ca/certificate-query";
import { certificateStatus } from "../ca/certificate-status";
import type { CertificateQuery, CertificateRecord, CertificateStatus } from "../ca/ports";
import { encodeCursor } from "./certificate-cursor";
import { insertRevokedCopies } from "./testing/copies";
import { openTestStore } from "./testing/open-test-store";
import { at, certificate, establish } from "./testing/records";

const { store, url, close } = await openTestStore();
afterAll(close);

const now = at("2026-03-10T00:00:00");
const statuses: readonly CertificateStatus[] = ["valid", "expiring", "expired", "revoked", "hold"];
const leaves = ["server", "client", "peer"] as const;

function query(change: Partial<CertificateQuery> = {}): CertificateQuery {
  return { ...everyCertificate, kinds: leaves, now, limit: 100, ...change };
}

async function namesFound(change: Partial<CertificateQuery>): Promise<string[]> {
  const { rows } = await store.certificates.search(query(change));
  return rows.map(({ displayName }) => displayName).sort();
}

describe("what was typed finds a certificate", () => {
  const marked = { serial: "41abcd", sha256: "aa".repeat(32), sha1: "bb".repeat(20), spkiSha256: "cc".repeat(32) };
  beforeAll(async () => {
    const { id: authorityId } = await establish(store);
    const insert = (displayName: string, change: Partial<CertificateRecord> = {}) =>
      store.certificates.insert(certificate({ authorityId, displayName, subject: "", names: [], ...change }));
    await insert("Billing.Corp.Example", { names: ["dns:billing.corp.example", "ip:10.1.2.3"], ...marked });
    await insert("100%_sure");
    await insert("100 percent");
    await insert("back\\slash");
    await insert("Ümläut-Gerät");
    await insert("v6", { names: ["ip:2001:db8::1"] });
    await insert("subject", { subject: "CN=other, O=Zebra GmbH" });
  });

  it.each<[string, Partial<CertificateQuery>, string[]]>([
    ["part of its name", { text: "ling.cor" }, ["Billing.Corp.Example"]],
    ["in any capitalisation", { text: "BILLING" }, ["Billing.Corp.Example"]],
    ["beyond ASCII too", { text: "ÜMLÄUT-gerät" }, ["Ümläut-Gerät"]],
    ["with blanks around it", { text: "  billing " }, ["Billing.Corp.Example"]],
    ["an address", { text: "10.1.2.3" }, ["Billing.Corp.Example"]],
    ["part of an IPv6 address", { text: "db8::1" }, ["v6"]],
    ["part of its subject", { text: "zebra" }, ["subject"]],
    ["two characters", { text: "v6" }, ["v6"]],
    ["a percent sign, which is no wildcard", { text: "100%" }, ["100%_sure"]],
    ["an underscore, which is no wildcard", { text: "%_s" }, ["100%_sure"]],
    ["a backslash", { text: "k\\s" }, ["back\\slash"]],
    ["an attempt at SQL, which is text", { text: "' OR true --" }, []],
    ["a NUL, which nothing contains", { text: "\0" }, []],
    ["its serial", { serials: ["00", "41abcd"] }, ["Billing.Corp.Example"]],
    ["its SHA-256 fingerprint", { fingerprint: marked.sha256 }, ["Billing.Corp.Example"]],
    ["its SHA-1 fingerprint", { fingerprint: marked.sha1 }, ["Billing.Corp.Example"]],
    ["its key’s fingerprint", { fingerprint: marked.spkiSha256 }, ["Billing.Corp.Example"]],
    ["any reading of what was typed", { text: "v6", serials: ["41abcd"] }, ["Billing.Corp.Example", "v6"]],
  ])("%s", async (_, change, names) => {
    expect(await namesFound(change)).toEqual(names);
  });
});

describe("filters", () => {
  const random = (days: number) => Math.floor(Math.random() * days * 86_400_000);
  let authorityId: string;
  const all: CertificateRecord[] = [];
  beforeAll(async () => {
    authorityId = (await establish(store)).id;
    const edges = [
      { notBefore: at("2026-01-01T00:00:00"), notAfter: now },
      { notBefore: at("2026-01-01T00:00:00"), notAfter: new Date(now.getTime() - 1) },
      { notBefore: new Date(now.getTime() - 20_000), notAfter: new Date(now.getTime() + 10_000) },
      { notBefore: new Date(now.getTime() - 19_999), notAfter: new Date(now.getTime() + 10_000) },
      { notBefore: new Date(now.getTime() - 20_002), notAfter: new Date(now.getTime() + 10_000) },
      { notBefore: at("2024-01-01T00:00:00"), notAfter: new Date(now.getTime() + 30 * 86_400_000) },
      { notBefore: at("2024-01-01T00:00:00"), notAfter: new Date(now.getTime() + 30 * 86_400_000 + 1) },
    ];
    const drawn = Array.from({ length: 80 }, () => {
      const notBefore = new Date(now.getTime() - random(200));
      return { notBefore, notAfter: new Date(notBefore.getTime() + random(400)) };
    });
    for (const [index, validity] of [...edges, ...drawn].entries()) {
      const revocation =
        index >= edges.length && index % 4 === 0
          ? ({ revokedAt: now, revocationReason: index % 8 === 0 ? "certificateHold" : "superseded" } as const)
          : {};
      const profileId = index % 3 === 0 ? "client" : "server";
      const record = certificate({ authorityId, ...validity, ...revocation, profileId, issuedById: `u${index % 2}` });
      all.push(record);
      await store.certificates.insert(record);
    }
  });

  it.each(statuses)("by status agree with what a certificate is called: %s", async (status) => {
    const { rows, totalUpTo10001 } = await store.certificates.search(
      query({ authorityIds: [authorityId], statuses: [status] }),
    );
    const expected = all.filter((record) => certificateStatus(record, now) === status);
    expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(totalUpTo10001).toBe(expected.length);
  });

  it("by several statuses are their union", async () => {
    const found = await store.certificates.search(
      query({ authorityIds: [authorityId], statuses: ["revoked", "hold"] }),
    );
    expect(found.totalUpTo10001).toBe(all.filter(({ revokedAt }) => revokedAt !== null).length);
  });

  it("by authority, profile, issuer and end are all applied at once", async () => {
    const within = { scopes: [], ownOf: "u0" };
    const filter = { authorityIds: [authorityId], profileIds: ["client"], within, expiresBefore: now };
    const { rows } = await store.certificates.search(query(filter));
    const expected = all.filter(
      (record) => record.profileId === "client" && record.issuedById === "u0" && record.notAfter < now,
    );
    expect(rows.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
  });

  it("by kind: leaves, authorities, or everything", async () => {
    const total = async (kinds: CertificateQuery["kinds"]) =>
      (await store.certificates.search(query({ kinds }))).totalUpTo10001;
    expect(await total(["authority"])).toBeGreaterThan(0);
    expect(await total([])).toBe((await total(["authority"])) + (await total(leaves)));
  });
});

describe("pages", () => {
  const sorts = ["created", "expiry", "name"] as const;
  let authorityId: string;
  beforeAll(async () => {
    authorityId = (await establish(store)).id;
    for (let index = 0; index < 23; index++)
      await store.certificates.insert(
        certificate({
          authorityId,
          // Few distinct values: most rows of a page tie with their neighbours.
          displayName: `${index % 2 ? "Host" : "host"}-${index % 3}`,
          createdAt: at(`2026-01-0${1 + (index % 3)}T00:00:00.00${index % 2}`),
          notAfter: at(`2026-05-0${1 + (index % 4)}T00:00:00`),
        }),
      );
  });

  async function walk(sort: (typeof sorts)[number], limit: number): Promise<CertificateRecord[]> {
    const rows: CertificateRecord[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await store.certificates.search(query({ authorityIds: [authorityId], sort, cursor, limit }));
      expect(page.totalUpTo10001).toBe(23);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      rows.push(...page.rows);
      cursor = page.nextCursor;
      if (cursor === null) return rows;
    }
  }

  it.each(sorts)("sorted by %s show every certificate once, in one order, ties and all", async (sort) => {
    const whole = await walk(sort, 100);
    for (const limit of [1, 4, 23])
      expect((await walk(sort, limit)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    expect(new Set(whole.map(({ id }) => id)).size).toBe(23);
  });

  it("are newest first, soonest to expire first, or by name without regard to capitals", async () => {
    const created = (await walk("created", 100)).map(({ createdAt }) => createdAt.getTime());
    expect(created).toEqual([...created].sort((one, other) => other - one));
    const expiry = (await walk("expiry", 100)).map(({ notAfter }) => notAfter.getTime());
    expect(expiry).toEqual([...expiry].sort((one, other) => one - other));
    const names = (await walk("name", 100)).map(({ displayName }) => displayName.toLowerCase());
    expect(names).toEqual([...names].sort());
  });

  it("go on where they were when certificates appear in between", async () => {
    const first = await store.certificates.search(query({ authorityIds: [authorityId], sort: "expiry", limit: 5 }));
    await store.certificates.insert(certificate({ authorityId, notAfter: at("2026-04-01T00:00:00") }));
    const filter = { authorityIds: [authorityId], sort: "expiry", limit: 100, cursor: first.nextCursor } as const;
    const rest = await store.certificates.search(query(filter));
    expect(first.rows.length + rest.rows.length).toBe(23);
  });

  it.each([
    ["nonsense", "x"],
    ["of another sort", encodeCursor({ sort: "name", key: "a", id: "b" })],
    ["with a key that is no time", encodeCursor({ sort: "created", key: "'; DROP TABLE certificates", id: "b" })],
    ["with a time that does not exist", encodeCursor({ sort: "created", key: "2026-99-01T00:00:00.000Z", id: "b" })],
    ["with a day that does not exist", encodeCursor({ sort: "created", key: "2026-02-31T00:00:00.000Z", id: "b" })],
    ["with the year 0", encodeCursor({ sort: "created", key: "0000-01-01T00:00:00.000Z", id: "b" })],
    ["with a NUL", encodeCursor({ sort: "created", key: "2026-01-01T00:00:00.000Z", id: "\0" })],
    ["of the wrong shape", Buffer.from('["created",1,{}]').toString("base64url")],
    ["far too long", randomBytes(10_000).toString("base64url")],
  ])("refuse a marker %s, naming the field", async (_, cursor) => {
    await expect(store.certificates.search(query({ cursor }))).rejects.toMatchObject({
      code: "invalid",
      field: "cursor",
    });
  });
});

describe("among twenty thousand certificates", () => {
  it("the count stops at 10,001, and a search by part of a name finds the one", async () => {
    const { id: authorityId } = await establish(store);
    const model = certificate({ authorityId });
    await store.certificates.insert(model);
    await insertRevokedCopies(url, model.id, 20_000);
    await store.certificates.insert(certificate({ authorityId, displayName: "needle.corp.example" }));
    const everything = await store.certificates.search(query({ authorityIds: [authorityId], limit: 50 }));
    expect(everything).toMatchObject({ totalUpTo10001: 10_001, rows: { length: 50 } });
    expect(await namesFound({ text: "eedle.co" })).toEqual(["needle.corp.example"]);
  });
});

/** A hundred thousand certificates, and what PostgreSQL says it would do to find some of them. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyCertificate } from "../ca/certificate-query";
import type { CertificateQuery } from "../ca/ports";
import { filterOf } from "./certificate-filter";
import { pageSql, totalSql } from "./certificate-search";
import { anywhereSql, beginningSql } from "./certificate-suggest";
import { Prisma } from "./generated/client";
import { administer } from "./testing/global-setup";
import { openTestStore } from "./testing/open-test-store";
import { at, certificate, establish } from "./testing/records";

const rowCount = 100_000;
const now = at("2026-11-24T12:00:00");
const { store, url, close } = await openTestStore();
const client = new pg.Client({ connectionString: url });
let authorityIds: string[] = [];

/** In every state over two years, by three authorities, with owners and tags as they gather: some common, most rare. */
beforeAll(async () => {
  const authorities = [await establish(store), await establish(store), await establish(store)];
  authorityIds = authorities.map(({ id }) => id);
  const model = certificate({ authorityId: authorityIds[0]!, profileId: "server" });
  await store.certificates.insert(model);
  await administer(
    url,
    `INSERT INTO certificates (id, serial, der, authority_id, kind, profile_id, profile_version, display_name, sort_name,
       subject, names, search_text, not_before, not_after, spki_sha256, sha1, sha256, key_type, key_origin, revoked_at,
       revocation_reason, issued_by_id, issued_by_name, created_at, owner, tags)
     SELECT 'id-' || n, '40' || lpad(to_hex(n), 30, '0'), decode(repeat(md5(n::text), 45), 'hex'),
       (ARRAY['${authorityIds.join("','")}'])[1 + n % 3 * (n % 7) % 3],
       (ARRAY['server','server','client','server','peer'])[1 + n % 5], (ARRAY['server','client','peer'])[1 + n % 3], 1,
       name, name, 'CN=' || name || ', O=Corp Example', ARRAY['dns:' || name, 'dns:www.' || name],
       name || E'\\ndns:' || name || E'\\ndns:www.' || name || E'\\ncn=' || name || ', o=corp example',
       start, start + (30 + n % 365) * interval '1 day', md5(n::text) || md5('k' || n), left(md5('1' || n) || md5('2' || n), 40),
       md5('s' || n) || md5('t' || n), 'ec-p256', 'csr',
       CASE WHEN n % 20 = 0 THEN start + interval '5 days' END,
       CASE WHEN n % 200 = 0 THEN 'certificateHold' WHEN n % 20 = 0 THEN 'superseded' END,
       'user-' || n % 40, 'ops@corp.example', start,
       CASE WHEN n % 3 = 0 THEN 'text:team-' || n % 50 WHEN n % 3 = 1 THEN 'user:user-' || n % 500 END,
       CASE WHEN n % 4 = 0 THEN ARRAY['production', 'service-' || n % 300] WHEN n % 50 = 1 THEN ARRAY['legacy'] ELSE '{}' END
     FROM (SELECT n, 'host-' || md5(n::text) || '.corp.example' AS name,
             timestamptz '2025-06-01T00:00:00Z' + n * interval '466 seconds' AS start
           FROM generate_series(1, ${rowCount}) n) rows`,
  );
  await administer(url, "VACUUM ANALYZE certificates");
  await client.connect();
}, 240_000);
afterAll(async () => {
  await client.end();
  await close();
});

function query(change: Partial<CertificateQuery> = {}): CertificateQuery {
  return { ...everyCertificate, now, limit: 50, ...change };
}

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Total Cost": number;
  readonly Plans?: readonly Plan[];
}

/** With the same text and parameters that the store sends. */
async function planOf({ text, values }: Prisma.Sql): Promise<Plan> {
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values as unknown[]);
  return rows[0]["QUERY PLAN"][0].Plan;
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

async function expectIndexes(sql: Prisma.Sql): Promise<void> {
  const all = nodes(await planOf(sql));
  const read = all
    .filter((node) => "Relation Name" in node)
    .map((node) => `${node["Node Type"]} ${node["Relation Name"]}`);
  expect(read.filter((node) => node.startsWith("Seq Scan"))).toEqual([]);
  expect(all.some((node) => "Index Name" in node)).toBe(true);
}

/** With what is their own beside it, as for everybody who is limited. */
const reach = (authority: readonly string[] | null, profileIds: readonly string[] | null) => ({
  within: { scopes: [{ authorityIds: authority, profileIds }], ownOf: "user-7" },
});

const views: readonly (readonly [string, () => Partial<CertificateQuery>])[] = [
  ["everything", () => ({})],
  ["what is valid", () => ({ statuses: ["valid"] })],
  ["what is expiring", () => ({ statuses: ["expiring"] })],
  ["what is expiring and not renewed", () => ({ statuses: ["expiring"], hasSuccessor: false })],
  ["what is renewed", () => ({ hasSuccessor: true })],
  ["what has expired", () => ({ statuses: ["expired"] })],
  ["what is revoked", () => ({ statuses: ["revoked"] })],
  ["what is on hold", () => ({ statuses: ["hold"] })],
  ["several statuses", () => ({ statuses: ["valid", "hold"] })],
  ["one authority", () => ({ authorityIds: [authorityIds[1]!] })],
  ["two authorities", () => ({ authorityIds: authorityIds.slice(0, 2) })],
  ["one profile", () => ({ profileIds: ["client"] })],
  ["one kind", () => ({ kinds: ["peer"] })],
  ["the leaves", () => ({ kinds: ["server", "client", "peer"] })],
  ["a window of expiry", () => ({ expiresFrom: now, expiresBefore: new Date(now.getTime() + 30 * 86_400_000) })],
  ["an owner with many", () => ({ owners: ["text:team-3"] })],
  ["an owner with few", () => ({ owners: ["user:user-1"] })],
  ["two owners", () => ({ owners: ["text:team-3", "user:user-1"] })],
  ["an owner of nothing", () => ({ owners: ["text:nobody"] })],
  ["a common tag", () => ({ tags: ["production"] })],
  ["a rare tag", () => ({ tags: ["service-8"] })],
  ["two tags", () => ({ tags: ["production", "service-8"] })],
  ["one person’s own", () => ({ within: { scopes: [], ownOf: "user-7" } })],
  ["what a grant for one authority reaches", () => reach([authorityIds[1]!], null)],
  ["what a grant for one profile reaches", () => reach(null, ["client"])],
  ["what a grant for two authorities and a profile reaches", () => reach(authorityIds.slice(0, 2), ["client"])],
  ["what a grant for an authority that issued nothing reaches", () => reach(["none"], null)],
  ["a name within a grant", () => ({ ...reach([authorityIds[1]!], null), text: "corp.example" })],
  ["part of a name", () => ({ text: "host-c4ca4238" })],
  ["a common part of a name", () => ({ text: "corp.example" })],
  ["a part that nothing has", () => ({ text: "no-such-host" })],
  ["a serial", () => ({ serials: [`40${"1".padStart(30, "0")}`], text: "401" })],
  ["a fingerprint", () => ({ fingerprint: "ab".repeat(32), text: "ab".repeat(32) })],
  ["chosen certificates", () => ({ ids: ["id-1", "id-2", "id-3"] })],
  [
    "all filters at once",
    () => ({ statuses: ["valid"], kinds: ["server"], owners: ["text:team-3"], tags: ["production"] }),
  ],
];

describe.each(["created", "expiry", "name"] as const)("sorted by %s, PostgreSQL reads by index", (sort) => {
  it.each(views)("%s", async (_, change) => {
    await expectIndexes(pageSql(query({ ...change(), sort })));
  });

  it("the pages after the first", async () => {
    const { nextCursor } = await store.certificates.page(query({ sort }));
    await expectIndexes(pageSql(query({ sort, cursor: nextCursor })));
  });
});

describe("the total is counted by index", () => {
  it.each(views)("%s", async (_, change) => {
    await expectIndexes(totalSql(query(change())));
  });
});

describe("while somebody types in the palette, PostgreSQL reads by index", () => {
  const nothing = { text: null, serials: [], fingerprint: null, within: "everything" as const, limit: 6 };
  it.each([
    ["the beginning of a name", { text: "host-c4ca" }],
    ["a letter", { text: "h" }],
    ["a part that nothing has", { text: "no-such-host" }],
    ["a serial", { serials: [`40${"1".padStart(30, "0")}`], text: "401" }],
    ["a fingerprint", { fingerprint: "ab".repeat(32), text: "ab".repeat(32) }],
    ["one person’s own", { text: "host", within: { scopes: [], ownOf: "user-7" } }],
    ["what a grant reaches", { text: "host", ...reach(["none"], ["client"]) }],
  ])("%s", async (_, change) => {
    for (const sql of [beginningSql({ ...nothing, ...change }), anywhereSql({ ...nothing, ...change })])
      if (sql) await expectIndexes(sql);
  });

  it("what most have is found by reading a few, whichever they are", async () => {
    const sql = anywhereSql({ ...nothing, text: "corp.example" })!;
    // In pages of the table; all of it costs tens of thousands.
    expect((await planOf(sql))["Total Cost"]).toBeLessThan(1_000);
  });
});

describe("a hundred thousand certificates", () => {
  it.each(views)("%s: counted exactly up to 10,000, then no further", async (_, change) => {
    const { text, values } =
      Prisma.sql`SELECT count(*)::int AS all FROM certificates c WHERE ${filterOf(query(change()))}`;
    const { rows } = await client.query(text, values as unknown[]);
    const { totalUpTo10001 } = await store.certificates.search(query(change()));
    expect(totalUpTo10001).toBe(Math.min(rows[0].all, 10_001));
  });

  it("are every one of them on some page", async () => {
    const seen = new Set<string>();
    for (let cursor: string | null = null; ; ) {
      const page = await store.certificates.page(query({ kinds: ["peer"], sort: "expiry", cursor, limit: 5_000 }));
      for (const { id } of page.rows) seen.add(id);
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(seen.size).toBe(rowCount / 5);
  });

  it("are counted once each by sort, for the preview of an act on all of them", async () => {
    const tallies = await store.certificates.tally(query(), "everything");
    expect(tallies.reduce((all, { count }) => all + count, 0)).toBe(rowCount + 4);
  });

  it("tell their owners and tags", async () => {
    const { owners, tags } = await store.certificates.marks(1_000, "everything");
    expect(owners).toContain("text:team-3");
    expect(owners).toEqual([...new Set(owners)].sort());
    expect(tags).toEqual([...new Set(tags)].sort());
    expect(tags).toContain("legacy");
  });

  it("tell what was issued and revoked on each day", async () => {
    const { issued, revoked } = await store.certificates.activityPerDay(at("2026-10-01T00:00:00"), 30, "everything");
    expect(issued).toHaveLength(30);
    expect(revoked).toHaveLength(30);
    expect(issued.reduce((all, count) => all + count, 0)).toBeGreaterThan(5_000);
    expect(revoked.reduce((all, count) => all + count, 0)).toBeGreaterThan(250);
  });
});

/** CRLs as relying parties see them over the years: what grows, what stays, what goes, and when. */
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CrlRecord } from "../../lib/ca/ports";
import { type CertificateList, parseCrl } from "../../lib/pki/crl";
import { type RevocationReason, reasonCodes } from "../../lib/pki/revocation-reason";
import { hasTool, openWorkshop } from "../../lib/pki/testdata/tool";
import { openAuthority, serverKey, type TestAuthority } from "./authority";

const hour = 3_600_000;
const day = 24 * hour;

const opened: TestAuthority[] = [];
async function open(): Promise<TestAuthority> {
  const authority = await openAuthority();
  opened.push(authority);
  return authority;
}
afterAll(() => Promise.all(opened.map((authority) => authority.close())));

/** The CRL that relying parties get now. */
async function fetched(at: TestAuthority, authorityId = at.issuing.id): Promise<CertificateList> {
  return parseCrl(await at.fetch(`/crl/${authorityId}.crl`));
}

/** Reason codes by serial. */
const listed = (crl: CertificateList) => new Map([...crl.entries()].map(({ serial, reason }) => [serial, reason]));

async function publish(at: TestAuthority, authorityId = at.issuing.id): Promise<CrlRecord> {
  await at.application.publishCrl(at.administrator, { authorityId });
  return (await at.ports.store.crls.latest(authorityId))!;
}

async function sql(at: TestAuthority, text: string, values: unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: at.database.url });
  await client.connect();
  try {
    return (await client.query(text, values)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

describe("numbers only grow, and nextUpdate never moves back", () => {
  let at: TestAuthority;
  beforeAll(async () => {
    at = await open();
  });
  const isWhole = ({ number, thisUpdate }: CrlRecord) => number >= BigInt(thisUpdate.getTime());

  it("within one second too, and never below the milliseconds of thisUpdate", async () => {
    const crls = [await publish(at), await publish(at), await publish(at)];
    const numbers = crls.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => Number(a - b)));
    expect(crls.every(isWhole)).toBe(true);
  });
  it("a database restored from a backup uses no number twice", async () => {
    const before = await publish(at);
    await at.travel(hour);
    const lost = await publish(at);
    // What is in no backup: everything after `before`.
    expect(
      await sql(at, "DELETE FROM crls WHERE authority_id = $1 AND number > $2", [at.issuing.id, before.number]),
    ).toBe(1);
    await at.travel(2_000);
    expect((await publish(at)).number).toBeGreaterThan(lost.number);
  });
  it("a shorter life takes effect only when the longer one is over", async () => {
    const before = await publish(at);
    const change = { authorityId: at.issuing.id, validationUrl: at.validationUrl, crlLifeHours: 1 };
    await at.application.updateAuthority(at.administrator, change);
    expect((await at.publishDue()).map(({ nextUpdate }) => nextUpdate)).toEqual([before.nextUpdate]);
    await at.travel(8 * day);
    const [after] = (await at.publishDue()).filter(({ authorityId }) => authorityId === at.issuing.id);
    expect(after!.nextUpdate.getTime() - after!.thisUpdate.getTime()).toBe(hour);
  });
  it("two publishers at once make one CRL of a revocation", async () => {
    const { certificate } = await at.issue({ names: ["twice.corp.example"], key: serverKey });
    await at.revoke(certificate.id, "superseded");
    const made = await Promise.all([at.publishDue(), at.publishDue()]);
    expect(made.flat().map(({ entryCount }) => entryCount)).toEqual([1]);
  });
});

describe("a clock that was wrong", () => {
  it("nothing is signed while it is behind what was signed, until an administrator confirms it; numbers still grow", async () => {
    const at = await open();
    await at.travel(30 * day);
    const future = await publish(at);
    await at.travel(-30 * day);
    await expect(publish(at)).rejects.toMatchObject({
      code: "unavailable",
      detail: expect.stringMatching(/^Nothing is signed now\. .* behind the newest time ever signed here/),
    });
    await expect(at.issue({ names: ["a.corp.example"], key: serverKey })).rejects.toMatchObject({
      code: "unavailable",
    });
    await at.application.confirmClock(at.administrator);
    const made = await at.publishDue();
    const now = made.find(({ authorityId }) => authorityId === at.issuing.id)!;
    expect(now.number).toBeGreaterThan(future.number);
    expect(now.nextUpdate.getTime() - now.thisUpdate.getTime()).toBe(7 * day);
    expect(now.nextUpdate < future.nextUpdate).toBe(true);
    const { entries } = await at.application.searchAudit(at.administrator, {
      actor: null,
      action: "clock.confirm",
      objectId: null,
      result: null,
      before: null,
      limit: 10,
    });
    expect(entries.map(({ result }) => result)).toEqual(["done"]);
  });
});

describe("what is on the list", () => {
  let at: TestAuthority;
  const revoked = async (reason: RevocationReason, days = 90) => {
    const name = `${reason.toLowerCase()}.corp.example`;
    const issued = await at.issue({ names: [name], key: serverKey, validity: { kind: "days", days } });
    await at.revoke(issued.certificate.id, reason);
    return issued.certificate;
  };
  beforeAll(async () => {
    at = await open();
  });

  it("each reason by its code, and unspecified by none at all", async () => {
    const reasons = [
      "keyCompromise",
      "affiliationChanged",
      "superseded",
      "cessationOfOperation",
      "privilegeWithdrawn",
    ] as const;
    const expected = new Map<string, number>();
    for (const reason of reasons) expected.set((await revoked(reason)).serial, reasonCodes[reason]);
    const unspecified = await revoked("unspecified");
    expected.set(unspecified.serial, 0);
    await at.publishDue();
    const crl = await fetched(at);
    expect(listed(crl)).toEqual(expected);
    const entry = [...crl.entries()].find(({ serial }) => serial === unspecified.serial);
    expect(entry!.extensions).toEqual([]);
  });
  it("a hold appears, its release removes it without a trace, and a later final reason keeps the first date", async () => {
    const held = await revoked("certificateHold");
    const other = await revoked("certificateHold");
    await at.publishDue();
    const first = await fetched(at);
    expect([held, other].map(({ serial }) => listed(first).get(serial))).toEqual([6, 6]);
    await at.application.release(at.administrator, { certificateId: held.id });
    await at.travel(5_000);
    await at.revoke(other.id, "keyCompromise");
    await at.publishDue();
    const second = await fetched(at);
    expect(listed(second).has(held.serial)).toBe(false);
    const dateIn = (crl: CertificateList) =>
      [...crl.entries()].find(({ serial }) => serial === other.serial)!.revokedAt;
    expect(listed(second).get(other.serial)).toBe(1);
    expect(dateIn(second)).toEqual(dateIn(first));
  });
  it("an expired certificate leaves only after one CRL beyond its notAfter", async () => {
    const { serial } = await revoked("superseded", 1);
    await at.publishDue();
    await at.travel(day + hour);
    await publish(at);
    expect(listed(await fetched(at)).has(serial)).toBe(true);
    await at.travel(2_000);
    await publish(at);
    expect(listed(await fetched(at)).has(serial)).toBe(false);
  });
  it("nothing but authorityKeyIdentifier and CRLNumber beside the entries", async () => {
    const extensions = (await fetched(at)).extensions.map(({ oid, critical }) => [oid, critical]);
    expect(extensions).toEqual([
      ["2.5.29.35", false],
      ["2.5.29.20", false],
    ]);
  });
});

describe("who publishes, and when", () => {
  it("with nobody doing anything, at a third of life: issuing authorities every 56 hours, roots every 60 days", async () => {
    const at = await open();
    const due = async () => (await at.publishDue()).map(({ authorityId }) => authorityId);
    await at.travel(55 * hour);
    expect(await due()).toEqual([]);
    await at.travel(2 * hour);
    expect(await due()).toEqual([at.issuing.id]);
    await at.travel(56 * hour);
    expect(await due()).toEqual([at.issuing.id]);
    await at.travel(56 * day);
    expect((await due()).sort()).toEqual([at.issuing.id, at.root.id].sort());
    const root = await fetched(at, at.root.id);
    expect(root.nextUpdate!.getTime() - root.thisUpdate.getTime()).toBe(180 * day);
  });
  it("a paused, a revoked and a retired authority issue nothing and go on publishing", async () => {
    const at = await open();
    const { application, administrator } = at;
    const { certificate } = await at.issue({ names: ["old.corp.example"], key: serverKey });
    const refused = (why: string) =>
      expect(
        at.issue({ authorityId: at.issuing.id, names: ["new.corp.example"], key: serverKey }),
      ).rejects.toMatchObject({
        code: "conflict",
        field: "authorityId",
        detail: expect.stringContaining(why),
      });
    await application.pauseAuthority(administrator, { authorityId: at.issuing.id });
    await refused("“Proof Issuing” is paused from issuing.");
    await at.revoke(certificate.id, "superseded");
    expect((await at.publishDue()).map(({ entryCount }) => entryCount)).toEqual([1]);

    const { certificateId } = await application.authority(administrator, at.issuing.id);
    const typed = { alsoIds: [], confirmName: "Proof Issuing" };
    await application.revoke(administrator, { certificateId, reason: "cACompromise", ...typed });
    await refused("“Proof Issuing” is revoked.");
    await at.publishDue();
    expect([...listed(await fetched(at, at.root.id)).values()]).toEqual([reasonCodes.cACompromise]);

    await application.retireAuthority(administrator, { authorityId: at.root.id, confirmName: "Proof Root" });
    await at.travel(70 * day);
    expect((await at.publishDue()).map(({ authorityId }) => authorityId).sort()).toEqual(
      [at.issuing.id, at.root.id].sort(),
    );
    // Beyond its own end and that of everything it signed: nobody asks any more.
    await at.travel(6 * 365 * day);
    expect((await at.publishDue()).map(({ authorityId }) => authorityId)).toEqual([at.root.id]);
  });
});

const hasOpenssl = hasTool("openssl", "openssl");

describe("a hundred thousand revoked certificates", () => {
  const workshop = openWorkshop();
  afterAll(() => workshop.remove());
  const insert = `
    INSERT INTO certificates (id, authority_id, serial, der, kind, display_name, subject, names, search_text, sort_name,
      not_before, not_after, spki_sha256, sha1, sha256, key_type, key_origin, revoked_at, revocation_reason,
      issued_by_name, created_at)
    SELECT 'many-' || n, $1, '40' || lpad(to_hex(n), 30, '0'), '\\x00', 'client', 'n', 'CN=n', '{}', '', 'n',
      now() - interval '1 day', now() + interval '90 days', n::text, n::text, n::text, 'ec-p256', 'csr',
      now() - n * interval '1 second', (ARRAY['superseded', 'unspecified', 'keyCompromise'])[1 + n % 3], 'n', now()
    FROM generate_series(1, 100000) AS n`;

  it.skipIf(!hasOpenssl)(
    "are all on the CRL, which openssl reads and checks certificates against",
    async () => {
      const at = await open();
      const [good, bad] = [
        await at.issue({ names: ["good.corp.example"], key: serverKey }),
        await at.issue({ names: ["bad.corp.example"], key: serverKey }),
      ];
      expect(await sql(at, insert, [at.issuing.id])).toBe(100_000);
      await at.revoke(bad.certificate.id, "keyCompromise");
      await at.publishDue();
      const crl = await fetched(at);
      const serials = listed(crl);
      expect([crl.entryCount, serials.size]).toEqual([100_001, 100_001]);
      expect(serials.get(`40${(100_000).toString(16).padStart(30, "0")}`)).toBe(reasonCodes.unspecified);

      workshop.write("root.pem", at.root.certificatePem);
      workshop.write("issuing.pem", at.issuing.certificatePem);
      workshop.write("crls.pem", await at.fetch(`/crl/${at.issuing.id}/chain.pem`));
      workshop.write("good.pem", good.pem);
      workshop.write("bad.pem", bad.pem);
      const trust = ["-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile", "crls.pem"];
      const verify = (file: string) =>
        workshop.run("openssl", "verify", "-x509_strict", "-crl_check_all", ...trust, file);
      expect(verify("good.pem")).toBe("good.pem: OK\n");
      expect(() => verify("bad.pem")).toThrow("certificate revoked");
      const read = workshop.run("openssl", "crl", "-in", "crls.pem", "-CAfile", "issuing.pem", "-verify", "-noout");
      expect(read).toContain("verify OK");
    },
    90_000,
  );
});

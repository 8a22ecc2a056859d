/** SIGKILL while certificates are issued and revoked as fast as the machine can: what was handed out is there, whole. */
import { execFileSync } from "node:child_process";
import { randomInt, X509Certificate } from "node:crypto";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { postmasterOf, withDatabase } from "../database";
import { type Desk, openDesk } from "../desk";
import { createInstance, destroy, type Instance, initialise, start, stop } from "../instance";
import { hasTool } from "../tool";

const rounds = process.env.COUNTERSIGN_SOAK ? 20 : 5;
const issuers = 8;

let instance: Instance;
let issuing: { readonly certificate: X509Certificate; readonly crlPath: string };
let desk: Desk;
let csr: string;

/** Everything that an answer has ever promised. */
const handedOut = new Map<string, string>();
const revoked = new Set<string>();
/** The CRLs served, in the order they were seen. */
const crls: { readonly number: bigint; readonly nextUpdate: number }[] = [];
let lastCrl = Buffer.alloc(0);

const canRun = hasTool("openssl", "openssl");

beforeAll(async () => {
  instance = await createInstance();
  const made = await initialise(instance);
  const certificate = new X509Certificate(made.issuing.certificatePem);
  const index = await (await fetch(instance.validationUrl)).text();
  issuing = { certificate, crlPath: index.split(made.issuing.name)[1]!.match(/\/crl\/\S+\.crl/)![0] };
  const key = path.join(instance.dataDir, "leaf.key");
  const request = ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  csr = execFileSync("openssl", [...request, "-keyout", key, "-subj", "/CN=crash.example"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  desk = await openDesk(instance);
  await issue("warm-up.example");
  await revokeOne();
});
afterAll(() => destroy(instance));

async function issue(name: string): Promise<void> {
  const { id, pem } = await desk.issue(name, csr);
  handedOut.set(id, new X509Certificate(pem).fingerprint256);
}

async function revokeOne(): Promise<void> {
  const id = [...handedOut.keys()].filter((one) => !revoked.has(one)).at(-1);
  if (!id) return;
  await desk.revoke(id);
  revoked.add(id);
}

async function lookAtCrl(): Promise<void> {
  const response = await fetch(instance.validationUrl + issuing.crlPath);
  const der = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200 || der.equals(lastCrl)) return;
  lastCrl = der;
  const text = openssl(["crl", "-inform", "DER", "-noout", "-crlnumber", "-nextupdate"], der);
  const [number, nextUpdate] = [/crlNumber=(\S+)/.exec(text)![1]!, /nextUpdate=(.*)/.exec(text)![1]!];
  crls.push({ number: BigInt(number.startsWith("0x") ? number : `0x${number}`), nextUpdate: Date.parse(nextUpdate) });
}

const openssl = (args: readonly string[], input: Buffer) =>
  execFileSync("openssl", args, { input, encoding: "utf8", stdio: ["pipe", "pipe", "ignore"] });

/** Works until the server is killed, at any moment after it has begun to hand out. */
async function workUntilKilled(round: number): Promise<void> {
  let isOver = false;
  const repeat = async (act: (turn: number) => Promise<unknown>, pause: number) => {
    for (let turn = 0; !isOver; turn++) {
      await act(turn).catch((error: Error) => {
        if (!isOver) throw error;
      });
      if (pause) await sleep(pause);
    }
  };
  const work = [
    ...Array.from({ length: issuers }, (_, worker) =>
      repeat((turn) => issue(`r${round}-w${worker}-n${turn}.example`), 0),
    ),
    repeat(revokeOne, 20),
    repeat(lookAtCrl, 100),
  ];
  const finished = Promise.all(work);
  const enough = handedOut.size + randomInt(1, 25);
  const before = revoked.size;
  const isUnderWay = () => handedOut.size >= enough && revoked.size > before;
  await Promise.race([expect.poll(isUnderWay, { timeout: 120_000 }).toBe(true), finished]);
  await sleep(randomInt(0, 150));
  isOver = true;
  // Every third time the database goes down with it, and first.
  const postmaster = round % 3 === 2 ? postmasterOf(instance) : null;
  if (postmaster) process.kill(postmaster.pid, "SIGKILL");
  await stop(instance, "SIGKILL");
  await finished;
}

interface Row {
  readonly id: string;
  readonly der: Buffer;
  readonly sha256: string;
  readonly revoked_at: Date | null;
  readonly issues: number;
  readonly revocations: number;
}

async function checkDatabase(): Promise<void> {
  const { rows, orphans, numbers } = await withDatabase(instance, async (client) => ({
    rows: (
      await client.query<Row>(`
        SELECT c.id, c.der, c.sha256, c.revoked_at,
          count(a.id) FILTER (WHERE a.action = 'certificate.issue')::int AS issues,
          count(a.id) FILTER (WHERE a.action = 'certificate.revoke')::int AS revocations
        FROM certificates c LEFT JOIN audit_entries a ON a.object_id = c.id AND a.result = 'done'
        WHERE c.kind <> 'authority' GROUP BY c.id`)
    ).rows,
    orphans: (
      await client.query(`
        SELECT a.id FROM audit_entries a LEFT JOIN certificates c ON c.id = a.object_id
        WHERE a.action IN ('certificate.issue', 'certificate.revoke') AND a.result = 'done' AND c.id IS NULL`)
    ).rows,
    numbers: (
      await client.query<{ steps_back: number }>(`
        SELECT count(*)::int AS steps_back FROM crls older JOIN crls newer USING (authority_id)
        WHERE older.number < newer.number
          AND (older.next_update > newer.next_update OR older.this_update > newer.this_update)`)
    ).rows,
  }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lost = [...handedOut].filter(([id, print]) => byId.get(id)?.sha256 !== print.replaceAll(":", "").toLowerCase());
  expect(lost, "handed out and not in the database").toEqual([]);
  const forgotten = [...revoked].filter((id) => !byId.get(id)?.revoked_at);
  expect(forgotten, "said to be revoked and not revoked").toEqual([]);
  const half = rows.filter((row) => row.issues !== 1 || row.revocations !== (row.revoked_at ? 1 : 0));
  expect(half, "without exactly its audit entries").toEqual([]);
  expect(orphans, "audit entries of nothing").toEqual([]);
  expect(numbers).toEqual([{ steps_back: 0 }]);
  for (const { der, sha256 } of rows.slice(-200)) {
    const certificate = new X509Certificate(der);
    expect(certificate.verify(issuing.certificate.publicKey)).toBe(true);
    expect(certificate.fingerprint256.replaceAll(":", "").toLowerCase()).toBe(sha256);
  }
}

/** Everything said to be revoked is on the CRL served now. */
async function checkCrl(): Promise<void> {
  await expect
    .poll(
      async () => {
        await lookAtCrl();
        const listed = openssl(["crl", "-inform", "DER", "-noout", "-text"], lastCrl).match(/Serial Number: \S+/g);
        return listed?.length ?? 0;
      },
      { timeout: 15_000, interval: 200 },
    )
    .toBeGreaterThanOrEqual(revoked.size);
}

it.skipIf(!canRun)(
  "killed in the middle of issuing, it loses nothing that was handed out, and no CRL number ever goes back",
  async () => {
    for (let round = 0; round < rounds; round++) {
      await workUntilKilled(round);
      await start(instance);
      await checkDatabase();
      await checkCrl();
      // The session of the first round still holds.
      expect((await fetch(instance.consoleUrl, { headers: { cookie: desk.cookie }, redirect: "manual" })).status).toBe(
        200,
      );
    }
    for (const [index, crl] of crls.entries()) {
      const before = crls[index - 1];
      if (!before) continue;
      expect(crl.number).toBeGreaterThan(before.number);
      expect(crl.nextUpdate).toBeGreaterThanOrEqual(before.nextUpdate);
    }
    console.info(`${rounds} kills: ${handedOut.size} handed out, ${revoked.size} revoked, ${crls.length} CRLs seen`);
    expect(revoked.size).toBeGreaterThan(rounds);
    expect(crls.length).toBeGreaterThan(rounds);
  },
  600_000,
);

import { X509Certificate } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createConsoleKeys } from "../keys/console-key";
import { newMasterKey } from "../keys/master-key";
import { consoleCertificate } from "./console-certificate";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

const masterKey = newMasterKey();
const keys = createConsoleKeys(masterKey);
const names = ["ca.corp.example", "10.1.2.3"];
const wanted = { names, namesSha256: "of these names" };
const day = 86_400_000;

const leaf = (pem: string) => new X509Certificate(pem);

describe("the console's certificate", () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await openTestInstance();
  });
  afterAll(() => instance.close());
  const now = () => consoleCertificate(instance.ports, keys, wanted, null);

  it("is self-signed before setup, in memory only", async () => {
    const first = await now();
    expect(first.isSelfSigned).toBe(true);
    expect(leaf(first.chainPem).subjectAltName).toBe("DNS:ca.corp.example, IP Address:10.1.2.3");
    expect(await consoleCertificate(instance.ports, keys, wanted, first)).toBe(first);
    expect(await instance.ports.store.keys.findAny()).toBeNull();
  });

  it("comes from the instance's authority after setup: P-256, audited, with its chain, its key wrapped", async () => {
    const { issuing } = await setUpInstance(instance);
    const shown = await now();
    const certificate = leaf(shown.chainPem);
    expect(shown.isSelfSigned).toBe(false);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
    expect(certificate.subjectAltName).toBe("DNS:ca.corp.example, IP Address:10.1.2.3");
    expect(certificate.verify(leaf(issuing.certificatePem).publicKey)).toBe(true);
    expect(shown.chainPem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    const query = { before: null, limit: 1, actor: null, action: "certificate.issue", objectId: null, result: null };
    const [entry] = await instance.ports.store.audit.list(query);
    expect(entry).toMatchObject({ actorKind: "system", door: "job", result: "done", objectName: "ca.corp.example" });
    const secret = Buffer.from(shown.keyPem.split("\n").slice(1, -2).join(""), "base64");
    for (const { envelope } of await instance.ports.store.keys.list()) {
      expect(Buffer.from(envelope).includes(secret.subarray(-64))).toBe(false);
    }
  });

  it("is the same after a restart", async () => {
    const [one, another] = [await now(), await now()];
    expect(another).toEqual(one);
    expect(await consoleCertificate(instance.ports, keys, wanted, one)).toBe(one);
  });

  it("is renewed when two thirds of its life are over, and the old key is gone", async () => {
    const before = await now();
    const keysBefore = (await instance.ports.store.keys.list()).length;
    await instance.travel(61 * day);
    const after = await now();
    expect(after.sha256).not.toBe(before.sha256);
    expect((await instance.ports.store.keys.list()).length).toBe(keysBefore);
    await instance.travel(0);
  });

  it("is replaced once it was revoked", async () => {
    const before = await now();
    const { rows } = await instance.application.searchCertificates(person("administrator"), {
      q: before.sha256,
      status: [],
      authority: [],
      profile: [],
      kind: [],
      sort: "created",
      cursor: null,
      limit: 1,
    });
    const certificateId = rows[0]!.id;
    const revocation = { certificateId, reason: "superseded" as const, alsoIds: [], confirmName: "" };
    await instance.application.revoke(person("administrator"), revocation);
    expect((await now()).sha256).not.toBe(before.sha256);
  });

  it("stays while its authority is paused, and no refusal piles up", async () => {
    const before = await now();
    const [issuing] = (await instance.ports.store.authorities.list()).filter(({ kind }) => kind === "issuing");
    await instance.application.pauseAuthority(person("administrator"), { authorityId: issuing!.id });
    await instance.travel(70 * day);
    expect((await now()).sha256).toBe(before.sha256);
    await instance.travel(0);
    await instance.application.resumeAuthority(person("administrator"), { authorityId: issuing!.id });
    const query = {
      before: null,
      limit: 9,
      actor: null,
      action: "certificate.issue",
      objectId: null,
      result: "refused",
    } as const;
    expect(await instance.ports.store.audit.list(query)).toEqual([]);
  });

  it("opens no key that signs for an authority", async () => {
    const [authority] = await instance.ports.store.authorities.list();
    const key = await instance.ports.store.keys.find(authority!.keyId);
    expect(() => keys.reveal(key!)).toThrow("Only keys of the console");
  });
});

describe("where the authority is not one for this certificate", () => {
  it.each([
    ["no browser takes its signatures", { keyType: "ed25519" } as const, null],
    [
      "it may not certify one of the names, only the others are in it",
      {
        nameConstraints: {
          permitted: { dns: ["corp.example"], ip: [], email: [], uri: [] },
          excluded: { dns: [], ip: ["0.0.0.0/0"], email: [], uri: [] },
        },
      },
      "DNS:ca.corp.example",
    ],
  ])("because %s", async (_, change, expected) => {
    const instance = await openTestInstance();
    await setUpInstance(instance, change);
    const shown = await consoleCertificate(instance.ports, keys, wanted, null);
    expect(shown.isSelfSigned).toBe(expected === null);
    if (expected) expect(leaf(shown.chainPem).subjectAltName).toBe(expected);
    // Self-signed or not: its fingerprint is the same tomorrow.
    expect((await consoleCertificate(instance.ports, keys, wanted, null)).sha256).toBe(shown.sha256);
    await instance.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Issued, IssueInput } from "../contract/certificate";
import type { SetupResult } from "../contract/setup";
import { keyTypes } from "../pki/algorithm";
import { createCsr } from "../pki/csr";
import { encodePem } from "../pki/pem";
import { openWorkshop } from "../pki/testdata/tool";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
const workshop = openWorkshop();

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
});
afterAll(async () => {
  await instance.close();
  workshop.remove();
});

const request = (change: Partial<IssueInput> = {}): IssueInput => ({
  authorityId: null,
  profileId: "server",
  subject: { commonName: "web.corp.example" },
  names: ["web.corp.example", "10.0.0.1"],
  validity: { kind: "default" },
  key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pkcs12-modern" },
  ...change,
});

const issue = (change: Partial<IssueInput> = {}): Promise<Issued> =>
  instance.application.issue(person("operator"), request(change));

/** What `openssl verify` makes of a certificate with the CRLs that are out now. */
async function opensslVerify({ pem, certificate }: Issued, purpose: string): Promise<string> {
  const ids = [setup.root.id, setup.issuing.id];
  const crls = await Promise.all(ids.map(async (id) => (await instance.ports.store.crls.latest(id))!));
  workshop.write("root.pem", setup.root.certificatePem);
  workshop.write("issuing.pem", setup.issuing.certificatePem);
  workshop.write("crls.pem", crls.map(({ der }) => encodePem("X509 CRL", der)).join(""));
  const leaf = workshop.write(`${certificate.id}.pem`, pem);
  const strict = ["-x509_strict", "-crl_check_all", "-purpose", purpose];
  const trust = ["-CAfile", "root.pem", "-untrusted", "issuing.pem", "-CRLfile", "crls.pem"];
  return workshop.run("openssl", "verify", ...strict, ...trust, leaf);
}

describe("what is issued verifies with OpenSSL, strictly and against the CRLs of its whole chain", () => {
  it.each([
    ["server", "sslserver"],
    ["client", "sslclient"],
    ["peer", "sslserver"],
  ])("profile %s", async (profileId, purpose) => {
    expect(await opensslVerify(await issue({ profileId }), purpose)).toContain(": OK");
  });

  it.each(keyTypes)("key %s made on the server", async (keyType) => {
    const issued = await issue({ key: { source: "server", keyType, password: "a good password", format: "pem" } });
    expect(await opensslVerify(issued, "sslserver")).toContain(": OK");
    expect(Buffer.from(issued.sealedKey!.contentBase64, "base64").toString()).toContain("ENCRYPTED PRIVATE KEY");
  });

  it("an empty subject", async () => {
    expect(await opensslVerify(await issue({ subject: {} }), "sslserver")).toContain(": OK");
  });
});

describe("a CSR", () => {
  const csr = async (names: { type: "dns"; value: string }[], commonName: string) => {
    const keyPair = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    return encodePem(
      "CERTIFICATE REQUEST",
      await createCsr({ subject: { commonName }, names, keyPair, keyType: "ec-p256" }),
    );
  };

  it("is granted with the names it carries when none are typed", async () => {
    const text = await csr([{ type: "dns", value: "a.corp.example" }], "a.corp.example");
    const issued = await issue({ subject: null, names: null, key: { source: "csr", csr: text } });
    expect(issued.certificate.names).toEqual(["dns:a.corp.example"]);
    expect(await opensslVerify(issued, "sslserver")).toContain(": OK");
  });

  it("with a host in its common name only gets it as a name, visibly", async () => {
    const text = await csr([], "b.corp.example");
    const issued = await issue({ subject: null, names: null, key: { source: "csr", csr: text } });
    expect(issued.certificate.names).toEqual(["dns:b.corp.example"]);
    expect(issued.lines).toContainEqual(expect.objectContaining({ field: "names", change: "added" }));
  });

  it("whose signature was changed is refused beside the field it stands in", async () => {
    const der = Buffer.from((await csr([], "b.corp.example")).replace(/-----.*-----|\s/g, ""), "base64");
    der[der.length - 1]! ^= 1;
    const text = encodePem("CERTIFICATE REQUEST", der);
    await expect(issue({ subject: null, names: null, key: { source: "csr", csr: text } })).rejects.toMatchObject({
      code: "policy",
      findings: expect.arrayContaining([expect.objectContaining({ rule: "csr-signature", field: "csr" })]),
    });
  });
});

describe("every issue leaves its audit entry in the same transaction", () => {
  it("a certificate", async () => {
    const { certificate } = await issue();
    const [entry] = await instance.ports.store.audit.list(entriesOf(certificate.id));
    expect(entry).toMatchObject({ action: "certificate.issue", result: "done", objectName: "web.corp.example" });
  });

  it("a refusal by policy names the rules", async () => {
    await expect(issue({ validity: { kind: "days", days: 399 } })).rejects.toMatchObject({ code: "policy" });
    const [entry] = await instance.ports.store.audit.list(entriesOf(null));
    expect(entry).toMatchObject({ action: "certificate.issue", result: "refused" });
    expect(entry?.detail.rules).toContain("profile-validity-max");
  });

  it("a refusal for want of permission", async () => {
    await expect(instance.application.issue(person("auditor"), request())).rejects.toMatchObject({ code: "forbidden" });
    const [entry] = await instance.ports.store.audit.list(entriesOf(null));
    expect(entry).toMatchObject({ action: "certificate.issue", result: "refused", actorName: "auditor@corp.example" });
  });

  const entriesOf = (objectId: string | null) => ({
    before: null,
    limit: 1,
    actor: null,
    action: null,
    objectId,
    result: null,
  });
});

it("a preview shows the very certificate that is issued, but for serial and key", async () => {
  const preview = await instance.application.previewIssue(person("requester"), {
    ...request(),
    key: { source: "server", keyType: "ec-p256" },
  });
  const issued = await issue();
  expect(preview).toMatchObject({ isAllowed: true, authority: { name: "Corp Issuing" } });
  expect(preview.decoded?.names).toEqual(issued.certificate.names);
  expect(preview.lines.map(({ field }) => field)).toEqual(issued.lines.map(({ field }) => field));
});

it("a leaf that would outlive its issuer is shortened, with a line and a warning that say so", async () => {
  const preview = await instance.application.previewIssue(person("operator"), {
    ...request(),
    validity: { kind: "days", days: 398 },
    key: { source: "server", keyType: "ec-p256" },
  });
  expect(preview.isAllowed).toBe(true);
  instance.shiftClock(4.9 * 365 * 86_400_000);
  const late = await instance.application.previewIssue(person("operator"), {
    ...request(),
    validity: { kind: "days", days: 398 },
    key: { source: "server", keyType: "ec-p256" },
  });
  instance.shiftClock(0);
  expect(late.lines).toContainEqual(expect.objectContaining({ field: "validity", change: "changed" }));
  expect(late.findings).toContainEqual(
    expect.objectContaining({ rule: "validity-within-issuer", severity: "warning" }),
  );
});

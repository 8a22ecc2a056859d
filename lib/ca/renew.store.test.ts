import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RevocationReason } from "../pki/revocation-reason";
import { newCsr } from "./testing/csr";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let issuingId: string;
const operator = person("operator");

beforeAll(async () => {
  instance = await openTestInstance();
  issuingId = (await setUpInstance(instance)).issuing.id;
});
afterAll(() => instance.close());

async function issue() {
  const { certificate } = await instance.application.issue(operator, {
    authorityId: issuingId,
    profileId: "client",
    subject: { commonName: "x.corp.example" },
    names: [],
    validity: { kind: "default" },
    key: { source: "csr", csr: await newCsr() },
  });
  return certificate;
}

const revoke = (certificateId: string, reason: RevocationReason) =>
  instance.application.revoke(operator, { certificateId, reason, alsoIds: [], confirmName: "" });

describe("renewing what is not in force", () => {
  it("one on hold is renewed after its release and not before, and the screen knows", async () => {
    const { id } = await issue();
    const renewal = { certificateId: id, validity: { kind: "default" }, key: null } as const;
    const mayRenew = async () => (await instance.application.certificate(operator, id)).may.renew;
    await revoke(id, "certificateHold");
    expect(await mayRenew()).toBe(false);
    for (const attempt of [instance.application.renew, instance.application.previewRenew]) {
      await expect(attempt(operator, renewal)).rejects.toMatchObject({
        code: "conflict",
        detail: expect.stringMatching(/on hold.*Release it/),
      });
    }
    await instance.application.release(operator, { certificateId: id });
    expect(await mayRenew()).toBe(true);
    expect((await instance.application.renew(operator, renewal)).certificate.status).toBe("valid");
  });

  it.each(["superseded", "keyCompromise"] as const)("one revoked for %s is reissued with a new key", async (reason) => {
    const { id } = await issue();
    const renewal = { certificateId: id, validity: { kind: "default" } } as const;
    await revoke(id, reason);
    const csr = await newCsr();
    const { certificate } = await instance.application.renew(operator, { ...renewal, key: { source: "csr", csr } });
    expect(certificate.status).toBe("valid");
    const again = instance.application.renew(operator, { ...renewal, key: null });
    if (reason === "keyCompromise") await expect(again).rejects.toMatchObject({ code: "policy" });
    else await again;
  });
});

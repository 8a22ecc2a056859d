/** Real things for the proof of the permission table to be done to. */
import { generateKeyPair } from "../../lib/pki/browser-key";
import { createCsr } from "../../lib/pki/csr";
import { encodePem } from "../../lib/pki/pem";
import type { Targets } from "./act";
import { request, serverKey, type TestAuthority } from "./authority";

const view = { q: "", status: [], authority: [], profile: [], kind: [], sort: "created" as const };
const selection = { view, ids: null };

export async function makeTargets(at: TestAuthority): Promise<Targets> {
  const { application, administrator } = at;
  const certificate = await at.issue({ names: ["a.corp.example"], key: serverKey });
  const held = await at.issue({ names: ["b.corp.example"], key: serverKey });
  await at.revoke(held.certificate.id, "certificateHold");
  const { certificateId } = await application.authority(administrator, at.issuing.id);
  const { id: userId } = await at.person("requester");
  const asked = await application.createRequest(await at.person("requester"), {
    ...{ ...request, names: ["asked.corp.example"], note: "" },
    key: { source: "csr", csr: await newCsr() },
  });
  const act = { act: "tag" as const, add: ["asked"], remove: [] };
  const { total: expected } = await application.previewBulk(administrator, { act: "tag", selection });
  return {
    certificateId: certificate.certificate.id,
    heldId: held.certificate.id,
    issuingId: at.issuing.id,
    issuingCertificateId: certificateId,
    rootId: at.root.id,
    userId,
    grantId: (await at.ports.store.users.find(userId))!.grants[0]!.id,
    requestId: asked.id,
    // Nothing works through it here, so it runs on.
    jobId: (await application.startBulk(administrator, { act, selection, expected })).id,
  };
}

async function newCsr(): Promise<string> {
  const keyPair = await generateKeyPair("ec-p256");
  const der = await createCsr({ subject: {}, names: [], keyPair, keyType: "ec-p256" });
  return encodePem("CERTIFICATE REQUEST", der);
}

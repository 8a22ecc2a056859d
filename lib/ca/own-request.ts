/** What a requester does with their own request: takes it back, or collects what was approved. */
import type { Issued } from "../contract/certificate";
import type { RequestAct, RequestSummary } from "../contract/request";
import { CaError } from "../errors";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { certificateSummaries } from "./certificate-summary";
import { loadChain } from "./chain";
import { by, lockPending } from "./decide-request";
import type { Ports } from "./ports";
import { findCertificate } from "./read-certificate";
import { anyRequest, findOwnRequest, findRequest, requestObject } from "./request-access";
import { requestSummaries } from "./requests";

export async function withdrawRequest(ports: Ports, actor: Actor, { requestId }: RequestAct): Promise<RequestSummary> {
  await authorize(ports, actor, "request.read-own", { action: "request.withdraw", object: anyRequest });
  const record = await findOwnRequest(ports, actor, { requestId, action: "request.withdraw" });
  const act = { action: "request.withdraw", object: requestObject(record) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    await ports.store.transaction(async (tables) => {
      await lockPending(tables, requestId);
      await tables.requests.decide(requestId, { state: "withdrawn", reason: "", ...by(ports, actor) });
      await tables.audit.append(auditEntry(ports, actor, act));
    });
    const [summary] = await requestSummaries(ports, actor, [await findRequest(ports, requestId)]);
    return summary!;
  });
}

/** As often as wanted; the first time is kept. The key is where the request was made, never here. */
export async function collectRequest(ports: Ports, actor: Actor, { requestId }: RequestAct): Promise<Issued> {
  await authorize(ports, actor, "request.read-own", { action: "request.collect", object: anyRequest });
  const record = await findOwnRequest(ports, actor, { requestId, action: "request.collect" });
  const act = { action: "request.collect", object: requestObject(record) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    if (record.certificateId === null)
      throw new CaError("conflict", "There is nothing to collect: it was not approved.");
    const certificate = await findCertificate(ports, record.certificateId);
    const chain = await loadChain(ports.store, certificate.authorityId);
    const detail = { certificateId: certificate.id };
    await ports.store.transaction(async (tables) => {
      await tables.requests.collect(requestId, ports.clock());
      // Whoever collects knows that it was approved.
      await tables.notices.markReadAbout(actor.id, requestId, ports.clock());
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
    });
    const [summary] = await certificateSummaries(ports, [certificate]);
    return {
      certificate: summary!,
      pem: encodePem("CERTIFICATE", certificate.der),
      chainPem: chain.map(({ authority }) => encodePem("CERTIFICATE", authority.certificateDer)),
      lines: record.granted ?? [],
      findings: [],
      sealedKey: null,
    };
  });
}

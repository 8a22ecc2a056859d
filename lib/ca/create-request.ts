/** Asking for a certificate: nothing is signed, but everything is looked at as if it were. */

import type { IssuePreview } from "../contract/certificate";
import type { CreateRequestInput, RequestSummary } from "../contract/request";
import { CaError } from "../errors";
import { type CertificationRequest, parseCsr } from "../pki/csr";
import { formatGeneralName } from "../pki/general-name";
import { commonNameOf } from "../pki/name";
import { escapeHidden } from "../pki/quote";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { findAuthority } from "./chain";
import { newId } from "./identifier";
import { issuerWithin } from "./issue";
import { ownerFrom } from "./owner";
import type { NewRequest, Ports } from "./ports";
import { previewLeaf } from "./preview-issue";
import { anyRequest, requestObject } from "./request-access";
import { requestSummaries } from "./requests";
import { tagsFrom } from "./tag";

/** At once; nobody can fill the desk of those who decide. */
const pendingMax = 20;
/** Within a day, whatever became of them. */
const perDayMax = 100;
const dayMilliseconds = 86_400_000;

export async function createRequest(ports: Ports, actor: Actor, input: CreateRequestInput): Promise<RequestSummary> {
  const name = escapeHidden((input.subject?.commonName ?? input.names?.[0] ?? "").slice(0, 200));
  const attempt = { action: "request.create", object: { ...anyRequest, name } } as const;
  await authorize(ports, actor, "request.create", attempt);
  const authorityId = await issuerWithin(ports, actor, "request.create", { ...input, object: attempt.object });
  return auditingRefusals(ports, actor, { ...attempt, detail: { profileId: input.profileId } }, async () => {
    const request = await checked(ports, actor, { ...input, authorityId });
    const authority = await findAuthority(ports.store, request.authorityId);
    const detail = { authority: authority.name, authorityId: authority.id, profileId: request.profileId };
    await ports.store.transaction(async (tables) => {
      const since = new Date(ports.clock().getTime() - dayMilliseconds);
      const standing = await tables.requests.lockRequester(actor.id, since);
      if (!standing) throw new CaError("conflict", "Your account can ask for nothing any more.");
      assertWithinLimits(standing);
      await tables.requests.insert(request);
      await tables.audit.append(
        auditEntry(ports, actor, { action: "request.create", object: requestObject(request), detail }),
      );
    });
    const [summary] = await requestSummaries(ports, actor, [(await ports.store.requests.find(request.id))!]);
    return summary!;
  });
}

function assertWithinLimits({ pending, recent }: { readonly pending: number; readonly recent: number }): void {
  if (pending >= pendingMax) {
    throw new CaError("conflict", `${pending} requests of yours wait already. Take one back, or wait for a decision.`);
  }
  if (recent >= perDayMax) {
    throw new CaError("rate-limited", `At most ${perDayMax} requests in a day; ask again tomorrow.`, {
      retryAfterSeconds: 3_600,
    });
  }
}

/** Throws CaError("policy") with the findings when it would not be granted now. */
async function checked(
  ports: Ports,
  actor: Actor,
  input: CreateRequestInput & { readonly authorityId: string },
): Promise<NewRequest> {
  const { key, authorityId, profileId, subject, names, validity } = input;
  if (key.source === "server") {
    throw new CaError("invalid", "A key is made by who asks for it: in the browser, or with a CSR.", { field: "key" });
  }
  const csr = parseCsr(key.csr);
  const owner = (await ownerFrom(ports, input.owner ?? "")) ?? `user:${actor.id}`;
  const tags = tagsFrom(input.tags ?? []);
  const asked = { subject, names, validity };
  const preview = await previewLeaf(ports, actor, {
    ...asked,
    authorityId,
    profileId,
    key: { source: "csr", csr: key.csr },
  });
  if (!preview.isAllowed) throw refusal(preview);
  return {
    id: newId(ports),
    requesterId: actor.id,
    requesterName: actor.name,
    authorityId,
    profileId,
    displayName: nameOf(input, csr),
    asked,
    keyOrigin: key.source,
    csr: csr.der,
    spkiSha256: csr.spki.sha256,
    owner,
    tags,
    note: input.note,
    createdAt: ports.clock(),
  };
}

/** The common name, else the first name, as the certificate will be called. */
function nameOf({ subject, names }: CreateRequestInput, csr: CertificationRequest): string {
  const common = subject ? subject.commonName : commonNameOf(csr.subject);
  const first = names ? names[0] : csr.names.map(formatGeneralName)[0];
  const name = common || first?.replace(/^(dns|ip|email|uri):/, "") || "A certificate";
  return escapeHidden(name.slice(0, 200));
}

function refusal({ findings }: IssuePreview): CaError {
  const [first] = findings;
  return new CaError("policy", first?.message ?? "It would be refused by a rule.", { findings, field: first?.field });
}

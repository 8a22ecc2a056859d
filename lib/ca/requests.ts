/** Requests as people see them. */
import type { IssuePreview } from "../contract/certificate";
import type { RequestAct, RequestDetail, RequestList, RequestSearch, RequestSummary } from "../contract/request";
import { isCaError } from "../errors";
import { encodeName, formatName, parseName } from "../pki/name";
import { encodePem } from "../pki/pem";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { certificateSummaries } from "./certificate-summary";
import { ownerDto, usersAmong } from "./owner";
import { mayAct, scopesOf } from "./permission";
import type { Ports, RequestQuery, RequestRecord, RequestState } from "./ports";
import { previewLeaf } from "./preview-issue";
import { storedProfile } from "./profiles";
import { anyRequest, findRequest, isOwn, mayDecide, mayReadRequest } from "./request-access";

const pageSize = 50;
const statesOf: Readonly<Record<RequestSearch["state"], readonly RequestState[]>> = {
  waiting: ["pending"],
  decided: ["approved", "refused", "withdrawn", "closed"],
};

export async function listRequests(ports: Ports, actor: Actor, search: RequestSearch): Promise<RequestList> {
  const attempt = { action: "request.read", object: anyRequest } as const;
  const permission = search.whose === "all" ? "request.read" : "request.read-own";
  await authorize(ports, actor, permission, attempt);
  const query: RequestQuery = {
    states: statesOf[search.state],
    requesterId: search.whose === "mine" ? actor.id : null,
    scopes: search.whose === "mine" ? null : scopesOf(actor, "request.read"),
  };
  const [rows, waiting] = await Promise.all([
    ports.store.requests.list(query, { before: search.before, limit: pageSize + 1 }),
    ports.store.requests.count({ ...query, states: statesOf.waiting }),
  ]);
  const shown = rows.slice(0, pageSize);
  return {
    rows: await requestSummaries(ports, actor, shown),
    waiting,
    nextBefore: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    may: {
      create: mayAct(actor, "request.create"),
      readAll: mayAct(actor, "request.read"),
      decide: mayAct(actor, "request.decide"),
    },
  };
}

/** With what would be issued for it now, while it waits. */
export async function inspectRequest(ports: Ports, actor: Actor, { requestId }: RequestAct): Promise<RequestDetail> {
  await authorize(ports, actor, "request.read-own", { action: "request.read", object: anyRequest });
  const record = await findRequest(ports, requestId);
  await mayReadRequest(ports, actor, record);
  const isPending = record.state === "pending";
  const [[summary], preview, certificate, users] = await Promise.all([
    requestSummaries(ports, actor, [record]),
    isPending ? previewRequest(ports, actor, record) : null,
    record.certificateId === null ? null : ports.store.certificates.find(record.certificateId),
    usersAmong(ports, [record.owner]),
  ]);
  const [issued] = certificate ? await certificateSummaries(ports, [certificate]) : [];
  const own = isOwn(actor, record);
  return {
    ...summary!,
    asked: askedWords(record),
    note: record.note,
    owner: ownerDto(record.owner, users)?.name ?? "",
    tags: record.tags,
    keyOrigin: record.keyOrigin,
    spkiSha256: record.spkiSha256,
    reason: record.reason,
    preview,
    granted: record.granted ?? [],
    certificate: issued ?? null,
    collectedAt: record.collectedAt?.toISOString() ?? null,
    may: {
      approve: isPending && mayDecide(actor, record),
      refuse: isPending && mayDecide(actor, record),
      withdraw: isPending && own,
      collect: record.state === "approved" && own,
    },
  };
}

function askedWords({ asked: { subject, names, validity } }: RequestRecord): RequestDetail["asked"] {
  const words = {
    days: () => (validity.kind === "days" ? (validity.days === 1 ? "One day" : `${validity.days} days`) : ""),
    until: () => (validity.kind === "until" ? `Until ${validity.notAfter.slice(0, 10)}` : ""),
    default: () => "As the profile says",
  };
  return {
    subject: subject && formatName(parseName(encodeName(subject))),
    names,
    validity: words[validity.kind](),
  };
}

export const csrPem = ({ csr }: Pick<RequestRecord, "csr">): string => encodePem("CERTIFICATE REQUEST", csr);

async function previewRequest(ports: Ports, actor: Actor, record: RequestRecord): Promise<IssuePreview> {
  const { authorityId, profileId, asked } = record;
  try {
    return await previewLeaf(ports, actor, {
      ...asked,
      authorityId,
      profileId,
      key: { source: "csr", csr: csrPem(record) },
    });
  } catch (error) {
    // The profile was archived since.
    if (!isCaError(error) || error.code !== "conflict") throw error;
    const { id, name } = await storedProfile(ports, profileId);
    const obstacle = {
      rule: "profile-in-use",
      severity: "error",
      field: error.field ?? "profileId",
      message: error.detail,
      advice: "",
      source: "Countersign",
    } as const;
    const nothing = { authority: null, lines: [], rulesChecked: 0, decoded: null, csr: null };
    return { ...nothing, isAllowed: false, profile: { id, name }, findings: [obstacle] };
  }
}

export async function requestSummaries(
  ports: Ports,
  actor: Actor,
  records: readonly RequestRecord[],
): Promise<RequestSummary[]> {
  if (records.length === 0) return [];
  const [authorities, profiles] = await Promise.all([ports.store.authorities.list(), ports.store.profiles.list()]);
  const named = (all: readonly { readonly id: string; readonly name: string }[], id: string) => ({
    id,
    name: all.find((one) => one.id === id)?.name ?? id,
  });
  return records.map((record) => ({
    id: record.id,
    name: record.displayName,
    state: record.state,
    requester: record.requesterName,
    isOwn: isOwn(actor, record),
    authority: named(authorities, record.authorityId),
    profile: named(profiles, record.profileId),
    createdAt: record.createdAt.toISOString(),
    decidedAt: record.decidedAt?.toISOString() ?? null,
    decidedBy: record.decidedByName,
    isCollected: record.collectedAt !== null,
  }));
}

/** Notices: written in the transaction of what they tell, read by the one they are for. */
import type { MarkNoticesInput, NoticeCounts, NoticeDto, NoticeList } from "../contract/notice";
import type { Actor } from "./actor";
import type { AuditObject } from "./audit-entry";
import { authorize } from "./authorize";
import { newId } from "./identifier";
import { mayAct, scopesOf } from "./permission";
import type { CertificateRecord, NoticeKind, NoticeRecord, Ports, Tables } from "./ports";

const shownMax = 30;
const attempt = { action: "notice.read" } as const;

export interface Telling {
  readonly actor: Actor;
  /** User ids; whoever acts is not told what they did themselves. */
  readonly to: readonly (string | null)[];
  readonly kind: NoticeKind;
  readonly object: AuditObject;
  readonly detail: string;
}

export async function tell(ports: Ports, tables: Tables, { actor, to, kind, object, detail }: Telling): Promise<void> {
  const others = new Set(to.filter((id) => id !== null && id !== actor.id));
  for (const userId of [...others].sort()) {
    await tables.notices.insert({
      id: newId(ports),
      userId: userId!,
      kind,
      objectId: object.id,
      objectName: object.name,
      byName: actor.name,
      detail,
      createdAt: ports.clock(),
    });
  }
}

/** Whose certificate it is: who owns it, and who asked for it. */
export const peopleOf = ({ owner, issuedById }: Pick<CertificateRecord, "owner" | "issuedById">) => [
  /^user:(.*)$/.exec(owner ?? "")?.[1] ?? null,
  issuedById,
];

export async function noticeCounts(ports: Ports, actor: Actor): Promise<NoticeCounts> {
  await authorize(ports, actor, "notice.read", attempt);
  const [unread, waiting] = await Promise.all([ports.store.notices.unreadOf(actor.id), waitingFor(ports, actor)]);
  return { unread, waiting };
}

export async function listNotices(ports: Ports, actor: Actor): Promise<NoticeList> {
  await authorize(ports, actor, "notice.read", attempt);
  const [counts, notices] = await Promise.all([
    noticeCounts(ports, actor),
    ports.store.notices.listOf(actor.id, shownMax),
  ]);
  return { ...counts, notices: notices.map(noticeDto) };
}

export async function markNotices(ports: Ports, actor: Actor, { ids }: MarkNoticesInput): Promise<NoticeCounts> {
  await authorize(ports, actor, "notice.read", attempt);
  await ports.store.notices.markRead(actor.id, ids, ports.clock());
  return noticeCounts(ports, actor);
}

/**
 * Requests that wait for this person, counted when they look and not written down for each who may decide: so it is
 * right whatever their grants are by then, and gone for all of them when one has decided.
 */
export async function waitingFor(ports: Ports, actor: Actor): Promise<number> {
  if (!mayAct(actor, "request.decide")) return 0;
  const scopes = scopesOf(actor, "request.decide");
  return ports.store.requests.count({ states: ["pending"], requesterId: null, scopes });
}

const words: Readonly<Record<NoticeKind, (name: string) => string>> = {
  "request-approved": (name) => `Your request for “${name}” was approved`,
  "request-refused": (name) => `Your request for “${name}” was refused`,
  "certificate-revoked": (name) => `“${name}” was revoked`,
  "certificate-held": (name) => `“${name}” was put on hold`,
  "certificate-released": (name) => `“${name}” was released from hold`,
  "job-finished": (name) => `Done: ${name}`,
};

function hrefOf({ kind, objectId }: NoticeRecord): string {
  if (kind === "job-finished") return `/certificates/jobs/${objectId}`;
  return kind.startsWith("request") ? `/requests/${objectId}` : `/certificates/${objectId}`;
}

function noticeDto(notice: NoticeRecord): NoticeDto {
  const { id, kind, objectName, detail, byName, createdAt, readAt } = notice;
  return {
    id,
    kind,
    title: words[kind](objectName),
    detail,
    by: byName,
    at: createdAt.toISOString(),
    href: hrefOf(notice),
    isRead: readAt !== null,
  };
}

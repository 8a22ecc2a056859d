import type { AuthoritySummary } from "../contract/authority";
import type { AttentionItem, Overview } from "../contract/overview";
import type { Actor } from "./actor";
import { authoritySummaries } from "./authority-summary";
import { authorize } from "./authorize";
import { everyCertificate } from "./certificate-query";
import { readReach } from "./certificate-reach";
import { clockProblem } from "./clock";
import { onCertificate } from "./grant";
import { waitingFor } from "./notice";
import { mayAct } from "./permission";
import type { CertificatePage, CertificateReach, CertificateRecord, Ports } from "./ports";
import { leafKinds } from "./profile";
import { renewFrom } from "./renewal-window";

const day = 86_400_000;
const timelineDays = 90;
const activityDays = 30;
/** As many as a person looks through; the rest is one line with a link. */
const expiringShown = 5;

/** What needs attention first, then the health of each authority; all of it as far as the actor may read. */
export async function overview(ports: Ports, actor: Actor): Promise<Overview> {
  await authorize(ports, actor, "overview.read", { action: "overview.read" });
  const now = ports.clock();
  const today = new Date(Math.floor(now.getTime() / day) * day);
  const firstDay = new Date(today.getTime() - (activityDays - 1) * day);
  const within = readReach(actor);
  const [instance, all, expiring, expiryPerDay, activity, waiting] = await Promise.all([
    ports.store.instance.read(),
    authoritySummaries(ports, within),
    expiringLeaves(ports, now, within),
    ports.store.certificates.expiryPerDay(today, timelineDays, within),
    ports.store.certificates.activityPerDay(firstDay, activityDays, within),
    waitingFor(ports, actor),
  ]);
  const authorities = all.filter(({ id }) => mayAct(actor, "authority.read", { authorityId: id }));
  const reason = clockProblem(instance, ports.clock());
  const attention = [
    ...(reason ? [clockItem(reason)] : []),
    ...authorities.flatMap((authority) => authorityItems(authority, now, actor)),
    ...(waiting > 0 ? [requestsItem(waiting)] : []),
    ...expiringItems(expiring, now, actor),
  ];
  return {
    attention: [...attention.filter(isBad), ...attention.filter((item) => !isBad(item))],
    authorities,
    expiryPerDay,
    issuedPerDay: activity.issued,
    revokedPerDay: activity.revoked,
    validTotal: authorities.reduce((sum, { counts }) => sum + counts.valid + counts.expiring, 0),
    clock: reason === null ? null : { reason, mayConfirm: mayAct(actor, "clock.confirm") },
  };
}

const isBad = ({ severity }: AttentionItem) => severity === "bad";

function expiringLeaves(ports: Ports, now: Date, within: CertificateReach): Promise<CertificatePage> {
  return ports.store.certificates.search({
    ...everyCertificate,
    statuses: ["expiring"],
    kinds: leafKinds,
    within,
    hasSuccessor: false,
    sort: "expiry",
    now,
    limit: expiringShown,
  });
}

const clockItem = (reason: string): AttentionItem => ({
  severity: "bad",
  badge: "Clock",
  title: "Nothing is signed now",
  detail: reason,
  action: null,
});

const requestsItem = (waiting: number): AttentionItem => ({
  severity: "warn",
  badge: "Requests",
  title: waiting === 1 ? "A request waits for a decision" : `${waiting} requests wait for a decision`,
  detail: "Somebody asked for a certificate and cannot go on without it.",
  action: { label: "Review", href: "/requests" },
});

function authorityItems(authority: AuthoritySummary, now: Date, actor: Actor): AttentionItem[] {
  const action = { label: "Open authority", href: `/authorities/${authority.id}` };
  const title = authority.name;
  const items: AttentionItem[] = [];
  const notAfter = new Date(authority.notAfter);
  const isOver = notAfter < now;
  if (!isOver && authority.crl?.isLate !== false) {
    const detail = authority.crl
      ? `A new CRL is overdue; the latest one ends ${minuteOf(authority.crl.nextUpdate)}. After that relying parties refuse everything it issued.`
      : "It has published no CRL yet, so relying parties that ask for one refuse everything it issued.";
    const fix = mayAct(actor, "crl.publish", { authorityId: authority.id })
      ? { fix: { kind: "publish-crl", authorityId: authority.id } as const }
      : {};
    items.push({ severity: "bad", badge: "CRL late", title, detail, action, ...fix });
  }
  const isInUse = authority.state === "active" || authority.state === "paused";
  if (!isOver && isInUse && now >= renewFrom({ notBefore: new Date(authority.notBefore), notAfter })) {
    const detail = "Nothing it issues outlives it. Make a new authority and move over before it ends.";
    items.push({ severity: "warn", badge: `Expires in ${daysLeft(notAfter, now)} d`, title, detail, action });
  }
  return items;
}

function expiringItems({ rows, totalUpTo10001 }: CertificatePage, now: Date, actor: Actor): AttentionItem[] {
  const items = rows.map((record) => expiringItem(record, now, actor));
  const more = totalUpTo10001 - rows.length;
  if (more <= 0) return items;
  const mayRenew = mayAct(actor, "certificate.renew");
  const href = "/certificates?status=expiring&sort=expiry";
  const action = mayRenew ? { label: "Renew all…", href: `${href}&act=renew` } : { label: "Show all", href };
  const count = totalUpTo10001 > 10_000 ? "More than 10,000" : String(more);
  return [
    ...items,
    {
      severity: "warn",
      badge: "Expiring",
      title: `${count} more ${more === 1 ? "certificate" : "certificates"}`,
      detail: "They are in their renewal window.",
      action,
    },
  ];
}

function expiringItem(record: CertificateRecord, now: Date, actor: Actor): AttentionItem {
  const left = daysLeft(record.notAfter, now);
  const href = `/certificates/${record.id}`;
  const fix = mayAct(actor, "certificate.renew", onCertificate(record))
    ? { fix: { kind: "renew", certificateId: record.id } as const }
    : {};
  return {
    severity: left <= 7 ? "bad" : "warn",
    badge: left === 0 ? "Expires today" : `Expires in ${left} d`,
    title: record.displayName,
    detail: expiringDetail(record),
    action: { label: "Open", href },
    ...fix,
  };
}

/** What the title does not say: its other names, whose it is. */
function expiringDetail({ names, displayName, owner, tags }: CertificateRecord): string {
  const others = names.map((name) => name.slice(name.indexOf(":") + 1)).filter((name) => name !== displayName);
  const also = others.length > 2 ? [...others.slice(0, 2), `${others.length - 2} more`] : others;
  const whose = owner?.startsWith("text:") ? [owner.slice("text:".length)] : [];
  return [...new Set([also.join(", "), ...whose, ...tags])].filter((part) => part !== "").join(" · ");
}

const minuteOf = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;

const daysLeft = (notAfter: Date, now: Date): number => Math.floor((notAfter.getTime() - now.getTime()) / day);

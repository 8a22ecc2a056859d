import { BadgeCheck, FileKey2, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import type { CertificateDetail } from "@/lib/contract/certificate";
import { statusNames } from "./status-words";

interface Node {
  readonly key: string;
  readonly role: string;
  readonly name: string;
  readonly note: string;
  readonly isStopped: boolean;
  readonly isThis: boolean;
  readonly href: string | null;
}

/** Who signed whom, root first: the way trust flows. */
export function ChainPicture({ certificate }: { readonly certificate: CertificateDetail }) {
  return (
    <ol className="px-3.5 py-3">
      {nodesOf(certificate).map((node, index, all) => (
        <li
          key={node.key}
          className="relative grid grid-cols-[1.75rem_minmax(0,1fr)] items-center gap-x-2.5 not-last:pb-2.5"
        >
          {index < all.length - 1 && (
            <span aria-hidden className="absolute top-4 bottom-0 left-3.5 w-px bg-line-strong" />
          )}
          <NodeIcon node={node} />
          <NodeText node={node} />
        </li>
      ))}
    </ol>
  );
}

function NodeIcon({ node }: { readonly node: Node }) {
  const Icon = node.role === "Root" ? ShieldCheck : node.role === "Issuing" ? BadgeCheck : FileKey2;
  return (
    <span
      aria-hidden
      className={classNames(
        "relative grid size-7 place-items-center rounded-full border bg-raised",
        node.isStopped
          ? "border-bad text-bad"
          : node.isThis
            ? "border-accent text-accent"
            : "border-line-strong text-muted",
      )}
    >
      <Icon size={14} />
    </span>
  );
}

function NodeText({ node }: { readonly node: Node }) {
  const note = (
    <span className={`shrink-0 text-sm ${node.isStopped ? "text-bad" : "text-muted"}`}>
      {node.role} · {node.note}
    </span>
  );
  return (
    <span className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-3">
      {node.href === null ? (
        <span aria-current="true" className="min-w-0 truncate font-medium">
          {node.name}
        </span>
      ) : (
        <Link href={node.href} className="min-w-0 truncate hover:underline">
          {node.name}
        </Link>
      )}
      {note}
    </span>
  );
}

function nodesOf(certificate: CertificateDetail): Node[] {
  const above = certificate.chain.toReversed().map(
    (link, index): Node => ({
      key: link.certificateId,
      role: index === 0 ? "Root" : "Issuing",
      name: link.name,
      note: note(link.status, link.notAfter),
      isStopped: link.status === "revoked" || link.status === "expired" || link.status === "hold",
      isThis: false,
      href: `/authorities/${link.authorityId}`,
    }),
  );
  const isStopped = certificate.status !== "valid" && certificate.status !== "expiring";
  const self: Node = {
    key: certificate.id,
    role: roleOf(certificate),
    name: certificate.name,
    note: note(certificate.status, certificate.notAfter),
    isStopped,
    isThis: true,
    href: null,
  };
  return [...above, self];
}

function roleOf({ kind, chain }: CertificateDetail): string {
  if (kind !== "authority") return "Certificate";
  return chain.length === 0 ? "Root" : "Issuing";
}

function note(status: CertificateDetail["status"], notAfter: string): string {
  const isStopped = status === "revoked" || status === "hold" || status === "expired";
  return isStopped ? statusNames[status].toLowerCase() : `until ${notAfter.slice(0, 4)}`;
}

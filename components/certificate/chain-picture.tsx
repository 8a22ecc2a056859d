import { ArrowRight, BadgeCheck, FileKey2, ShieldCheck } from "lucide-react";
import Link from "next/link";
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
  const nodes = nodesOf(certificate);
  return (
    <ol className="flex flex-col items-stretch gap-1.5 p-3.5 sm:flex-row sm:flex-wrap sm:items-center">
      {nodes.map((node, index) => (
        <li key={node.key} className="flex min-w-0 flex-col gap-1.5 sm:flex-row sm:items-center">
          {index > 0 && (
            <span className="flex items-center gap-1 self-center text-faint text-sm">
              <span className="sr-only">signed</span>
              <ArrowRight aria-hidden className="size-3.5 rotate-90 sm:rotate-0" />
            </span>
          )}
          <ChainNode node={node} />
        </li>
      ))}
    </ol>
  );
}

function ChainNode({ node }: { readonly node: Node }) {
  const Icon = node.role === "Root" ? ShieldCheck : node.role === "Issuing" ? BadgeCheck : FileKey2;
  const look = node.isThis ? "border-accent bg-accent-wash" : "border-line bg-surface";
  const body = (
    <>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${node.isThis ? "text-accent" : "text-muted"}`} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{node.name}</span>
        <span className={`block text-sm ${node.isStopped ? "text-bad" : "text-muted"}`}>
          {node.role} · {node.note}
        </span>
      </span>
    </>
  );
  const className = `flex min-w-0 max-w-full gap-2 rounded-md border px-2.5 py-1.5 sm:max-w-72 ${look}`;
  if (node.href === null)
    return (
      <span className={className} aria-current="true">
        {body}
      </span>
    );
  return (
    <Link href={node.href} className={`${className} hover:border-line-strong`}>
      {body}
    </Link>
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

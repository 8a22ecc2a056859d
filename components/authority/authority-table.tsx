import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { ValidityBar } from "@/components/certificate/validity-bar";
import { type AuthorityRow, authorityTree } from "@/components/overview/authority-tree";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AuthoritySummary } from "@/lib/contract/authority";
import { algorithms } from "@/lib/pki/algorithm";
import { authorityLife } from "./authority-life";
import { CrlState } from "./crl-state";
import { AuthorityStateBadge } from "./state-badge";

export interface AuthorityTableProps {
  readonly authorities: readonly AuthoritySummary[];
  readonly now: string;
}

const indents = ["", "", "pl-5", "pl-10", "pl-15"] as const;
const count = (number: number) => number.toLocaleString("en-US");

/** The hierarchies as a tree, each authority with its health. */
export function AuthorityTable({ authorities, now }: AuthorityTableProps) {
  const rows = authorityTree(authorities);
  return (
    <>
      <div className="max-sm:hidden">
        <Table label="Authorities" head={<Head />}>
          {rows.map((row) => (
            <TreeRow key={row.authority.id} row={row} now={now} />
          ))}
        </Table>
      </div>
      <ul className="sm:hidden">
        {rows.map((row) => (
          <TreeCard key={row.authority.id} row={row} now={now} />
        ))}
      </ul>
    </>
  );
}

function Head() {
  return (
    <>
      <Th>Name</Th>
      <Th>State</Th>
      <Th from="lg">Key</Th>
      <Th>CRL</Th>
      <Th numeric>Valid</Th>
      <Th numeric from="lg">
        Expiring
      </Th>
      <Th numeric from="lg">
        Revoked
      </Th>
      <Th>Life</Th>
    </>
  );
}

function TreeRow({ row: { authority, depth }, now }: { readonly row: AuthorityRow; readonly now: string }) {
  const { counts } = authority;
  return (
    <Tr className="relative">
      <Td className="max-w-80">
        <TreeName authority={authority} depth={depth} />
      </Td>
      <Td>
        <span className="flex">
          <AuthorityStateBadge authority={authority} />
        </span>
      </Td>
      <Td from="lg" className="whitespace-nowrap text-muted">
        {algorithms[authority.keyType].label}
      </Td>
      <Td>
        <CrlState crl={authority.crl} now={now} />
      </Td>
      <Td numeric>{count(counts.valid + counts.expiring)}</Td>
      <Td numeric from="lg" className={counts.expiring > 0 ? "text-warn" : "text-muted"}>
        {count(counts.expiring)}
      </Td>
      <Td numeric from="lg" className="text-muted">
        {count(counts.revoked)}
      </Td>
      <Td>
        <span className="flex items-center gap-2.5">
          <ValidityBar certificate={authorityLife(authority, now)} now={now} width={96} />
          <span className="whitespace-nowrap text-muted text-sm max-lg:hidden">
            until <Time value={authority.notAfter} show="day" />
          </span>
        </span>
      </Td>
    </Tr>
  );
}

function TreeName({ authority, depth }: AuthorityRow) {
  return (
    <span className={`flex min-w-0 items-center gap-1.5 ${indents[Math.min(depth, indents.length - 1)]}`}>
      {depth > 0 && <CornerDownRight aria-hidden size={14} className="shrink-0 text-faint" />}
      <Link
        href={`/authorities/${authority.id}`}
        className="min-w-0 truncate font-medium after:absolute after:inset-0 hover:underline"
      >
        {authority.name}
      </Link>
      {depth === 0 && <span className="text-muted text-sm">root</span>}
    </span>
  );
}

function TreeCard({ row: { authority, depth }, now }: { readonly row: AuthorityRow; readonly now: string }) {
  return (
    <li className="relative grid gap-2 border-line px-3.5 py-3 not-last:border-b">
      <TreeName authority={authority} depth={depth} />
      <span className="flex flex-wrap items-center justify-between gap-2">
        <AuthorityStateBadge authority={authority} />
        <ValidityBar certificate={authorityLife(authority, now)} now={now} width={96} />
      </span>
      <span className="text-muted text-sm">
        {count(authority.counts.valid + authority.counts.expiring)} valid · CRL{" "}
        <CrlState crl={authority.crl} now={now} />
      </span>
    </li>
  );
}

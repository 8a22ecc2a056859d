import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import type { AuthoritySummary } from "@/lib/contract/authority";
import { ValidityBar } from "../certificate/validity-bar";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { Table, Td, Th, Tr } from "../ui/table";
import { absoluteTime } from "../ui/time-text";
import { type AuthorityRow, authorityTree, crlAgeWords } from "./authority-tree";

export interface AuthorityHealthProps {
  readonly authorities: readonly AuthoritySummary[];
  readonly now: string;
}

const numberFormat = new Intl.NumberFormat("en");

export function AuthorityHealth({ authorities, now }: AuthorityHealthProps) {
  const hierarchies = authorities.filter(({ kind }) => kind === "root").length;
  return (
    <Card
      title="Authorities"
      aside={`${hierarchies} ${hierarchies === 1 ? "hierarchy" : "hierarchies"}`}
      padded={false}
    >
      <Table
        label="Health of each authority"
        head={
          <>
            <Th>Name</Th>
            <Th>CRL</Th>
            <Th numeric>Valid</Th>
            <Th numeric from="md">
              Expiring
            </Th>
            <Th numeric from="md">
              Revoked
            </Th>
            <Th from="sm">Life</Th>
          </>
        }
      >
        {authorityTree(authorities).map((row) => (
          <HealthRow key={row.authority.id} row={row} now={now} />
        ))}
      </Table>
    </Card>
  );
}

const stateWords = {
  active: "Cannot issue",
  paused: "Paused",
  revoked: "Revoked",
  retired: "Retired",
} as const satisfies Record<AuthoritySummary["state"], string>;

function HealthRow({ row: { authority, depth }, now }: { readonly row: AuthorityRow; readonly now: string }) {
  return (
    <Tr>
      <Td className="w-full py-1.5">
        <span className="flex min-w-32 items-center gap-1.5">
          {depth > 0 ? (
            <CornerDownRight aria-hidden size={13} className={depth > 1 ? "ml-4 text-faint" : "text-faint"} />
          ) : null}
          <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <Link href={`/authorities/${authority.id}`} className="min-w-0 break-words hover:underline">
              {authority.name}
            </Link>
            {authority.canIssue ? null : (
              <Badge tone={authority.state === "paused" ? "hold" : "off"} title={authority.whyNot}>
                {stateWords[authority.state]}
              </Badge>
            )}
          </span>
        </span>
      </Td>
      <Td className="whitespace-nowrap">
        <CrlState crl={authority.crl} now={now} />
      </Td>
      <Td numeric>{numberFormat.format(authority.counts.valid + authority.counts.expiring)}</Td>
      <Td numeric from="md">
        <CountLink authority={authority} status="expiring" />
      </Td>
      <Td numeric from="md">
        <CountLink authority={authority} status="revoked" />
      </Td>
      <Td from="sm">
        <ValidityBar certificate={lifeOf(authority, now)} now={now} width={64} />
      </Td>
    </Tr>
  );
}

/** Leads to exactly those that are counted: leaves, holds among the revoked. */
function CountLink({
  authority: { id, name, counts },
  status,
}: {
  readonly authority: AuthoritySummary;
  readonly status: "expiring" | "revoked";
}) {
  const count = counts[status];
  if (count === 0) return <span className="text-faint">0</span>;
  const statuses = status === "revoked" ? "status=revoked&status=hold" : "status=expiring";
  return (
    <Link
      href={`/certificates?${statuses}&authority=${id}&kind=server&kind=client&kind=peer`}
      aria-label={`${count} ${status} of ${name}`}
      className="hover:underline"
    >
      {numberFormat.format(count)}
    </Link>
  );
}

function CrlState({ crl, now }: { readonly crl: AuthoritySummary["crl"]; readonly now: string }) {
  if (!crl) return <Badge tone="warn">None yet</Badge>;
  if (crl.isLate) return <Badge tone="bad">Late</Badge>;
  return (
    <span className="nums text-muted" title={`No. ${crl.number}, next update ${absoluteTime(crl.nextUpdate)}`}>
      {crlAgeWords(crl, now)}
    </span>
  );
}

function lifeOf({ notBefore, notAfter, state }: AuthoritySummary, now: string) {
  const status = state === "revoked" ? "revoked" : notAfter <= now ? "expired" : "valid";
  return { notBefore, notAfter, renewFrom: null, revokedAt: null, status } as const;
}

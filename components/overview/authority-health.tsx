import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import type { AuthoritySummary } from "@/lib/contract/authority";
import { CrlBar } from "../authority/crl-life";
import { leavesHref, type SearchView } from "../certificate/search-url";
import { ValidityBar } from "../certificate/validity-bar";
import { Badge } from "../ui/badge";
import { Card } from "../ui/card";
import { Table, Td, Th, Tr } from "../ui/table";
import { absoluteTime } from "../ui/time-text";
import { type AuthorityRow, authorityTree, crlAgeOfLife } from "./authority-tree";

export interface AuthorityHealthProps {
  readonly authorities: readonly AuthoritySummary[];
  readonly now: string;
}

const numberFormat = new Intl.NumberFormat("en");

export function AuthorityHealth({ authorities, now }: AuthorityHealthProps) {
  // Whoever reaches an issuing authority alone sees no root above it.
  const hierarchies = authorityTree(authorities).filter(({ depth }) => depth === 0).length;
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
            <Th className="px-2">CRL</Th>
            <Th numeric className="px-2">
              Valid
            </Th>
            <Th numeric from="sm" className="px-2">
              Expiring
            </Th>
            <Th numeric from="sm" className="pl-2">
              Revoked
            </Th>
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
      <Td className="w-full py-2">
        <span className="flex min-w-28 items-baseline gap-1.5">
          {depth > 0 ? (
            <CornerDownRight aria-hidden size={13} className={depth > 1 ? "ml-4 text-faint" : "text-faint"} />
          ) : null}
          <span className="grid min-w-0 gap-1">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Link href={`/authorities/${authority.id}`} className="min-w-0 break-words hover:underline">
                {authority.name}
              </Link>
              {authority.canIssue ? null : (
                <Badge tone={authority.state === "paused" ? "hold" : "off"} title={authority.whyNot}>
                  {stateWords[authority.state]}
                </Badge>
              )}
            </span>
            <span className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
              <ValidityBar certificate={lifeOf(authority, now)} now={now} width={72} />
              <span title={absoluteTime(authority.notAfter)}>until {authority.notAfter.slice(0, 4)}</span>
            </span>
          </span>
        </span>
      </Td>
      <Td className="px-2">
        <CrlState crl={authority.crl} now={now} />
      </Td>
      <Td numeric className="px-2">
        <CountLink authority={authority} status="valid" />
      </Td>
      <Td numeric from="sm" className="px-2">
        <CountLink authority={authority} status="expiring" />
      </Td>
      <Td numeric from="sm" className="pl-2">
        <CountLink authority={authority} status="revoked" />
      </Td>
    </Tr>
  );
}

const counted = {
  valid: ["valid", "expiring"],
  expiring: ["expiring"],
  revoked: ["revoked", "hold"],
} satisfies Record<string, SearchView["status"]>;

/** Leads to exactly those that are counted: leaves, the expiring among the valid, holds among the revoked. */
function CountLink({
  authority: { id, name, counts },
  status,
}: {
  readonly authority: AuthoritySummary;
  readonly status: keyof typeof counted;
}) {
  const count = status === "valid" ? counts.valid + counts.expiring : counts[status];
  if (count === 0) return <span className="text-faint">0</span>;
  return (
    <Link
      href={leavesHref({ status: counted[status], authority: [id] })}
      aria-label={`${count} ${status} of ${name}`}
      className="hover:underline"
    >
      {numberFormat.format(count)}
    </Link>
  );
}

/** Its age against the time within which the next one is due, and the time after which relying parties refuse. */
function CrlState({ crl, now }: { readonly crl: AuthoritySummary["crl"]; readonly now: string }) {
  if (!crl) return <Badge tone="warn">None yet</Badge>;
  return (
    <span
      className="nums grid min-w-22 gap-1 text-muted text-sm"
      title={`No. ${crl.number}, next update ${absoluteTime(crl.nextUpdate)}`}
    >
      <span className="flex">{crl.isLate ? <Badge tone="bad">Late</Badge> : crlAgeOfLife(crl, now)}</span>
      <CrlBar crl={crl} now={now} width={72} />
    </span>
  );
}

function lifeOf({ notBefore, notAfter, state }: AuthoritySummary, now: string) {
  const status = state === "revoked" ? "revoked" : notAfter <= now ? "expired" : "valid";
  return { notBefore, notAfter, renewFrom: null, revokedAt: null, status } as const;
}

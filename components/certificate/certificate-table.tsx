import Link from "next/link";
import { Hex } from "@/components/ui/hex";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CertificateSummary } from "@/lib/contract/certificate";
import { kindNames } from "./kind-names";
import { StatusBadge } from "./status-badge";
import { ValidityBar } from "./validity-bar";

export interface CertificateTableProps {
  readonly rows: readonly CertificateSummary[];
  readonly now: string;
}

/** Dense rows where there is room, cards where there is not. */
export function CertificateTable({ rows, now }: CertificateTableProps) {
  return (
    <>
      <div className="max-sm:hidden">
        <Table label="Certificates" head={<Head />}>
          {rows.map((certificate) => (
            <CertificateRow key={certificate.id} certificate={certificate} now={now} />
          ))}
        </Table>
      </div>
      <ul className="sm:hidden">
        {rows.map((certificate) => (
          <CertificateCard key={certificate.id} certificate={certificate} now={now} />
        ))}
      </ul>
    </>
  );
}

function Head() {
  return (
    <>
      <Th>Name</Th>
      <Th from="lg">Kind</Th>
      <Th from="lg">Authority</Th>
      <Th>Life</Th>
      <Th>Status</Th>
      <Th from="lg">Serial</Th>
    </>
  );
}

function CertificateRow({ certificate, now }: { readonly certificate: CertificateSummary; readonly now: string }) {
  return (
    <Tr className="relative">
      <Td className="max-w-80">
        <CertificateName certificate={certificate} />
      </Td>
      <Td from="lg" className="whitespace-nowrap text-muted">
        {kindNames[certificate.kind]}
      </Td>
      <Td from="lg" className="max-w-48 truncate text-muted">
        {certificate.authority.name}
      </Td>
      <Td>
        <span className="flex items-center gap-2.5">
          <ValidityBar certificate={certificate} now={now} />
          <Time
            value={certificate.revokedAt ?? certificate.notAfter}
            className="whitespace-nowrap text-muted text-sm max-lg:hidden"
          />
        </span>
      </Td>
      <Td>
        <span className="flex">
          <StatusBadge certificate={certificate} now={now} />
        </span>
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        <span className="relative z-10 text-muted">
          <Hex value={certificate.serial} what={`serial of ${certificate.name}`} ends={2} />
        </span>
      </Td>
    </Tr>
  );
}

/** The link covers the row. */
function CertificateName({ certificate }: { readonly certificate: CertificateSummary }) {
  const others = certificate.names.filter((name) => !name.endsWith(`:${certificate.name}`));
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      <Link
        href={`/certificates/${certificate.id}`}
        title={certificate.name}
        className="min-w-0 truncate font-medium after:absolute after:inset-0 hover:underline"
      >
        {certificate.name}
      </Link>
      {others.length > 0 && (
        <span className="relative z-10 text-faint text-sm" title={others.join("\n")}>
          +{others.length}
          <span className="sr-only"> more {others.length === 1 ? "name" : "names"}</span>
        </span>
      )}
    </span>
  );
}

function CertificateCard({ certificate, now }: { readonly certificate: CertificateSummary; readonly now: string }) {
  return (
    <li className="relative grid gap-2 border-line px-3.5 py-3 not-last:border-b">
      <CertificateName certificate={certificate} />
      <span className="flex flex-wrap items-center justify-between gap-2">
        <StatusBadge certificate={certificate} now={now} />
        <ValidityBar certificate={certificate} now={now} />
      </span>
      <span className="truncate text-muted text-sm">
        <EndWords certificate={certificate} /> · {kindNames[certificate.kind]} · {certificate.authority.name}
      </span>
    </li>
  );
}

function EndWords({ certificate }: { readonly certificate: CertificateSummary }) {
  if (certificate.revokedAt !== null) return <Time value={certificate.revokedAt} />;
  return (
    <>
      ends <Time value={certificate.notAfter} />
    </>
  );
}

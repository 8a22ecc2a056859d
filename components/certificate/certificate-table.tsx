import Link from "next/link";
import type { ReactNode } from "react";
import { Token } from "@/components/ui/badge";
import { Hex } from "@/components/ui/hex";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CertificateSummary } from "@/lib/contract/certificate";
import { type Column, columnNames } from "./columns";
import { kindNames, shortKindNames } from "./kind-names";
import { StatusBadge } from "./status-badge";
import { ValidityBar } from "./validity-bar";

export interface Choosing {
  readonly ids: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onToggleAll: () => void;
}

export interface CertificateTableProps {
  readonly rows: readonly CertificateSummary[];
  readonly now: string;
  readonly columns: readonly Column[];
  /** Boxes in front of the rows; null where nothing can be done with them. */
  readonly choosing: Choosing | null;
}

/** Dense rows where there is room, cards where there is not. */
export function CertificateTable({ rows, now, columns, choosing }: CertificateTableProps) {
  return (
    <>
      <div className="max-sm:hidden">
        <Table label="Certificates" head={<Head rows={rows} columns={columns} choosing={choosing} />}>
          {rows.map((certificate) => (
            <CertificateRow
              key={certificate.id}
              certificate={certificate}
              now={now}
              columns={columns}
              choosing={choosing}
            />
          ))}
        </Table>
      </div>
      <ul className="sm:hidden">
        {rows.map((certificate) => (
          <CertificateCard key={certificate.id} certificate={certificate} now={now} choosing={choosing} />
        ))}
      </ul>
    </>
  );
}

/** On narrow screens only what tells whether something is wrong. */
const always: readonly Column[] = ["life", "status"];
const from = (column: Column) => (always.includes(column) ? undefined : "lg");

function Head({ rows, columns, choosing }: Pick<CertificateTableProps, "rows" | "columns" | "choosing">) {
  const isAll = choosing !== null && rows.every(({ id }) => choosing.ids.has(id));
  return (
    <>
      {choosing && (
        <Th className="w-9">
          <Box label="Choose all on this page" isOn={isAll} onChange={choosing.onToggleAll} />
        </Th>
      )}
      <Th>Name</Th>
      {columns.map((column) => (
        <Th key={column} from={from(column)}>
          {columnNames[column]}
        </Th>
      ))}
    </>
  );
}

/** Larger to hit than it looks, above the link that covers the row. */
function Box({
  label,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
}) {
  return (
    <label className="-m-2 relative z-10 flex size-8 shrink-0 cursor-pointer items-center justify-center">
      <input
        type="checkbox"
        aria-label={label}
        checked={isOn}
        onChange={onChange}
        className="size-3.75 accent-accent"
      />
    </label>
  );
}

interface OneProps {
  readonly certificate: CertificateSummary;
  readonly now: string;
  readonly choosing: Choosing | null;
}

function CertificateRow({ certificate, now, columns, choosing }: OneProps & { readonly columns: readonly Column[] }) {
  const isChosen = choosing?.ids.has(certificate.id) ?? false;
  return (
    <Tr className="relative" aria-selected={choosing ? isChosen : undefined}>
      {choosing && (
        <Td>
          <Box
            label={`Choose ${certificate.name}`}
            isOn={isChosen}
            onChange={() => choosing.onToggle(certificate.id)}
          />
        </Td>
      )}
      <Td className="w-full min-w-44 max-w-0">
        <CertificateName certificate={certificate} />
      </Td>
      {columns.map((column) => (
        <Td key={column} from={from(column)} className={cellClass[column] ?? plainCell}>
          {cells[column](certificate, now)}
        </Td>
      ))}
    </Tr>
  );
}

const plainCell = "max-w-52 truncate text-muted";
const cellClass: Partial<Readonly<Record<Column, string>>> = { life: "", status: "", serial: "whitespace-nowrap" };

const cells: Readonly<Record<Column, (certificate: CertificateSummary, now: string) => ReactNode>> = {
  kind: ({ kind }) => shortKindNames[kind],
  authority: ({ authority }) => authority.name,
  profile: ({ profile }) => profile?.name ?? "—",
  life: (certificate, now) => (
    <span className="flex items-center gap-2.5">
      <ValidityBar certificate={certificate} now={now} width={80} />
      <Time
        value={certificate.revokedAt ?? certificate.notAfter}
        className="whitespace-nowrap text-muted text-sm max-lg:hidden"
      />
    </span>
  ),
  status: (certificate, now) => (
    <span className="flex">
      <StatusBadge certificate={certificate} now={now} />
    </span>
  ),
  owner: ({ owner }) => owner?.name ?? "—",
  tags: ({ tags }) => <Tags tags={tags} />,
  created: ({ createdAt }) => <Time value={createdAt} />,
  issuer: ({ issuedBy }) => issuedBy,
  serial: ({ serial, name }) => (
    <span className="relative z-10 text-muted">
      <Hex value={serial} what={`serial of ${name}`} ends={2} />
    </span>
  ),
};

function Tags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return "—";
  return (
    <span className="flex gap-1" title={tags.join(", ")}>
      {tags.slice(0, 2).map((tag) => (
        <Token key={tag} mono={false}>
          {tag}
        </Token>
      ))}
      {tags.length > 2 && <span className="text-faint text-sm">+{tags.length - 2}</span>}
    </span>
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

function CertificateCard({ certificate, now, choosing }: OneProps) {
  const { id, name, owner, tags } = certificate;
  return (
    <li className="relative grid grid-cols-1 gap-2 border-line px-3.5 py-3 not-last:border-b">
      <span className="flex min-w-0 items-center gap-2">
        {choosing && (
          <Box label={`Choose ${name}`} isOn={choosing.ids.has(id)} onChange={() => choosing.onToggle(id)} />
        )}
        <CertificateName certificate={certificate} />
      </span>
      <span className="flex flex-wrap items-center justify-between gap-2">
        <StatusBadge certificate={certificate} now={now} />
        <ValidityBar certificate={certificate} now={now} />
      </span>
      <span className="truncate text-muted text-sm">
        <EndWords certificate={certificate} /> · {kindNames[certificate.kind]} · {certificate.authority.name}
      </span>
      {(owner || tags.length > 0) && (
        <span className="truncate text-muted text-sm">{[owner?.name, ...tags].filter(Boolean).join(" · ")}</span>
      )}
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

"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { CertificateTable } from "@/components/certificate/certificate-table";
import { exportHref, type SearchView, totalWords } from "@/components/certificate/search-url";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { CertificateSummary } from "@/lib/contract/certificate";
import { BulkDialog } from "./bulk-dialog";

export type ManyAct = "renew" | "revoke" | "tag";

export interface ChosenCertificatesProps {
  readonly rows: readonly CertificateSummary[];
  readonly now: string;
  readonly view: SearchView;
  readonly total: number;
  readonly may: Readonly<Record<ManyAct, boolean>>;
  /** Asked for by the address: open at once, for the whole view. */
  readonly act: ManyAct | null;
}

/** Rows to choose from, and what can be done with those chosen: those on this page, or the whole view. */
export function ChosenCertificates({ rows, now, view, total, may, act: asked }: ChosenCertificatesProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isWhole, setWhole] = useState(asked !== null);
  const [act, setAct] = useState<ManyAct | null>(asked);
  // Rows that went away with a new page are no longer chosen.
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const isPage = ids.length === rows.length;
  const choose = (next: ReadonlySet<string>) => {
    setChosen(next);
    setWhole(false);
  };
  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const count = isWhole ? totalWords(total) : String(ids.length);
  const targets = isWhole ? null : ids;
  return (
    <>
      <Card padded={false}>
        <CertificateTable
          rows={rows}
          now={now}
          columns={view.columns}
          choosing={{
            ids: isWhole ? new Set(rows.map(({ id }) => id)) : chosen,
            onToggle: toggle,
            onToggleAll: () => choose(new Set(isPage ? [] : rows.map(({ id }) => id))),
          }}
        />
      </Card>
      {(isWhole || ids.length > 0) && (
        <section
          aria-label="Chosen certificates"
          className="sticky bottom-3 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-3 py-2 shadow-pop"
        >
          <span aria-live="polite" className="nums mr-1 rounded-sm bg-sunken px-2 py-0.5 text-sm">
            {count} chosen
          </span>
          {may.renew && <Button onClick={() => setAct("renew")}>Renew…</Button>}
          {may.tag && <Button onClick={() => setAct("tag")}>Tag…</Button>}
          {may.revoke && (
            <Button tone="danger" onClick={() => setAct("revoke")}>
              Revoke…
            </Button>
          )}
          <ExportMenu view={view} ids={targets} label="Export" />
          {isPage && !isWhole && total > rows.length && (
            <Button tone="quiet" onClick={() => setWhole(true)}>
              Choose all {totalWords(total)} of this view
            </Button>
          )}
          <Button tone="quiet" className="ml-auto" onClick={() => choose(new Set())}>
            Clear
          </Button>
        </section>
      )}
      {act !== null && <BulkDialog act={act} view={view} ids={targets} onClose={() => setAct(null)} />}
    </>
  );
}

export interface ExportMenuProps {
  readonly view: SearchView;
  /** Null for the whole view. */
  readonly ids: readonly string[] | null;
  readonly label: string;
}

export function ExportMenu({ view, ids, label }: ExportMenuProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden size={14} />
          {label}
        </Button>
      }
    >
      <MenuItem href={exportHref(view, "csv", ids)} download hint="What the list knows, for spreadsheets">
        CSV
      </MenuItem>
      <MenuItem href={exportHref(view, "pem", ids)} download hint="The certificates, one after the other">
        PEM
      </MenuItem>
    </Menu>
  );
}

"use client";

import { ChevronRight } from "lucide-react";
import { useId } from "react";
import { FieldGroup } from "@/components/ui/field";
import type { RevocationReason } from "@/lib/pki/revocation-reason";
import { reasonOrder, reasonWords } from "./reason-words";

const usual: Readonly<Record<"leaf" | "authority", readonly RevocationReason[]>> = {
  leaf: ["keyCompromise", "superseded", "cessationOfOperation"],
  authority: ["cACompromise", "superseded", "cessationOfOperation"],
};

export interface ReasonFieldProps {
  readonly reasons: readonly RevocationReason[];
  readonly isAuthority: boolean;
  readonly value: RevocationReason | null;
  readonly error: string | null;
  readonly onChange: (reason: RevocationReason) => void;
}

/** Why: the usual reasons in sight, the rest folded, each with when to choose it. */
export function ReasonField({ reasons, isAuthority, value, error, onChange }: ReasonFieldProps) {
  const name = useId();
  const possible = reasonOrder.filter((reason) => reasons.includes(reason));
  const first = usual[isAuthority ? "authority" : "leaf"].filter((reason) => possible.includes(reason));
  const inSight = first.length > 0 ? first : possible;
  const folded = possible.filter((reason) => !inSight.includes(reason));
  const option = (reason: RevocationReason) => (
    <label
      key={reason}
      className="flex cursor-pointer items-start gap-2.5 px-3 py-2 has-checked:bg-accent-wash hover:bg-surface has-checked:hover:bg-accent-wash"
    >
      <input
        type="radio"
        name={name}
        value={reason}
        checked={value === reason}
        onChange={() => onChange(reason)}
        className="mt-1 shrink-0 accent-accent"
      />
      <span>
        <span className="font-medium">{reasonWords[reason].label}</span>
        <span className="block text-muted text-sm">{reasonWords[reason].explanation}</span>
      </span>
    </label>
  );
  return (
    <FieldGroup legend="Why?" error={error}>
      <div className="divide-y divide-line overflow-hidden rounded-md border border-line">
        {inSight.map(option)}
        {folded.length > 0 && (
          <details className="group" open={folded.some((reason) => reason === value) || undefined}>
            <summary className="flex list-none items-center gap-1.5 px-3 py-2 text-muted hover:text-ink">
              <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
              Other reasons
            </summary>
            <div className="divide-y divide-line border-line border-t">{folded.map(option)}</div>
          </details>
        )}
      </div>
    </FieldGroup>
  );
}

"use client";

import { FieldGroup } from "@/components/ui/field";
import { Checkbox } from "@/components/ui/input";
import { keyboardScroll } from "@/components/ui/keyboard-scroll";
import type { CertificateSummary } from "@/lib/contract/certificate";

export interface SameKeyListProps {
  readonly certificates: readonly CertificateSummary[];
  /** Ids that are not revoked along. */
  readonly spared: readonly string[];
  readonly onChange: (spared: readonly string[]) => void;
}

/** Whoever has the key has every certificate made for it; leaving one out is possible, and deliberate. */
export function SameKeyList({ certificates, spared, onChange }: SameKeyListProps) {
  const count = certificates.length;
  return (
    <FieldGroup
      legend={count === 1 ? "One more certificate has this key" : `${count} more certificates have this key`}
      hint="Whoever holds the key can use these as well. They are revoked along unless you deselect them."
    >
      <ul className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line" {...keyboardScroll}>
        {certificates.map(({ id, name, authority, notAfter }) => (
          <li key={id} className="px-3 py-1.5">
            <Checkbox
              checked={!spared.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? spared.filter((other) => other !== id) : [...spared, id])
              }
            >
              <span className="font-medium">{name}</span>{" "}
              <span className="text-muted text-sm">
                {authority.name}, until {notAfter.slice(0, 10)}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </FieldGroup>
  );
}

"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { algorithms, type KeyType } from "@/lib/pki/algorithm";

/** What each type is good for; who refuses it comes from the table of algorithms. */
const goodFor: Readonly<Record<KeyType, string>> = {
  "ec-p256": "Small, fast, and taken everywhere.",
  "ec-p384": "Taken everywhere; slower than P-256.",
  "ec-p521": "",
  "rsa-2048": "For very old clients. Larger and slower than ECDSA.",
  "rsa-3072": "For old clients that ask for more than RSA 2048.",
  "rsa-4096": "For old clients. Slow to make and to use.",
  ed25519: "",
};

export interface KeyTypeSelectProps {
  readonly label?: string;
  readonly keyTypes: readonly KeyType[];
  readonly value: KeyType;
  readonly error?: string | null;
  readonly onChange: (keyType: KeyType) => void;
}

export function KeyTypeSelect({ label = "Key type", keyTypes, value, error, onChange }: KeyTypeSelectProps) {
  const { refusedBy } = algorithms[value];
  return (
    <Field
      label={label}
      error={error}
      hint={refusedBy === "" ? goodFor[value] : <span className="text-warn">{refusedBy}</span>}
    >
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value as KeyType)}>
          {keyTypes.map((keyType) => (
            <option key={keyType} value={keyType}>
              {algorithms[keyType].label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

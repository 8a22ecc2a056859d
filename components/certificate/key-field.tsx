"use client";

import type { ReactNode } from "react";
import { Field, FieldGroup } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "@/components/ui/password-input";
import { Segmented } from "@/components/ui/segmented";
import type { IssuePreview, SealFormat } from "@/lib/contract/certificate";
import type { KeyType } from "@/lib/pki/algorithm";
import { CsrContents } from "./csr-contents";
import { CsrField } from "./csr-field";
import type { KeyChoice, KeySourceKind } from "./issue-request";
import { KeyTypeSelect } from "./key-type-select";

const sources: readonly { readonly value: KeySourceKind; readonly label: string; readonly hint: string }[] = [
  { value: "browser", label: "In this browser", hint: "never leaves it" },
  { value: "csr", label: "From a CSR", hint: "paste or drop" },
  { value: "server", label: "On the server", hint: "returned once" },
];

export interface KeyErrors {
  readonly key: string | null;
  readonly csr: string | null;
  readonly password: string | null;
}

export interface KeyFieldProps {
  readonly value: KeyChoice;
  readonly keyTypes: readonly KeyType[];
  /** Why this page cannot make keys, or null. */
  readonly noWebCrypto: string | null;
  readonly errors: KeyErrors;
  /** What the CSR turned out to carry, once it was read. */
  readonly csr: IssuePreview["csr"];
  /** For renewals: the key there is may be used again. `null` as source. */
  readonly sameKey: { readonly isChosen: boolean; readonly label: string; readonly onChoose: () => void } | null;
  /** For requests: the key cannot be made on the server, and this stands where one made here is explained. */
  readonly asking?: ReactNode;
  readonly onChange: (value: KeyChoice) => void;
}

export function KeyField({ value, keyTypes, noWebCrypto, errors, csr, sameKey, asking, onChange }: KeyFieldProps) {
  const chosen = sameKey?.isChosen ? "same" : value.source;
  const same = sameKey ? [{ value: "same" as const, label: "Same key", hint: "nothing to install" }] : [];
  return (
    <FieldGroup legend="Key" error={chosen === "csr" ? null : errors.key}>
      <Segmented<KeySourceKind | "same">
        label="Where the key comes from"
        options={[...same, ...(asking ? sources.filter(({ value: source }) => source !== "server") : sources)]}
        value={chosen}
        onChange={(source) => (source === "same" ? sameKey?.onChoose() : onChange({ ...value, source }))}
      />
      <div className="mt-2 grid gap-3">
        {chosen === "same" && <p className="text-muted text-sm">{sameKey?.label}</p>}
        {chosen === "browser" && noWebCrypto !== null && <Notice tone="warn">{noWebCrypto}</Notice>}
        {chosen === "browser" && noWebCrypto === null && (
          <>
            <KeyTypeSelect
              keyTypes={keyTypes}
              value={value.keyType}
              onChange={(keyType) => onChange({ ...value, keyType })}
            />
            {asking ?? (
              <p className="text-muted text-sm">
                The key is made here when you issue. You get a PKCS#12 and a PEM bundle, packed in this page.
              </p>
            )}
          </>
        )}
        {chosen === "csr" && (
          <>
            <CsrField
              csr={value.csr}
              fileName={value.csrFileName}
              error={errors.csr ?? errors.key}
              onChange={(text, csrFileName) => onChange({ ...value, csr: text, csrFileName })}
            />
            {csr !== null && <CsrContents csr={csr} />}
          </>
        )}
        {chosen === "server" && (
          <ServerKey value={value} keyTypes={keyTypes} error={errors.password} onChange={onChange} />
        )}
      </div>
    </FieldGroup>
  );
}

const formats: Readonly<Record<SealFormat, string>> = {
  "pkcs12-modern": "PKCS#12, AES-256",
  "pkcs12-legacy": "PKCS#12 for old devices, 3DES",
  pem: "Encrypted PEM",
};

function ServerKey({
  value,
  keyTypes,
  error,
  onChange,
}: {
  readonly value: KeyChoice;
  readonly keyTypes: readonly KeyType[];
  readonly error: string | null;
  readonly onChange: (value: KeyChoice) => void;
}) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <KeyTypeSelect
          keyTypes={keyTypes}
          value={value.keyType}
          onChange={(keyType) => onChange({ ...value, keyType })}
        />
        <Field
          label="Returned as"
          hint={value.format === "pkcs12-legacy" ? "Weak encryption; only where nothing else opens." : ""}
        >
          {(control) => (
            <Select
              {...control}
              value={value.format}
              onChange={(event) => onChange({ ...value, format: event.target.value as SealFormat })}
            >
              {Object.entries(formats).map(([format, label]) => (
                <option key={format} value={format}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field
        label="Password for the key"
        error={error}
        hint="Seals the file. The server keeps neither the key nor the password: you get it once, on the next page."
      >
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="new-password"
            value={value.password}
            onChange={(event) => onChange({ ...value, password: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}

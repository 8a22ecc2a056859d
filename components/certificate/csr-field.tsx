"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { csrText, type ReadCsr } from "./csr-text";

export interface CsrFieldProps {
  readonly csr: string;
  readonly fileName: string;
  readonly error: string | null;
  readonly onChange: (csr: string, fileName: string) => void;
}

/** A CSR pasted, dropped or chosen, in PEM or DER. */
export function CsrField({ csr, fileName, error, onChange }: CsrFieldProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const take = (read: ReadCsr, name: string) => {
    setProblem("problem" in read ? read.problem : null);
    if ("csr" in read) onChange(read.csr, name);
  };
  const takeFile = async (file: File | undefined) => {
    if (file) take(csrText(new Uint8Array(await file.slice(0, 65_537).arrayBuffer())), file.name);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void takeFile(event.dataTransfer.files[0]);
  };
  return (
    <Field
      label="Certificate signing request"
      error={problem ?? error}
      hint={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Button size="sm" onClick={() => picker.current?.click()}>
            <FileUp aria-hidden size={13} />
            Choose a file
          </Button>
          <span>{fileName === "" ? "PEM or DER, at most 64 KiB. You can drop it on the box too." : fileName}</span>
        </span>
      }
    >
      {(control) => (
        <>
          <Textarea
            {...control}
            mono
            rows={6}
            spellCheck={false}
            placeholder="-----BEGIN CERTIFICATE REQUEST-----"
            value={csr}
            onChange={(event) => take(csrText(new TextEncoder().encode(event.target.value)), "")}
            onDragOver={(event) => {
              event.preventDefault();
              setIsOver(true);
            }}
            onDragLeave={() => setIsOver(false)}
            onDrop={onDrop}
            className={classNames("resize-y", isOver && "border-accent bg-accent-wash")}
          />
          <input
            ref={picker}
            type="file"
            hidden
            accept=".csr,.req,.pem,.p10,.der,application/pkcs10"
            onChange={(event) => {
              void takeFile(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </>
      )}
    </Field>
  );
}

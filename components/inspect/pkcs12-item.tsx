"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { isCaError } from "@/lib/errors";
import { type ForeignItem, readForeign } from "@/lib/pki/foreign";
import { openPkcs12, type Pkcs12Contents } from "@/lib/pki/pkcs12-read";
import { Asn1Tree } from "../asn1/asn1-tree";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field } from "../ui/field";
import { Notice } from "../ui/notice";
import { PasswordInput } from "../ui/password-input";

interface Pkcs12ItemProps {
  readonly file: Uint8Array;
  readonly onOpen: (opened: readonly ForeignItem[]) => void;
}

/** Opened here with its password; the private key in it stays closed even here. */
export function Pkcs12Item({ file, onOpen }: Pkcs12ItemProps) {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<{ readonly text: string; readonly isPassword: boolean } | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [contents, setContents] = useState<Pkcs12Contents | null>(null);
  const open = async (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setProblem(null);
    try {
      const opened = await openPkcs12(file, password);
      setContents(opened);
      setPassword("");
    } catch (error) {
      if (!isCaError(error)) throw error;
      setProblem({ text: error.detail, isPassword: error.field === "password" });
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Card title="PKCS#12 file">
      {contents ? (
        <Opened contents={contents} onOpen={onOpen} />
      ) : (
        <form onSubmit={open} className="grid max-w-md gap-3">
          <p className="text-muted">
            It is opened in this browser. Neither the password nor a private key is sent anywhere, and the key is not
            decrypted.
          </p>
          <Field
            label="Password"
            hint="Leave it empty if the file has none."
            error={problem?.isPassword ? problem.text : null}
          >
            {(control) => (
              <PasswordInput
                {...control}
                autoComplete="off"
                value={password}
                onChange={(event) => setPassword(event.target.value)}
              />
            )}
          </Field>
          {problem && !problem.isPassword && <Notice tone="bad">{problem.text}</Notice>}
          <p>
            <Button type="submit" tone="primary" pending={isPending}>
              Open
            </Button>
          </p>
          {problem && !problem.isPassword && <Asn1Tree bytes={file} />}
        </form>
      )}
    </Card>
  );
}

function Opened({ contents, onOpen }: { readonly contents: Pkcs12Contents } & Pick<Pkcs12ItemProps, "onOpen">) {
  const { certificates, crls, privateKeys, protection } = contents;
  const items = [...certificates.map(({ der }) => der), ...crls].flatMap(readSafely);
  return (
    <div className="grid gap-3">
      <ul className="grid gap-1">
        {privateKeys.map((key, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other name, and the list never changes
          <li key={index} className="flex items-start gap-2">
            <KeyRound aria-hidden size={14} className="mt-1 shrink-0 text-muted" />
            <span className="min-w-0 wrap-anywhere">{keySentence(key, certificates)}</span>
          </li>
        ))}
        {privateKeys.length === 0 && <li>No private key.</li>}
        {protection.map((line) => (
          <li key={line} className="text-muted text-sm">
            {line}
          </li>
        ))}
      </ul>
      <p>
        {items.length === 0 ? (
          "No certificate is in it."
        ) : (
          <Button tone="primary" onClick={() => onOpen(items)}>
            Inspect {items.length === 1 ? "its certificate" : `its ${items.length} certificates and CRLs`}
          </Button>
        )}
      </p>
    </div>
  );
}

type PrivateKey = Pkcs12Contents["privateKeys"][number];

function keySentence(
  { friendlyName, localKeyId, protection }: PrivateKey,
  certificates: Pkcs12Contents["certificates"],
): string {
  const named = friendlyName ? `A private key “${friendlyName}”` : "A private key";
  const belongs = localKeyId !== null && certificates.some((one) => one.localKeyId === localKeyId);
  const whose = belongs ? ", with its certificate" : ", without a certificate marked as its own";
  return protection === null ? `${named}${whose}, not encrypted.` : `${named}${whose}, encrypted (${protection}).`;
}

function readSafely(der: Uint8Array): readonly ForeignItem[] {
  try {
    return readForeign(der);
  } catch (error) {
    if (!isCaError(error)) throw error;
    return [{ kind: "other", der, what: "entry", problem: error.detail }];
  }
}

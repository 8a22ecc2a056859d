"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useRef, useState } from "react";
import { IssuedResult } from "@/components/certificate/issued-result";
import type { IssuedWithKey } from "@/components/certificate/use-issuing";
import type { KeptKey } from "@/components/request/kept-key";
import { ForgetButton } from "@/components/request/kept-key-notice";
import { useKeptKey } from "@/components/request/use-kept-key";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FormError, Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { PasswordInput } from "@/components/ui/password-input";
import { useAction } from "@/components/ui/use-action";
import type { RequestDetail } from "@/lib/contract/request";
import { isCaError } from "@/lib/errors";
import { collectRequest } from "../../actions";

export interface CollectProps {
  readonly request: RequestDetail;
  readonly crlUrl: string;
}

/** The certificate comes from the server, the key out of this browser; they meet in this page. */
export function Collect({ request, crlUrl }: CollectProps) {
  const router = useRouter();
  const { key, forget } = useKeptKey(request.spkiSha256);
  const pkcs8Der = useRef<Uint8Array | null>(null);
  const [result, setResult] = useState<IssuedWithKey | null>(null);
  const { run, pending, failure } = useAction(collectRequest, {
    onSuccess: (issued) =>
      setResult({ issued, pkcs8Der: pkcs8Der.current, ...(pkcs8Der.current !== null && { isKept: true }) }),
  });
  const collect = (opened: Uint8Array | null) => {
    pkcs8Der.current = opened;
    run({ requestId: request.id });
  };

  if (result !== null) {
    const back = { label: "Back to the request", onClick: () => router.push(`/requests/${request.id}`) };
    return (
      <IssuedResult
        result={result}
        crlUrl={crlUrl}
        again={back}
        after={(isKeySaved) => (result.isKept ? <KeptCopy isKept={key !== null} {...{ isKeySaved, forget }} /> : null)}
      />
    );
  }
  return (
    <div className="grid gap-4.5">
      <PageHeader
        title={`Collect ${request.name}`}
        parent={{ href: `/requests/${request.id}`, label: "The request" }}
      />
      <FormError message={failure?.message} />
      {request.keyOrigin === "csr" ? (
        <WithoutKey pending={pending} onCollect={() => collect(null)}>
          The key is where the CSR was made. Here you collect the certificate and the authorities above it.
        </WithoutKey>
      ) : key === undefined ? null : key === null ? (
        <WithoutKey pending={pending} onCollect={() => collect(null)} isMissing>
          It is in the browser in which you asked, unless it was deleted there. Here you can collect the certificate,
          but without the key nothing can prove itself with it. If the key is lost, have the certificate revoked and ask
          again.
        </WithoutKey>
      ) : (
        <OpenKey kept={key} pending={pending} onOpen={collect} />
      )}
    </div>
  );
}

interface WithoutKeyProps {
  readonly isMissing?: boolean;
  readonly pending: boolean;
  readonly onCollect: () => void;
  readonly children: string;
}

function WithoutKey({ isMissing = false, pending, onCollect, children }: WithoutKeyProps) {
  return (
    <Card>
      <div className="grid justify-items-start gap-3">
        <Notice tone={isMissing ? "warn" : "info"} title={isMissing ? "The key is not in this browser" : undefined}>
          {children}
        </Notice>
        <Button tone={isMissing ? "plain" : "primary"} pending={pending} onClick={onCollect}>
          {isMissing ? "Collect without the key" : "Collect"}
        </Button>
      </div>
    </Card>
  );
}

interface OpenKeyProps {
  readonly kept: KeptKey;
  readonly pending: boolean;
  readonly onOpen: (pkcs8Der: Uint8Array) => void;
}

function OpenKey({ kept, pending, onOpen }: OpenKeyProps) {
  const [password, setPassword] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isOpening, setIsOpening] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const onSubmit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isOpening || pending) return;
    setIsOpening(true);
    setProblem(null);
    try {
      const { openKey } = await import("@/components/request/kept-key");
      onOpen(await openKey(kept, password));
    } catch (error) {
      setProblem(problemOf(error));
      input.current?.focus();
    } finally {
      setIsOpening(false);
    }
  };
  return (
    <Card title="The key is in this browser">
      <form noValidate onSubmit={onSubmit} className="grid max-w-md justify-items-start gap-3">
        <Field
          label="Password for the key"
          className="w-full"
          error={problem}
          hint="The one you chose when you asked. The key is opened in this page and is not sent."
        >
          {(control) => (
            <PasswordInput
              {...control}
              ref={input}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" tone="primary" pending={isOpening || pending}>
          Collect
        </Button>
      </form>
    </Card>
  );
}

function problemOf(error: unknown): string {
  if (isCaError(error) && error.field === "password") {
    return "This password does not open the key. Nothing is lost: try again.";
  }
  return isCaError(error) ? error.detail : "The key could not be opened. It is still in this browser; try again.";
}

interface KeptCopyProps {
  readonly isKept: boolean;
  readonly isKeySaved: boolean;
  readonly forget: () => Promise<void>;
}

function KeptCopy({ isKept, isKeySaved, forget }: KeptCopyProps) {
  if (!isKept) {
    return (
      <Notice tone="good">The key was deleted from this browser. What you downloaded is all there is of it.</Notice>
    );
  }
  const question = isKeySaved
    ? "Delete the key from this browser? The file you downloaded is then all there is of it."
    : "You have not downloaded the key. Delete it all the same, and lose it for good?";
  return (
    <Notice
      tone="info"
      title="The key is still kept in this browser"
      action={<ForgetButton forget={forget} question={question} />}
    >
      Once it is where it is needed, delete this copy.
    </Notice>
  );
}

"use client";

import { useState } from "react";
import type { RequestDetail } from "@/lib/contract/request";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useKeptKey } from "./use-kept-key";

/** On a request of one’s own: where its key is, and what to do with one that is of no use any more. */
export function KeptKeyNotice({ request }: { readonly request: Pick<RequestDetail, "state" | "spkiSha256"> }) {
  const { key, forget } = useKeptKey(request.spkiSha256);
  if (key === undefined) return null;
  const isOver = request.state !== "pending" && request.state !== "approved";
  if (key === null) return isOver ? null : <Elsewhere />;
  if (!isOver) {
    return (
      <Notice tone="info" title="The key is in this browser">
        {request.state === "approved"
          ? "It is encrypted under your password, which collecting asks for."
          : "It is encrypted under your password. Come back with this browser to collect: nobody else has the key."}
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      title="The key of this request is still in this browser"
      action={
        <ForgetButton forget={forget} question="Delete this key from this browser? No certificate was made for it." />
      }
    >
      It is of no use any more.
    </Notice>
  );
}

function Elsewhere() {
  return (
    <Notice tone="warn" title="The key is not in this browser">
      It is in the browser in which you asked, unless it was deleted there. Collect from that one.
    </Notice>
  );
}

interface ForgetButtonProps {
  readonly forget: () => Promise<void>;
  readonly question: string;
}

export function ForgetButton({ forget, question }: ForgetButtonProps) {
  const [isFailed, setIsFailed] = useState(false);
  const onClick = () => {
    if (window.confirm(question)) forget().catch(() => setIsFailed(true));
  };
  return (
    <>
      <Button size="sm" tone="danger" onClick={onClick}>
        Delete the key here
      </Button>
      {isFailed && <span role="alert">It could not be deleted.</span>}
    </>
  );
}

"use client";

import { CheckCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { markNotices } from "./actions";

export function MarkAllRead() {
  const toast = useToast();
  const { run, pending } = useAction(markNotices, { onFailure: ({ message }) => toast(message) });
  return (
    <Button pending={pending} onClick={() => run({ ids: null })}>
      {pending ? null : <CheckCheck aria-hidden size={14} />}
      Mark all as read
    </Button>
  );
}

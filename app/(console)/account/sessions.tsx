"use client";

import { Monitor, Smartphone } from "lucide-react";
import { useState } from "react";
import { isHandheld, userAgentWords } from "@/components/account/user-agent";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, ListRow } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { AccountDto, AccountSession } from "@/lib/contract/account";
import { endSession } from "./actions";
import { SignOutEverywhere } from "./sign-out-everywhere";

export function Sessions({ sessions }: Pick<AccountDto, "sessions">) {
  const [isAsking, setAsking] = useState(false);
  const others = sessions.filter(({ isThis }) => !isThis).length;
  return (
    <Card
      title="Where you are signed in"
      padded={false}
      aside={
        <Button size="sm" onClick={() => setAsking(true)}>
          Sign out everywhere…
        </Button>
      }
    >
      <ul aria-label="Sessions">
        {sessions.map((session) => (
          <SessionRow key={session.handle} session={session} />
        ))}
      </ul>
      <SignOutEverywhere others={others} open={isAsking} onClose={() => setAsking(false)} />
    </Card>
  );
}

function SessionRow({ session }: { readonly session: AccountSession }) {
  const { handle, isThis, address, userAgent, beganAt, lastSeenAt } = session;
  const words = userAgentWords(userAgent);
  const toast = useToast();
  const { run, pending } = useAction(endSession, {
    onSuccess: () => toast(`${words} is signed out.`),
    onFailure: ({ message }) => toast(message, { tone: "bad" }),
  });
  const Icon = isHandheld(userAgent) ? Smartphone : Monitor;
  return (
    <ListRow
      trail={
        isThis ? null : (
          <Button
            size="sm"
            pending={pending}
            onClick={() => run({ handle })}
            aria-label={`End ${words}, ${address ?? ""}`}
          >
            End
          </Button>
        )
      }
    >
      <div className="flex items-start gap-2.5">
        <Icon aria-hidden size={17} className="mt-0.5 shrink-0 text-muted" />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium" title={userAgent}>
              {words}
            </span>
            {isThis ? <Badge tone="accent">This session</Badge> : null}
          </p>
          <p className="text-muted text-sm">
            {address ? <span className="break-all font-mono">{address}</span> : "unknown address"} · signed in{" "}
            <Time value={beganAt} /> · last seen <Time value={lastSeenAt} />
          </p>
        </div>
      </div>
    </ListRow>
  );
}

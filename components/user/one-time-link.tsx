import type { OneTimeLink } from "@/lib/contract/user";
import { CopyButton } from "../ui/copy-button";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";

export interface OneTimeLinkViewProps {
  readonly link: OneTimeLink;
  readonly consoleUrl: string;
  readonly email: string;
  /** For somebody who never had a password. */
  readonly isInvitation?: boolean;
}

/** Shown once: only a hash of it is kept. */
export function OneTimeLinkView({ link, consoleUrl, email, isInvitation = false }: OneTimeLinkViewProps) {
  const url = `${consoleUrl}${link.path}`;
  return (
    <div className="grid gap-3">
      <p>
        Send this link to <span className="break-all font-medium">{email}</span> over a channel you trust. Whoever opens
        it first sets the password{isInvitation ? ", and is in" : ""}.
      </p>
      <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-sunken p-2 pl-3">
        <code className="min-w-0 flex-1 basis-50 break-all text-sm">{url}</code>
        <CopyButton text={url} what="link">
          Copy
        </CopyButton>
      </div>
      <Notice tone="warn">
        It is shown only now, works once, and ends <Time value={link.expiresAt} />.
        {isInvitation ? " If it ends unused, invite them again from the list." : ""}
      </Notice>
    </div>
  );
}

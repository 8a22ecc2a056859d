import { Check, Minus } from "lucide-react";
import type { AccountDto } from "@/lib/contract/account";
import { Card } from "../ui/card";

export interface AllowedListProps {
  readonly account: Pick<AccountDto, "grants" | "permissions">;
}

/** What one may do here, from the table that is enforced; what one may not is there to be asked for. */
export function AllowedList({ account: { grants, permissions } }: AllowedListProps) {
  const denied = permissions.filter(({ isAllowed }) => !isAllowed);
  return (
    <Card title="What you may do">
      <div className="grid gap-3">
        <ul className="text-muted">
          {grants.length === 0 ? <li>Nothing is granted to you yet.</li> : null}
          {grants.map((grant) => (
            <li key={grant}>You are {grant}.</li>
          ))}
        </ul>
        <Sentences permissions={permissions.filter(({ isAllowed }) => isAllowed)} />
        {denied.length > 0 ? (
          <details>
            <summary className="w-fit text-muted hover:text-ink">
              What you may not do ({denied.length}); an administrator can change that
            </summary>
            <div className="mt-2.5">
              <Sentences permissions={denied} />
            </div>
          </details>
        ) : null}
      </div>
    </Card>
  );
}

function Sentences({ permissions }: Pick<AccountDto, "permissions">) {
  return (
    <ul className="gap-x-6 md:columns-2">
      {permissions.map(({ permission, description, isAllowed }) => (
        <li key={permission} title={permission} className="flex break-inside-avoid items-start gap-2 pb-1.5">
          {isAllowed ? (
            <Check role="img" aria-label="yes" size={15} strokeWidth={2.25} className="mt-0.5 shrink-0 text-good" />
          ) : (
            <Minus role="img" aria-label="no" size={15} className="mt-0.5 shrink-0 text-faint" />
          )}
          <span className="min-w-0">{description}</span>
        </li>
      ))}
    </ul>
  );
}

"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { auditHref, historyHref } from "@/components/audit/audit-href";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Td, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import type { UserDto, UserList } from "@/lib/contract/user";
import { enableUser } from "./actions";
import { DisableDialog } from "./disable-user";
import { GrantsDialog } from "./grants-dialog";
import { ResetPasswordDialog } from "./reset-password";

export interface UserRowProps {
  readonly user: UserDto;
  readonly consoleUrl: string;
  readonly choices: UserList["choices"];
}

export function UserRow({ user, consoleUrl, choices }: UserRowProps) {
  const [dialog, setDialog] = useState<"grants" | "disable" | "password" | null>(null);
  const close = () => setDialog(null);
  return (
    <Tr id={`user-${user.id}`} className="target:bg-accent-wash">
      <Td className="py-1.5">
        <span className="break-all font-medium">{user.email}</span>
        {user.isSelf ? <span className="ml-1.5 text-faint text-sm">you</span> : null}
        <Grants user={user} className="text-sm sm:hidden" />
      </Td>
      <Td from="sm" className="py-1.5">
        <Grants user={user} className="" />
      </Td>
      <Td>
        <UserState user={user} />
      </Td>
      <Td from="md" className="whitespace-nowrap text-muted">
        {user.lastSignInAt ? <Time value={user.lastSignInAt} /> : "never"}
      </Td>
      <Td from="lg" className="whitespace-nowrap text-muted">
        <Time value={user.createdAt} show="day" />
      </Td>
      <Td className="w-10 pl-0 text-right">
        <UserActions user={user} onChoose={setDialog} />
        <GrantsDialog user={user} choices={choices} open={dialog === "grants"} onClose={close} />
        <DisableDialog user={user} open={dialog === "disable"} onClose={close} />
        <ResetPasswordDialog user={user} consoleUrl={consoleUrl} open={dialog === "password"} onClose={close} />
      </Td>
    </Tr>
  );
}

function UserState({ user }: { readonly user: UserDto }) {
  if (user.isDisabled) return <Badge tone="off">Disabled</Badge>;
  if (!user.hasPassword) return <Invited endsAt={user.linkEndsAt} />;
  return <Badge tone="good">Active</Badge>;
}

function Invited({ endsAt }: { readonly endsAt: string | null }) {
  if (endsAt === null) return <Badge tone="warn">Invitation over</Badge>;
  return (
    <>
      <Badge tone="accent">Invited</Badge>
      <span className="block whitespace-nowrap text-muted text-sm">
        ends <Time value={endsAt} />
      </span>
    </>
  );
}

/** One line for each, as a sentence. */
function Grants({ user, className }: { readonly user: UserDto; readonly className: string }) {
  if (user.grants.length === 0) return <p className={classNames("text-faint", className)}>Nothing</p>;
  return (
    <ul className={classNames("text-muted", className)}>
      {user.grants.map(({ id, sentence }) => (
        <li key={id} className="first-letter:uppercase">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

interface UserActionsProps {
  readonly user: UserDto;
  readonly onChoose: (dialog: "grants" | "disable" | "password") => void;
}

function UserActions({ user, onChoose }: UserActionsProps) {
  const toast = useToast();
  const { run, pending } = useAction(enableUser, { onSuccess: ({ email }) => toast(`${email} may sign in again.`) });
  const trigger = (
    <Button tone="quiet" size="icon" pending={pending} aria-label={`Actions for ${user.email}`}>
      {pending ? null : <Ellipsis aria-hidden size={16} />}
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuItem onSelect={() => onChoose("grants")}>Grants…</MenuItem>
      {user.isDisabled ? null : (
        <MenuItem onSelect={() => onChoose("password")}>
          {user.hasPassword ? "Link to set a password…" : "Invite again…"}
        </MenuItem>
      )}
      <MenuItem href={historyHref({ objectKind: "user", objectId: user.id })}>What was done to them</MenuItem>
      <MenuItem href={auditHref({ actor: user.id })}>What they did</MenuItem>
      <MenuSeparator />
      {user.isDisabled ? (
        <MenuItem onSelect={() => run({ userId: user.id })}>Enable</MenuItem>
      ) : (
        <MenuItem tone="danger" onSelect={() => onChoose("disable")}>
          Disable…
        </MenuItem>
      )}
    </Menu>
  );
}

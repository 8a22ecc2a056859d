"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { auditHref, historyHref } from "@/components/audit/audit-href";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Td, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import { useAction } from "@/components/ui/use-action";
import { roleWords } from "@/components/user/role-words";
import type { UserDto } from "@/lib/contract/user";
import { enableUser } from "./actions";
import { ChangeRoleDialog } from "./change-role";
import { DisableDialog } from "./disable-user";
import { ResetPasswordDialog } from "./reset-password";

export interface UserRowProps {
  readonly user: UserDto;
  readonly consoleUrl: string;
}

export function UserRow({ user, consoleUrl }: UserRowProps) {
  const [dialog, setDialog] = useState<"role" | "disable" | "password" | null>(null);
  const close = () => setDialog(null);
  return (
    <Tr id={`user-${user.id}`} className="target:bg-accent-wash">
      <Td className="py-1.5">
        <span className="break-all font-medium">{user.email}</span>
        {user.isSelf ? <span className="ml-1.5 text-faint text-sm">you</span> : null}
        <span className="block text-muted text-sm sm:hidden">{roleWords[user.role].name}</span>
      </Td>
      <Td from="sm" className="text-muted">
        {roleWords[user.role].name}
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
        <ChangeRoleDialog user={user} open={dialog === "role"} onClose={close} />
        <DisableDialog user={user} open={dialog === "disable"} onClose={close} />
        <ResetPasswordDialog user={user} consoleUrl={consoleUrl} open={dialog === "password"} onClose={close} />
      </Td>
    </Tr>
  );
}

function UserState({ user }: { readonly user: UserDto }) {
  if (user.isDisabled) return <Badge tone="off">Disabled</Badge>;
  if (!user.hasPassword) return <Badge tone="warn">No password yet</Badge>;
  return <Badge tone="good">Active</Badge>;
}

interface UserActionsProps {
  readonly user: UserDto;
  readonly onChoose: (dialog: "role" | "disable" | "password") => void;
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
      <MenuItem onSelect={() => onChoose("role")}>Change role…</MenuItem>
      <MenuItem onSelect={() => onChoose("password")}>Link to set a password…</MenuItem>
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

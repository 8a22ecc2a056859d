"use client";

import { ChevronDown, CircleUserRound, LogOut } from "lucide-react";
import { useTransition } from "react";
import { Button } from "../ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "../ui/menu";

export interface UserMenuProps {
  readonly email: string;
  readonly roles: string;
  readonly signOut: (input: Record<string, never>) => Promise<unknown>;
}

export function UserMenu({ email, roles, signOut }: UserMenuProps) {
  const [pending, startTransition] = useTransition();
  const leave = () =>
    startTransition(async () => {
      await signOut({});
    });
  const trigger = (
    <Button tone="quiet" pending={pending} className="min-w-0 px-2">
      <span
        aria-hidden
        className="grid size-5.5 shrink-0 place-items-center rounded-full bg-accent-wash font-medium text-accent text-xs uppercase"
      >
        {email.slice(0, 1)}
      </span>
      <span className="max-w-48 truncate max-md:sr-only">{email}</span>
      <ChevronDown aria-hidden size={13} className="text-faint max-md:hidden" />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLabel>
        <span className="block truncate font-medium text-base text-ink">{email}</span>
        <span className="text-sm first-letter:uppercase">{roles}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuItem href="/account" icon={<CircleUserRound aria-hidden size={14} />}>
        My account
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden size={14} />} onSelect={leave}>
        Sign out
      </MenuItem>
    </Menu>
  );
}

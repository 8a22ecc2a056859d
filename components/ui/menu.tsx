"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface MenuProps {
  /** A single button element. */
  readonly trigger: ReactNode;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

/** Not in a portal: at the end of the page it would stand outside every landmark. It is fixed, so nothing clips it. */
export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Content
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 min-w-48 max-w-80 animate-rise rounded-lg border border-line bg-raised p-1 shadow-pop"
      >
        {children}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

const item =
  "flex w-full cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 text-left outline-none data-highlighted:bg-accent-wash data-disabled:opacity-50 [&_svg]:shrink-0";

export interface MenuItemProps {
  readonly icon?: ReactNode;
  /** A second, smaller line. */
  readonly hint?: ReactNode;
  readonly tone?: "plain" | "danger";
  readonly disabled?: boolean;
  /** With it the item is a link. */
  readonly href?: string;
  /** With it the link saves what it leads to. */
  readonly download?: boolean;
  readonly onSelect?: () => void;
  readonly children: ReactNode;
}

export function MenuItem({ icon, hint, tone = "plain", disabled, href, download, onSelect, children }: MenuItemProps) {
  const content = (
    <>
      {icon ? <span className="text-muted">{icon}</span> : null}
      <span className="min-w-0">
        {children}
        {hint ? <span className="block text-muted text-sm">{hint}</span> : null}
      </span>
    </>
  );
  const className = classNames(item, tone === "danger" && "text-bad data-highlighted:bg-bad-wash");
  return (
    <DropdownMenu.Item disabled={disabled} onSelect={onSelect} className={className} asChild={href !== undefined}>
      {href === undefined ? content : <MenuLink href={href} download={download} content={content} />}
    </DropdownMenu.Item>
  );
}

function MenuLink({
  href,
  download,
  content,
  ...rest
}: {
  readonly href: string;
  readonly download?: boolean;
  readonly content: ReactNode;
}) {
  if (download) {
    return (
      <a {...rest} href={href} download>
        {content}
      </a>
    );
  }
  return (
    <Link {...rest} href={href}>
      {content}
    </Link>
  );
}

export interface MenuChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[];
  readonly onChange: (value: T) => void;
}

/** One of several, with a tick at the present one. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={item}>
          <span className="text-muted">{option.icon}</span>
          <span className="flex-1">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden size={14} className="text-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-faint text-xs">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

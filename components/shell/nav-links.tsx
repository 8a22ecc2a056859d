"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "../ui/class-names";
import { isCurrent, type NavigationGroup } from "./navigation";
import { navigationIcons } from "./navigation-icons";

export interface NavLinksProps {
  readonly groups: readonly NavigationGroup[];
  readonly onFollow?: () => void;
}

export function NavLinks({ groups, onFollow }: NavLinksProps) {
  const pathname = usePathname();
  return groups.map((group) => (
    <div key={group.label} className="grid gap-px">
      {group.label ? <p className="px-2 pt-4 pb-1 text-faint text-xs">{group.label}</p> : null}
      <ul className="grid gap-px">
        {group.items.map((item) => {
          const current = isCurrent(item.href, pathname);
          const Icon = navigationIcons[item.icon];
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                onClick={onFollow}
                aria-current={current ? "page" : undefined}
                className={classNames(
                  "flex items-center gap-2.5 rounded-md px-2 py-1.5 transition-colors",
                  current
                    ? "bg-raised font-medium text-ink ring-1 ring-line"
                    : "text-muted hover:bg-line/50 hover:text-ink",
                )}
              >
                <Icon aria-hidden size={15} strokeWidth={1.75} className={current ? "text-accent" : "text-faint"} />
                {item.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  ));
}

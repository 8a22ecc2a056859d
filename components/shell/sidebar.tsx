import Link from "next/link";
import { Mark } from "./mark";
import { NavLinks } from "./nav-links";
import type { NavigationGroup } from "./navigation";

export interface SidebarProps {
  readonly groups: readonly NavigationGroup[];
  readonly version: string;
  /** What this instance calls itself; empty for none. */
  readonly instanceName: string;
}

export function Sidebar({ groups, version, instanceName }: SidebarProps) {
  return (
    <nav aria-label="Main" className="border-line border-r bg-sunken max-md:hidden">
      <div className="sticky top-0 flex h-dvh flex-col px-2.5 py-3.5">
        <Link
          href="/"
          className="mb-2 flex items-center gap-2.5 self-start rounded-md px-2 py-1 font-semibold text-lg tracking-tight"
        >
          <Mark />
          Countersign
        </Link>
        {instanceName ? <p className="-mt-1 mb-1.5 truncate px-2 text-muted text-sm">{instanceName}</p> : null}
        <div className="min-h-0 flex-1 overflow-y-auto pt-1">
          <NavLinks groups={groups} />
        </div>
        <p className="nums px-2 pt-3 text-faint text-xs">Version {version}</p>
      </div>
    </nav>
  );
}

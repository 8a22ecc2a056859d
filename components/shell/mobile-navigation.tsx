"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { useModal } from "../ui/dialog";
import { Mark } from "./mark";
import { NavLinks } from "./nav-links";
import type { NavigationGroup } from "./navigation";

/** The same menu as a sheet from the left, for narrow screens. */
export function MobileNavigation({ groups }: { readonly groups: readonly NavigationGroup[] }) {
  const [open, setOpen] = useState(false);
  const ref = useModal(open);
  const close = () => setOpen(false);
  return (
    <div className="md:hidden">
      <Button tone="quiet" size="icon" aria-label="Menu" aria-expanded={open} onClick={() => setOpen(true)}>
        <MenuIcon aria-hidden size={18} />
      </Button>
      <dialog
        ref={ref}
        aria-label="Menu"
        onClose={close}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) close();
        }}
        className="m-0 h-dvh max-h-none w-70 max-w-[85vw] border-line border-r bg-sunken text-ink shadow-pop"
      >
        <div className="flex min-h-full flex-col px-3 py-3.5">
          <div className="flex items-center justify-between pb-3 pl-2">
            <span className="flex items-center gap-2.5 font-semibold text-lg tracking-tight">
              <Mark />
              Countersign
            </span>
            <Button tone="quiet" size="icon" aria-label="Close menu" onClick={close}>
              <X aria-hidden size={18} />
            </Button>
          </div>
          <nav aria-label="Main" className="text-lg">
            <NavLinks groups={groups} onFollow={close} />
          </nav>
        </div>
      </dialog>
    </div>
  );
}

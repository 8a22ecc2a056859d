"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";

export interface DialogProps {
  readonly open: boolean;
  /** Escape, the cross, and a click beside it. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Below the title, muted. */
  readonly description?: ReactNode;
  /** Buttons, right-aligned; the safe one first. */
  readonly footer?: ReactNode;
  readonly size?: "sm" | "md" | "lg";
  readonly children?: ReactNode;
}

const widths = { sm: "w-105", md: "w-140", lg: "w-190" } as const;

/** A native modal dialog: the browser keeps focus inside, makes the rest inert, and gives focus back. */
export function Dialog({ open, onClose, title, description, footer, size = "md", children }: DialogProps) {
  const id = useId();
  const ref = useModal(open);
  return (
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={classNames(
        "m-auto max-h-[calc(100dvh-2rem)] max-w-[calc(100vw-2rem)] rounded-xl border border-line bg-raised text-left text-ink shadow-pop open:animate-rise",
        widths[size],
      )}
    >
      {open ? (
        <div className="grid max-h-[inherit] grid-rows-[auto_minmax(0,1fr)_auto]">
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <h2 id={`${id}-title`} className="text-lg">
                {title}
              </h2>
              {description ? <div className="mt-0.5 text-muted">{description}</div> : null}
            </div>
            <Button tone="quiet" size="icon" aria-label="Close" onClick={onClose} className="-mt-1 -mr-2">
              <X aria-hidden size={16} />
            </Button>
          </div>
          <div className="overflow-y-auto px-5 pb-4">{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-line border-t bg-surface px-5 py-3">{footer}</div>
          ) : null}
        </div>
      ) : null}
    </dialog>
  );
}

/** Opens and closes the element as `open` says. */
export function useModal(open: boolean) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog?.open) dialog?.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  return ref;
}

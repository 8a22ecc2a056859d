"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button, ButtonLink } from "./button";

interface ToastMessage {
  readonly id: number;
  readonly tone: "good" | "bad";
  readonly text: string;
  readonly undo: (() => void) | null;
  readonly open: ToastLink | null;
}

interface ToastLink {
  readonly href: string;
  readonly label: string;
}

interface ToastOptions {
  readonly tone?: ToastMessage["tone"];
  /** Offers to take back what has happened. */
  readonly undo?: (() => void) | undefined;
  /** Leads to what came of it. */
  readonly open?: ToastLink | undefined;
}

type ShowToast = (text: string, options?: ToastOptions) => void;

const ToastContext = createContext<ShowToast>(() => {});

/** `const toast = useToast(); toast("Revoked laptop-0417.")`: for what has happened; errors belong beside their cause. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([]);
  const nextId = useRef(0);
  const dismiss = useCallback((id: number) => setMessages((all) => all.filter((message) => message.id !== id)), []);
  const show = useCallback<ShowToast>((text, { tone = "good", undo, open } = {}) => {
    nextId.current += 1;
    const id = nextId.current;
    setMessages((all) => [...all.slice(-2), { id, tone, text, undo: undo ?? null, open: open ?? null }]);
  }, []);
  useUndoKey(messages, dismiss);
  const list = useMemo(
    () => messages.map((message) => <ToastItem key={message.id} message={message} onDismiss={dismiss} />),
    [messages, dismiss],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div
        aria-live="polite"
        className="pointer-events-none fixed right-4 bottom-4 left-4 z-50 grid justify-items-end gap-2"
      >
        {list}
      </div>
    </ToastContext>
  );
}

/** Ctrl or ⌘ Z takes back the newest that can be, except where it takes back what is being typed. */
function useUndoKey(messages: readonly ToastMessage[], dismiss: (id: number) => void) {
  useEffect(() => {
    const newest = messages.findLast(({ undo }) => undo !== null);
    if (!newest) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const isTyping = event.target instanceof Element && event.target.matches("input, textarea, select");
      if (!isUndo || isTyping) return;
      event.preventDefault();
      newest.undo?.();
      dismiss(newest.id);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [messages, dismiss]);
}

function ToastItem({
  message,
  onDismiss,
}: {
  readonly message: ToastMessage;
  readonly onDismiss: (id: number) => void;
}) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    // Whoever can take something back is given time to read what, and to get there.
    const timer = setTimeout(() => onDismiss(message.id), message.undo ? 20_000 : 8_000);
    return () => clearTimeout(timer);
  }, [message, isHeld, onDismiss]);
  const hold = { onPointerEnter: () => setHeld(true), onFocus: () => setHeld(true) };
  const letGo = { onPointerLeave: () => setHeld(false), onBlur: () => setHeld(false) };
  const isGood = message.tone === "good";
  return (
    <div
      {...hold}
      {...letGo}
      className="pointer-events-auto flex max-w-100 animate-rise items-center gap-2.5 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-3 shadow-pop"
    >
      {isGood ? (
        <CircleCheck aria-hidden size={16} className="shrink-0 text-good" />
      ) : (
        <CircleAlert aria-hidden size={16} className="shrink-0 text-bad" />
      )}
      <span className="min-w-0 flex-1 break-words">{message.text}</span>
      {message.open && (
        <ButtonLink size="sm" href={message.open.href} onClick={() => onDismiss(message.id)}>
          {message.open.label}
        </ButtonLink>
      )}
      {message.undo && (
        <Button
          size="sm"
          title="Ctrl Z"
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => {
            message.undo?.();
            onDismiss(message.id);
          }}
        >
          Undo
        </Button>
      )}
      <Button tone="quiet" size="icon" aria-label="Dismiss" className="size-7" onClick={() => onDismiss(message.id)}>
        <X aria-hidden size={14} />
      </Button>
    </div>
  );
}

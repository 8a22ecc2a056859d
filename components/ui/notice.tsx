import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";

export type NoticeTone = "info" | "good" | "warn" | "bad";

const tones = {
  info: { className: "border-line bg-sunken", icon: Info, ink: "text-muted" },
  good: { className: "border-good/25 bg-good-wash", icon: CircleCheck, ink: "text-good" },
  warn: { className: "border-warn/25 bg-warn-wash", icon: TriangleAlert, ink: "text-warn" },
  bad: { className: "border-bad/25 bg-bad-wash", icon: CircleAlert, ink: "text-bad" },
} as const;

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: ReactNode;
  /** A button or a link on the right. */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** Something to know before going on, in the flow of the page. */
export function Notice({ tone, title, action, children }: NoticeProps) {
  const { className, icon: Icon, ink } = tones[tone];
  return (
    <div
      className={classNames("flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md border px-3 py-2.5", className)}
    >
      <Icon aria-hidden size={16} className={classNames("mt-0.5 shrink-0", ink)} />
      <div className="min-w-0 flex-1 basis-50">
        {title ? <p className="font-medium">{title}</p> : null}
        {children}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}

export interface FormErrorProps {
  readonly message: string | null | undefined;
  /** Asks again for what did not come, where nothing else on the form does. */
  readonly onRetry?: (() => void) | false;
}

/** The sentence above a form that went wrong: always in the page, so that its text is announced when it comes. */
export function FormError({ message, onRetry }: FormErrorProps) {
  const again = onRetry ? (
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  ) : null;
  return (
    <div role="alert" className="empty:hidden">
      {message ? (
        <Notice tone="bad" action={again}>
          {message}
        </Notice>
      ) : null}
    </div>
  );
}

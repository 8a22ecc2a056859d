import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** Beside the title: a count or a status. */
  readonly aside?: ReactNode;
  /** One sentence below. */
  readonly description?: ReactNode;
  /** Where this page belongs, above the title. */
  readonly parent?: { readonly href: string; readonly label: string };
  /** Buttons on the right; the main one last. */
  readonly actions?: ReactNode;
}

export function PageHeader({ title, aside, description, parent, actions }: PageHeaderProps) {
  return (
    <div className="grid gap-0.5">
      {parent ? (
        <p className="text-sm">
          <Link href={parent.href} className="inline-flex items-center gap-1 text-muted hover:text-ink hover:underline">
            <ArrowLeft aria-hidden size={12} />
            {parent.label}
          </Link>
        </p>
      ) : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 break-words">{title}</h1>
        {aside ? <div className="nums text-muted">{aside}</div> : null}
        {actions ? <div className="flex flex-wrap gap-2 md:ml-auto">{actions}</div> : null}
      </div>
      {description ? (
        <p className={classNames("max-w-3xl text-muted", actions && "max-md:mt-2")}>{description}</p>
      ) : null}
    </div>
  );
}

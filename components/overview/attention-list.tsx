import { CircleCheck } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AttentionItem } from "@/lib/contract/overview";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { Card, ListRow } from "../ui/card";

export interface AttentionListProps {
  readonly items: readonly AttentionItem[];
  /** Draws the button of what can be mended at once. */
  readonly fixWith: (fix: NonNullable<AttentionItem["fix"]>) => ReactNode;
}

export function AttentionList({ items, fixWith }: AttentionListProps) {
  if (items.length === 0) {
    return (
      <Card padded={false}>
        <p className="flex items-center gap-2.5 px-3.5 py-3">
          <CircleCheck aria-hidden size={16} className="text-good" />
          <span>
            <span className="font-medium">Nothing needs you.</span>{" "}
            <span className="text-muted">CRLs are fresh, and no certificate is due for renewal.</span>
          </span>
        </p>
      </Card>
    );
  }
  return (
    <Card title="Needs you" aside={<span className="nums">{items.length}</span>} padded={false}>
      <ul>
        {items.map((item) => (
          <ListRow
            key={`${item.badge}${item.title}`}
            lead={<Badge tone={item.severity}>{item.badge}</Badge>}
            trail={<Remedy item={item} fixWith={fixWith} />}
          >
            <p className="break-words font-medium">
              <Title item={item} />
            </p>
            {item.detail ? <p className="break-words text-muted">{item.detail}</p> : null}
          </ListRow>
        ))}
      </ul>
    </Card>
  );
}

/** What is mended where it stands can still be looked at. */
function Title({ item: { title, fix, action } }: { readonly item: AttentionItem }) {
  if (!fix || !action) return title;
  return (
    <Link href={action.href} className="hover:underline">
      {title}
    </Link>
  );
}

/** The one click that helps. */
function Remedy({
  item: { fix, action },
  fixWith,
}: { readonly item: AttentionItem } & Pick<AttentionListProps, "fixWith">) {
  if (fix) return fixWith(fix);
  return action ? <ButtonLink href={action.href}>{action.label}</ButtonLink> : null;
}

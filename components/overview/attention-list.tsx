import { CircleCheck } from "lucide-react";
import type { AttentionItem } from "@/lib/contract/overview";
import { Badge } from "../ui/badge";
import { ButtonLink } from "../ui/button";
import { Card, ListRow } from "../ui/card";

export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
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
            trail={item.action ? <ButtonLink href={item.action.href}>{item.action.label}</ButtonLink> : null}
          >
            <p className="break-words font-medium">{item.title}</p>
            {item.detail ? <p className="break-words text-muted">{item.detail}</p> : null}
          </ListRow>
        ))}
      </ul>
    </Card>
  );
}

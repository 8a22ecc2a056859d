import Link from "next/link";
import { Card, ListRow } from "@/components/ui/card";
import type { AuthoritySummary } from "@/lib/contract/authority";
import { AuthorityStateBadge } from "./state-badge";

/** What a root signed: authorities, and nothing else. */
export function ChildrenCard({ authorities }: { readonly authorities: readonly AuthoritySummary[] }) {
  return (
    <Card title="Authorities below it" aside={authorities.length} padded={false}>
      {authorities.length === 0 ? (
        <p className="px-3.5 py-3 text-muted">
          None yet. A root signs authorities only, so nothing can be issued so far.
        </p>
      ) : (
        <ul>
          {authorities.map((authority) => (
            <ListRow key={authority.id} trail={<AuthorityStateBadge authority={authority} />}>
              <Link href={`/authorities/${authority.id}`} className="font-medium hover:underline">
                {authority.name}
              </Link>
            </ListRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

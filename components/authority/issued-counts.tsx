import Link from "next/link";
import { searchHref } from "@/components/certificate/search-url";
import { statusNames } from "@/components/certificate/status-words";
import { Card } from "@/components/ui/card";
import type { AuthorityDetail } from "@/lib/contract/authority";

const shown = ["valid", "expiring", "expired", "revoked"] as const;
const inks = { valid: "text-good", expiring: "text-warn", expired: "text-muted", revoked: "text-bad" } as const;

/** What it issued, each number a way into the list. */
export function IssuedCounts({ authority }: { readonly authority: AuthorityDetail }) {
  return (
    <Card
      title="Issued"
      aside={
        <Link href={searchHref({ authority: [authority.id] })} className="link text-sm">
          All of them
        </Link>
      }
      padded={false}
    >
      <ul className="grid grid-cols-2 sm:grid-cols-4">
        {shown.map((status) => (
          <li key={status}>
            <Link
              href={searchHref({ authority: [authority.id], status: [status] })}
              className="block px-3.5 py-2.5 hover:bg-surface focus-visible:-outline-offset-2"
            >
              <span className={`nums block text-lg ${authority.counts[status] > 0 ? inks[status] : "text-muted"}`}>
                {authority.counts[status].toLocaleString("en-US")}
              </span>
              <span className="text-muted text-sm">{statusNames[status]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

import Link from "next/link";
import type { RequestSummary } from "@/lib/contract/request";
import { ListRow } from "../ui/card";
import { Time } from "../ui/time";
import { RequestState } from "./request-state";

export function RequestList({ rows }: { readonly rows: readonly RequestSummary[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <ListRow
          key={row.id}
          lead={<RequestState request={row} />}
          trail={
            <span className="text-muted">
              <Time value={row.decidedAt ?? row.createdAt} />
            </span>
          }
        >
          <Link href={`/requests/${row.id}`} className="break-words font-medium hover:underline">
            {row.name}
          </Link>
          <p className="break-words text-muted">
            {row.profile.name} from {row.authority.name}, asked for by {row.isOwn ? "you" : row.requester}
            {row.decidedBy !== "" && row.state !== "withdrawn" && `, decided by ${row.decidedBy}`}
          </p>
        </ListRow>
      ))}
    </ul>
  );
}

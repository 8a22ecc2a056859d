import Link from "next/link";
import type { Possessions } from "@/lib/contract/user";
import { searchHref } from "../certificate/search-url";

export interface PossessionsListProps {
  readonly userId: string;
  /** Null while it is looked up. */
  readonly possessions: Possessions | null;
}

const upTo = (count: number) => (count > 10_000 ? "over 10,000" : count.toLocaleString("en"));
const counted = (count: number, one: string) => `${upTo(count)} ${count === 1 ? one : `${one}s`}`;

/** What somebody leaves behind, before they are disabled. */
export function PossessionsList({ userId, possessions }: PossessionsListProps) {
  if (!possessions) return <p className="text-muted">Looking up what they own…</p>;
  const { certificates, first, sessions, requests } = possessions;
  const more = certificates.standing - first.length;
  return (
    <dl className="grid gap-2 rounded-md border border-line px-3 py-2.5">
      <div>
        <dt className="font-medium">
          {sessions === 0 ? "No open session" : `${counted(sessions, "session")} will end`}
        </dt>
      </div>
      {requests > 0 ? (
        <div>
          <dt className="font-medium">{counted(requests, "request")} that nobody decided will be closed</dt>
        </div>
      ) : null}
      <div>
        <dt className="font-medium">
          {certificates.total === 0 ? (
            "Owns no certificates"
          ) : (
            <>
              Owns{" "}
              <Link href={searchHref({ owner: [`user:${userId}`] })} className="text-accent hover:underline">
                {counted(certificates.total, "certificate")}
              </Link>
              , {certificates.standing === 0 ? "none" : upTo(certificates.standing)} still in force
            </>
          )}
        </dt>
        {first.length > 0 ? (
          <dd>
            <ul className="mt-1 grid gap-0.5 text-sm">
              {first.map(({ id, name }) => (
                <li key={id} className="truncate">
                  <Link href={`/certificates/${id}`} className="hover:underline">
                    {name}
                  </Link>
                </li>
              ))}
              {more > 0 ? <li className="text-muted">and {upTo(more)} more</li> : null}
            </ul>
          </dd>
        ) : null}
      </div>
    </dl>
  );
}

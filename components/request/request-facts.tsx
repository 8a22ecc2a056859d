import type { ReactNode } from "react";
import type { RequestDetail } from "@/lib/contract/request";
import { Token } from "../ui/badge";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";

/** Who asked for what, and why. */
export function RequestFacts({ request }: { readonly request: RequestDetail }) {
  const { asked, note, owner, tags, keyOrigin } = request;
  const items: readonly { term: string; value: ReactNode }[] = [
    { term: "Asked for by", value: request.isOwn ? `${request.requester} (you)` : request.requester },
    { term: "Asked", value: <Time value={request.createdAt} show="absolute" /> },
    { term: "Profile", value: request.profile.name },
    { term: "Authority", value: request.authority.name },
    { term: "Names", value: asked.names === null ? fromCsr : <Tokens values={asked.names} /> },
    { term: "Subject", value: asked.subject === null ? fromCsr : asked.subject || none },
    { term: "Validity", value: asked.validity },
    {
      term: "Key",
      value: keyOrigin === "browser" ? "Made in the requester’s browser, which keeps it" : "Proven with a CSR",
    },
    { term: "Owner", value: owner || none },
    ...(tags.length > 0 ? [{ term: "Tags", value: <Tokens values={tags} /> }] : []),
  ];
  return (
    <Card title="What was asked for">
      <div className="grid gap-3.5">
        {note !== "" && (
          <blockquote className="whitespace-pre-wrap break-words border-line-strong border-l-2 pl-3">{note}</blockquote>
        )}
        <DefinitionList items={items} />
      </div>
    </Card>
  );
}

const none = <span className="text-muted">none</span>;
const fromCsr = <span className="text-muted">as in the CSR</span>;

function Tokens({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return none;
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {values.map((value) => (
        <Token key={value}>{value}</Token>
      ))}
    </span>
  );
}

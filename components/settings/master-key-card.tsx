import Link from "next/link";
import type { MasterKeyCare } from "@/lib/contract/settings";
import { historyHref } from "../audit/audit-href";
import { Card } from "../ui/card";
import { CodeBlock } from "../ui/code-block";
import { DefinitionList } from "../ui/definition-list";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";

/** Whether the one secret that everything hangs on would survive this machine. The key itself never comes here. */
export function MasterKeyCard({ care }: { readonly care: MasterKeyCare }) {
  const { id, backedUpAt, checkedAt, rotatedAt } = care;
  return (
    <Card
      title="Master key"
      aside={
        <Link href={historyHref({ objectKind: "master-key", objectId: id })} className="link text-sm">
          History
        </Link>
      }
      className="max-w-3xl"
    >
      <div className="grid gap-4">
        <Nudge care={care} />
        <DefinitionList
          items={[
            { term: "Present key", value: <code className="text-sm">{id}</code> },
            { term: "Backed up", value: backedUpAt ? <Time value={backedUpAt} /> : "never" },
            { term: "Backup checked", value: checkedAt ? <Time value={checkedAt} /> : "never" },
            ...(rotatedAt ? [{ term: "In use since", value: <Time value={rotatedAt} /> }] : []),
          ]}
        />
      </div>
    </Card>
  );
}

function Nudge({ care: { backedUpAt, checkedAt } }: { readonly care: MasterKeyCare }) {
  if (backedUpAt === null) {
    return (
      <Notice tone="warn" title="This master key was never backed up">
        <p className="mb-2">
          Without it every authority’s key is lost: nothing could be issued, renewed or revoked any more. On the server:
        </p>
        <CodeBlock code="npx countersign master-key backup --out countersign-master-key.txt" what="command" />
      </Notice>
    );
  }
  if (checkedAt === null) {
    return (
      <Notice tone="warn" title="Its backup was never checked">
        <p className="mb-2">A backup is worth what it was seen to open. On the server:</p>
        <CodeBlock code="npx countersign master-key check countersign-master-key.txt" what="command" />
      </Notice>
    );
  }
  return null;
}

import { CodeBlock } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { Tabs } from "@/components/ui/tabs";
import type { SnippetOutcome } from "@/lib/delivery/snippet";

const programs = [
  { prefix: "nginx", label: "nginx" },
  { prefix: "curl", label: "curl" },
  { prefix: "node", label: "Node.js" },
] as const;

/** Configuration for real programs, filled in with this certificate's names. */
export function SnippetTabs({ outcomes }: { readonly outcomes: readonly SnippetOutcome[] }) {
  const tabs = programs.flatMap(({ prefix, label }) => {
    const own = outcomes.filter(({ id }) => id.startsWith(prefix));
    if (own.length === 0) return [];
    return [{ value: prefix, label, content: <SnippetList outcomes={own} /> }];
  });
  if (tabs.length === 0)
    return <p className="text-muted">Snippets are for TLS; this certificate serves neither a server nor a client.</p>;
  return <Tabs label="Programs" tabs={tabs} />;
}

function SnippetList({ outcomes }: { readonly outcomes: readonly SnippetOutcome[] }) {
  return (
    <div className="grid gap-3">
      {outcomes.map((outcome) =>
        "text" in outcome ? (
          <CodeBlock key={outcome.id} code={outcome.text} what={`${outcome.title} snippet`} title={outcome.title} />
        ) : (
          <Notice key={outcome.id} tone="warn" title={`${outcome.title}: no snippet`}>
            {outcome.reason}
          </Notice>
        ),
      )}
    </div>
  );
}

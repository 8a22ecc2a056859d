import { CircleCheck, CircleMinus } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { UsageSentence } from "@/lib/pki/usage-sentences";

interface WhoMayUseProps {
  readonly sentences: readonly UsageSentence[];
  /** What limits it besides its extensions: who has to trust it, under which profile it was granted. */
  readonly notes: readonly string[];
}

/** What programs that check the certificate let it be used for. */
export function WhoMayUse({ sentences, notes }: WhoMayUseProps) {
  return (
    <Card title="Who may use it" padded={false}>
      <UsageList sentences={sentences} />
      {notes.length > 0 && (
        <div className="border-line border-t px-3.5 py-2.5 text-muted">
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
    </Card>
  );
}

export function UsageList({ sentences }: Pick<WhoMayUseProps, "sentences">) {
  return (
    <ul className="divide-y divide-line">
      {sentences.map(({ isAllowed, text, source }) => (
        <li key={text} className="flex gap-2.5 px-3.5 py-2">
          {isAllowed ? (
            <CircleCheck aria-hidden size={15} className="mt-0.5 shrink-0 text-good" />
          ) : (
            <CircleMinus aria-hidden size={15} className="mt-0.5 shrink-0 text-muted" />
          )}
          <p className="min-w-0 wrap-anywhere">
            {text} <span className="text-muted text-sm">{source}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

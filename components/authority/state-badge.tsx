import { Badge, type Tone } from "@/components/ui/badge";
import type { AuthoritySummary } from "@/lib/contract/authority";

const words: Readonly<Record<AuthoritySummary["state"], { readonly tone: Tone; readonly word: string }>> = {
  active: { tone: "good", word: "Active" },
  paused: { tone: "hold", word: "Paused" },
  revoked: { tone: "bad", word: "Revoked" },
  retired: { tone: "off", word: "Retired" },
};

/** An active authority that cannot issue all the same, for its parent's sake or its age, says so. */
export function AuthorityStateBadge({ authority }: { readonly authority: AuthoritySummary }) {
  const isStuck = authority.state === "active" && !authority.canIssue;
  if (isStuck)
    return (
      <Badge tone="warn" title={authority.whyNot}>
        Cannot issue
      </Badge>
    );
  const { tone, word } = words[authority.state];
  return (
    <Badge tone={tone} title={authority.whyNot || undefined}>
      {word}
    </Badge>
  );
}

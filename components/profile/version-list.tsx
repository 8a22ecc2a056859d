import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { ProfileVersionDto } from "@/lib/contract/profile";
import { SentenceChanges } from "./sentence-changes";

export interface VersionListProps {
  readonly profileId: string;
  /** Newest first. */
  readonly versions: readonly ProfileVersionDto[];
}

/** Who changed what, and what was issued under it. */
export function VersionList({ profileId, versions }: VersionListProps) {
  return (
    <Card title="Versions" aside={versions.length} padded={false}>
      <ol>
        {versions.map((version) => (
          <li key={version.version} className="border-line px-3.5 py-2.5 not-last:border-b">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p>
                <span className="font-medium">Version {version.version}</span>{" "}
                <span className="text-muted">
                  by {version.madeBy}, <Time value={version.madeAt} />
                </span>
              </p>
              <Issued profileId={profileId} version={version} />
            </div>
            <Changed version={version} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Issued({
  profileId,
  version: { version, issued },
}: {
  readonly profileId: string;
  readonly version: ProfileVersionDto;
}) {
  if (issued === 0) return <span className="text-muted text-sm">nothing issued</span>;
  return (
    <Link
      href={`/certificates?profile=${encodeURIComponent(`${profileId}@${version}`)}`}
      className="text-accent text-sm hover:underline"
    >
      {issued === 1 ? "1 certificate" : `${issued} certificates`}
    </Link>
  );
}

function Changed({ version: { changes } }: { readonly version: ProfileVersionDto }) {
  const isFirst = changes.every(({ change }) => change === "added");
  return (
    <details className="group">
      <summary className="flex list-none items-center gap-1 text-muted text-sm hover:text-ink">
        <ChevronRight aria-hidden size={13} className="transition-transform group-open:rotate-90" />
        {isFirst ? "What it said" : "What changed"}
      </summary>
      <div className="pt-1.5">
        <SentenceChanges
          changes={isFirst ? changes.map(({ text }) => ({ text, change: "same" })) : changes}
          onlyChanged={!isFirst}
        />
      </div>
    </details>
  );
}

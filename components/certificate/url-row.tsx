import { ListRow } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

export interface UrlRowProps {
  readonly label: string;
  readonly urls: readonly string[];
  /** What it means that there are none. */
  readonly none?: string;
}

/** Addresses that relying parties fetch from, to look at and to copy. */
export function UrlRow({ label, urls, none }: UrlRowProps) {
  return (
    <ListRow>
      <p className="text-muted text-sm">{label}</p>
      {urls.length === 0 && <p>{none}</p>}
      {urls.map((url) => (
        <p key={url} className="flex items-start gap-1">
          <code className="min-w-0 break-all pt-0.5 text-sm">{url}</code>
          <CopyButton text={url} what={`URL: ${label}`} />
        </p>
      ))}
    </ListRow>
  );
}

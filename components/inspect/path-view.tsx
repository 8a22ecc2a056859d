import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import Link from "next/link";
import type { Inspected } from "@/lib/contract/inspect";
import type { PathCheck } from "@/lib/pki/path";
import { Notice } from "../ui/notice";

const looks = {
  good: { icon: CircleCheck, className: "text-good", word: "Holds" },
  bad: { icon: CircleX, className: "text-bad", word: "Fails" },
  unknown: { icon: CircleHelp, className: "text-warn", word: "Not known" },
} as const satisfies Record<PathCheck["result"], unknown>;

/** Who signed it, up to a root, with what was checked at each step. The certificate itself stands first. */
export function PathView({
  inspected,
  isPending,
}: {
  readonly inspected: Inspected | null;
  readonly isPending: boolean;
}) {
  if (!inspected)
    return <p className="text-muted">{isPending ? "Checking against our authorities…" : "It was not checked."}</p>;
  return (
    <div className="grid gap-3">
      <Verdict inspected={inspected} />
      <ol className="grid gap-3">
        {inspected.path.map((link, at) => (
          <li key={link.sha256} className="border-line-strong border-l-2 pl-3">
            <p className="wrap-anywhere">
              <span className="font-medium">
                {link.authority ? (
                  <Link href={`/authorities/${link.authority.id}`} className="link">
                    {link.name}
                  </Link>
                ) : (
                  link.name
                )}
              </span>{" "}
              <span className="text-muted text-sm">
                {link.authority ? "our authority" : at === 0 ? "this one" : "brought along"}
              </span>
            </p>
            <ul>
              {inspected.checks
                .filter((check) => check.at === at)
                .map((check) => (
                  <CheckLine key={check.text} check={check} />
                ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Verdict({ inspected: { isTrusted, reachesOurRoot, origin } }: { readonly inspected: Inspected }) {
  if (isTrusted) return <Notice tone="good">Whoever trusts our roots can trust it.</Notice>;
  if (origin === "signed-here") {
    return (
      <Notice tone="bad" title="One of our keys signed it, but we have no record of it">
        Somebody else may hold that key. Compare the backups of this instance, and revoke the authority if none has it.
      </Notice>
    );
  }
  if (reachesOurRoot) return <Notice tone="bad">It leads to our root, but something below does not hold.</Notice>;
  return <Notice tone="info">It leads to no root of ours: nobody trusts it because of us.</Notice>;
}

function CheckLine({ check: { result, text, source } }: { readonly check: PathCheck }) {
  const { icon: Icon, className, word } = looks[result];
  return (
    <li className="flex gap-2 py-0.5">
      <Icon aria-hidden size={14} className={`mt-1 shrink-0 ${className}`} />
      <p className="min-w-0 wrap-anywhere">
        <span className="sr-only">{word}: </span>
        {text} <span className="text-muted text-sm">{source}</span>
      </p>
    </li>
  );
}

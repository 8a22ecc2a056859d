"use client";

import { useMemo, useState } from "react";
import { isCaError } from "@/lib/errors";
import { type Asn1Level, type Asn1Node, type Asn1Range, hexLines, readAsn1Level } from "@/lib/pki/asn1-tree";
import { Button } from "../ui/button";
import { keyboardScroll } from "../ui/keyboard-scroll";

/** Small structures open by themselves down to here; of large ones nothing is read that nobody opens. */
const openDepth = 3;
const smallOctets = 16 * 1024;

/** The raw structure: offset, header and content length, tag, value. Each value opens to its parts or its octets. */
export function Asn1Tree({ bytes }: { readonly bytes: Uint8Array }) {
  const whole = useMemo(() => ({ start: 0, end: bytes.length }), [bytes]);
  return (
    <div className="overflow-x-auto rounded-md border border-line bg-sunken px-2 py-1.5" {...keyboardScroll}>
      <p className="mb-1 text-muted text-sm">
        {bytes.length} octets. Each line: offset, header + content length, tag, value.
      </p>
      <Level bytes={bytes} range={whole} depth={0} />
    </div>
  );
}

interface LevelProps {
  readonly bytes: Uint8Array;
  readonly range: Asn1Range;
  readonly depth: number;
}

function Level({ bytes, range, depth }: LevelProps) {
  const first = useMemo(() => level(bytes, range), [bytes, range]);
  const [more, setMore] = useState<readonly Asn1Level[]>([]);
  const all = "problem" in first ? [] : [first, ...more];
  const last = all.at(-1);
  const next = last?.next ?? null;
  const [problem, setProblem] = useState("");
  const readOn = () => {
    const read = level(bytes, { start: next ?? range.end, end: range.end });
    if ("problem" in read) setProblem(read.problem);
    else setMore([...more, read]);
  };
  return (
    <>
      <ul className={depth > 0 ? "ml-2 border-line border-l pl-2.5" : undefined}>
        {all
          .flatMap(({ nodes }) => nodes)
          .map((node) => (
            <NodeItem key={node.offset} bytes={bytes} node={node} depth={depth} />
          ))}
      </ul>
      {next !== null && problem === "" && (
        <Button size="sm" onClick={readOn}>
          Show the next hundred
        </Button>
      )}
      {("problem" in first || problem !== "") && (
        <p role="alert" className="text-bad">
          {"problem" in first ? first.problem : problem}
        </p>
      )}
    </>
  );
}

function NodeItem({
  bytes,
  node,
  depth,
}: {
  readonly bytes: Uint8Array;
  readonly node: Asn1Node;
  readonly depth: number;
}) {
  const [isOpen, setIsOpen] = useState(depth < openDepth && node.inside !== null && bytes.length <= smallOctets);
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer whitespace-nowrap rounded-sm font-mono text-sm leading-6 marker:text-faint hover:bg-raised focus-visible:-outline-offset-2">
          <span className="text-faint">
            {node.offset} {node.headerOctets}+{node.contentOctets}
          </span>{" "}
          <span className="font-medium">{node.tagName}</span>
          {node.value === "" ? null : <span className="text-muted"> {node.value}</span>}
          {node.isWrapper ? <span className="text-faint"> wraps</span> : null}
        </summary>
        {isOpen ? <Inside bytes={bytes} node={node} depth={depth} /> : null}
      </details>
    </li>
  );
}

function Inside({
  bytes,
  node,
  depth,
}: {
  readonly bytes: Uint8Array;
  readonly node: Asn1Node;
  readonly depth: number;
}) {
  if (node.inside) return <Level bytes={bytes} range={node.inside} depth={depth + 1} />;
  if (node.contentOctets === 0) return <p className="ml-5 text-muted text-sm">No content.</p>;
  return <pre className="ml-5 text-sm leading-5">{hexLines(bytes, node.content).join("\n")}</pre>;
}

function level(bytes: Uint8Array, range: Asn1Range): Asn1Level | { readonly problem: string } {
  try {
    return readAsn1Level(bytes, range);
  } catch (error) {
    if (!isCaError(error)) throw error;
    return { problem: error.detail };
  }
}

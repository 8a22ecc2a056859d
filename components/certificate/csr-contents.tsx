import { Badge } from "@/components/ui/badge";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import type { IssuePreview } from "@/lib/contract/certificate";

/** What a CSR carries, and by name everything in it that was not understood. */
export function CsrContents({ csr }: { readonly csr: NonNullable<IssuePreview["csr"]> }) {
  return (
    <section aria-label="In this CSR" className="grid gap-3 rounded-md border border-line bg-surface px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <h3>In this CSR</h3>
        {csr.isSignatureValid ? (
          <Badge tone="good">Signature verified</Badge>
        ) : (
          <Badge tone="bad">Signature does not verify</Badge>
        )}
      </div>
      <DefinitionList
        items={[
          { term: "Subject", value: csr.subject === "" ? <span className="text-muted">empty</span> : csr.subject },
          {
            term: "Names",
            value: csr.names.length === 0 ? <span className="text-muted">none</span> : csr.names.join(", "),
          },
          { term: "Key", value: csr.keyLabel },
          ...csr.attributes.map(({ name, text }) => ({ term: name, value: text })),
        ]}
      />
      {csr.notUnderstood.length > 0 && (
        <Notice tone="warn" title="Not understood, and not granted">
          <ul className="list-disc pl-4">
            {csr.notUnderstood.map((sentence) => (
              <li key={sentence} className="break-words">
                {sentence}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  );
}

import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { anchorOf, type KeyRefusal, keyRefusals, keysNotChecked } from "@/lib/pki/key-refusal";

export const metadata: Metadata = { title: "Keys that are refused" };

/** `#key-rsa-roca`: findings link to the explanation of their own rule. */
export default function RefusedKeysPage() {
  return (
    <>
      <PageHeader
        parent={{ href: "/profiles", label: "Profiles" }}
        title="Keys that are refused"
        description="Every key is looked at before it is certified, in the preview as in the signature. This is what is looked for, why, and what to do when yours is refused."
      />
      <Card padded={false}>
        {keyRefusals.map((refusal) => (
          <Refusal key={refusal.title} refusal={refusal} />
        ))}
      </Card>
      <Card title="What is not looked for" padded={false}>
        {keysNotChecked.map(({ title, why, source }) => (
          <section key={title} className="grid max-w-3xl gap-1 px-3.5 py-3">
            <h3 className="font-medium">{title}</h3>
            <p>{why}</p>
            <p className="text-muted text-sm">{source}</p>
          </section>
        ))}
      </Card>
    </>
  );
}

function Refusal({ refusal }: { readonly refusal: KeyRefusal }) {
  const { title, why, remedy, source, rules } = refusal;
  return (
    <section
      id={anchorOf(refusal)}
      className="grid scroll-mt-20 gap-1 border-line px-3.5 py-3 target:bg-accent-wash not-last:border-b"
    >
      <h2 className="text-base">{title}</h2>
      <p className="max-w-3xl">{why}</p>
      <p className="max-w-3xl">
        <span className="font-medium">What to do:</span> {remedy}
      </p>
      <p className="text-muted text-sm">
        {source} · <span className="font-mono">{rules.join(", ")}</span>
      </p>
    </section>
  );
}

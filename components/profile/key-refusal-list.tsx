import { Card } from "@/components/ui/card";
import { anchorOf, type KeyRefusal, keyRefusals, keysNotChecked } from "@/lib/pki/key-refusal";

/** Each refusal at an address of its own, so that findings can link to it; then what nobody here looks for. */
export function KeyRefusalList() {
  return (
    <>
      <Card padded={false}>
        {keyRefusals.map((refusal) => (
          <Refusal key={refusal.title} refusal={refusal} />
        ))}
      </Card>
      <Card title="What is not looked for" padded={false}>
        {keysNotChecked.map(({ title, why, source }) => (
          <section key={title} className="grid gap-1 border-line px-3.5 py-3 not-last:border-b">
            <h3>{title}</h3>
            <p className="max-w-3xl">{why}</p>
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
      <h2>{title}</h2>
      <p className="max-w-3xl">{why}</p>
      <p className="max-w-3xl">
        <span className="font-medium">What to do:</span> {remedy}
      </p>
      <p className="text-muted text-sm wrap-anywhere">
        {source} · <span className="font-mono">{rules.join(", ")}</span>
      </p>
    </section>
  );
}

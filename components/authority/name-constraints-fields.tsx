import { Field } from "../ui/field";
import { Textarea } from "../ui/input";
import { type ConstraintKind, type ConstraintSide, type ConstraintText, constraintKinds } from "./constraint-text";

const kinds = {
  dns: { label: "DNS names", placeholder: "corp.example" },
  ip: { label: "IP ranges", placeholder: "10.20.0.0/16" },
  email: { label: "E-mail addresses", placeholder: "corp.example" },
  uri: { label: "URI hosts", placeholder: ".corp.example" },
} as const satisfies Record<ConstraintKind, { label: string; placeholder: string }>;

const sides = {
  permitted: { legend: "Only these", hint: "Of a kind that is listed, nothing else is allowed." },
  excluded: { legend: "Never these", hint: "Wins over what is allowed." },
} as const satisfies Record<ConstraintSide, { legend: string; hint: string }>;

export interface NameConstraintsFieldsProps {
  readonly value: ConstraintText;
  readonly onChange: (value: ConstraintText) => void;
  /** Sentence for one list, such as permitted dns. */
  readonly errorOf: (side: ConstraintSide, kind: ConstraintKind) => string | null;
}

/** RFC 5280 §4.2.1.10: what every certificate below this authority is limited to. */
export function NameConstraintsFields({ value, onChange, errorOf }: NameConstraintsFieldsProps) {
  const change = (side: ConstraintSide, kind: ConstraintKind, text: string) =>
    onChange({ ...value, [side]: { ...value[side], [kind]: text } });
  return (
    <div className="grid gap-4">
      {(["permitted", "excluded"] as const).map((side) => (
        <fieldset key={side} className="min-w-0">
          <legend className="mb-2">
            <span className="font-medium">{sides[side].legend}</span>{" "}
            <span className="text-muted text-sm">{sides[side].hint}</span>
          </legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {constraintKinds.map((kind) => (
              <Field key={kind} label={kinds[kind].label} error={errorOf(side, kind)}>
                {(control) => (
                  <Textarea
                    {...control}
                    mono
                    rows={2}
                    spellCheck={false}
                    autoCapitalize="off"
                    placeholder={kinds[kind].placeholder}
                    value={value[side][kind]}
                    onChange={(event) => change(side, kind, event.target.value)}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

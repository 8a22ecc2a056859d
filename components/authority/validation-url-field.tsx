import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { isLoopbackUrl } from "./loopback";

export interface ValidationUrlFieldProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** Where certificates will say that their CRL is; with a word of warning for loopback. */
export function ValidationUrlField({ value, error, onChange }: ValidationUrlFieldProps) {
  const hint = isLoopbackUrl(value) ? (
    <span className="text-warn">
      This is a loopback address: no other machine can check certificates that carry it. Fine for a try; for real use,
      give the name under which clients reach this server.
    </span>
  ) : (
    "Written into every certificate: clients fetch CRLs and issuer certificates there, over plain HTTP."
  );
  return (
    <Field label="Validation URL" error={error} hint={hint}>
      {(control) => (
        <Input
          {...control}
          mono
          required
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

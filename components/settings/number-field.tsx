import { Field } from "../ui/field";
import { Input } from "../ui/input";

export interface NumberFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly optional?: boolean;
  readonly onChange: (value: string) => void;
}

export function NumberField({ label, hint, value, error, disabled, optional, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
          className="nums sm:w-32"
        />
      )}
    </Field>
  );
}

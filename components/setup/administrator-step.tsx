import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PasswordInput } from "../ui/password-input";

export interface AdministratorForm {
  readonly email: string;
  readonly password: string;
}

export interface AdministratorStepProps {
  readonly value: AdministratorForm;
  readonly onChange: (value: AdministratorForm) => void;
  readonly errorOf: (field: keyof AdministratorForm) => string | null;
}

export function AdministratorStep({ value, onChange, errorOf }: AdministratorStepProps) {
  return (
    <>
      <Field label="E-mail" error={errorOf("email")} hint="You sign in with it. Nothing is sent to it.">
        {(control) => (
          <Input
            {...control}
            type="email"
            name="email"
            autoComplete="username"
            required
            value={value.email}
            onChange={(event) => onChange({ ...value, email: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={errorOf("password")}
        hint="At least 12 characters, and none of the most common ones. There is no default password here."
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            required
            value={value.password}
            onChange={(event) => onChange({ ...value, password: event.target.value })}
          />
        )}
      </Field>
      <div className="flex justify-end border-line border-t pt-4">
        <Button type="submit" tone="primary">
          Continue
        </Button>
      </div>
    </>
  );
}

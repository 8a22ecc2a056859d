import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** A plain form: the token goes into the address, as in the link that the console prints. */
export function TokenForm({ wasWrong }: { readonly wasWrong: boolean }) {
  return (
    <form action="/setup" method="get" className="grid gap-4">
      <Field
        label="Setup token"
        error={wasWrong ? "This is not the token of the running server. A restart prints a new one." : null}
      >
        {(control) => <Input {...control} name="token" mono required autoComplete="off" spellCheck={false} />}
      </Field>
      <Button type="submit" tone="primary" className="h-9">
        Continue
      </Button>
    </form>
  );
}

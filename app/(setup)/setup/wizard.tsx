"use client";

import { type SubmitEvent, useState } from "react";
import { AdministratorStep } from "@/components/setup/administrator-step";
import { AuthorityStep } from "@/components/setup/authority-step";
import { DoneStep } from "@/components/setup/done-step";
import { hierarchyFrom, newHierarchyForm } from "@/components/setup/hierarchy-form";
import { Gate } from "@/components/shell/gate";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FormError } from "@/components/ui/notice";
import { Steps } from "@/components/ui/steps";
import { useAction } from "@/components/ui/use-action";
import { useFocusInvalid } from "@/components/ui/use-focus-invalid";
import { administratorSchema } from "@/lib/contract/setup";
import { setUp } from "./actions";
import { errorAt, firstErrors } from "./step-errors";

export interface WizardProps {
  readonly token: string;
  readonly validationUrl: string;
}

const steps = ["Administrator", "Authority", "Done"];
const words = [
  { title: "Who runs this instance", description: "The first administrator. Others can be added later." },
  {
    title: "The first authority",
    description: "A root, and an issuing authority under it. Their keys are made here and stored encrypted.",
  },
  {
    title: "Ready",
    description: "Both authorities are made and publish their CRLs. Now let your machines trust the root.",
  },
] as const;

/** Everything typed lives here, so that going back and forth, and refusals, lose nothing. */
export function Wizard({ token, validationUrl }: WizardProps) {
  const [step, setStep] = useState<0 | 1>(0);
  const [administrator, setAdministrator] = useState({ email: "", password: "" });
  const [hierarchy, setHierarchy] = useState(() => newHierarchyForm(validationUrl));
  const [early, setEarly] = useState<Readonly<Record<string, string>>>({});
  const { run, pending, failure, value } = useAction(setUp, {
    onFailure: ({ field }) => field?.startsWith("administrator.") && setStep(0),
  });
  const form = useFocusInvalid(failure);
  const errors = { ...failure?.fieldErrors, ...early };
  const isBesideField = /^(administrator|hierarchy)\./.test(failure?.field ?? "");
  const shown = value ? 2 : step;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (pending) return;
    if (step === 0) {
      const problems = firstErrors(administratorSchema, administrator, "administrator");
      setEarly(problems);
      if (Object.keys(problems).length === 0) setStep(1);
    } else {
      run({ token, administrator, hierarchy: hierarchyFrom(hierarchy) });
    }
  };
  return (
    <Gate
      width="wide"
      above={<Steps labels={steps} current={shown} />}
      title={words[shown].title}
      description={words[shown].description}
    >
      {value ? (
        <DoneStep result={value} validationUrl={hierarchy.validationUrl} />
      ) : (
        <Card>
          <form ref={form} method="post" onSubmit={submit} className="grid gap-4 py-1">
            <FormError message={isBesideField ? null : failure?.message} />
            {step === 0 ? (
              <AdministratorStep
                value={administrator}
                onChange={setAdministrator}
                errorOf={(field) => errorAt(errors, `administrator.${field}`)}
              />
            ) : (
              <>
                <AuthorityStep
                  value={hierarchy}
                  onChange={setHierarchy}
                  errorOf={(field) => errorAt(errors, `hierarchy.${field}`)}
                />
                <Footer pending={pending} onBack={() => setStep(0)} />
              </>
            )}
          </form>
        </Card>
      )}
    </Gate>
  );
}

function Footer({ pending, onBack }: { readonly pending: boolean; readonly onBack: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t pt-4">
      <Button onClick={onBack}>Back</Button>
      <span className="flex flex-wrap items-center gap-3">
        <span aria-live="polite" className="text-muted text-sm">
          {pending ? "Making two keys and signing two certificates…" : ""}
        </span>
        <Button type="submit" tone="primary" pending={pending}>
          Create both authorities
        </Button>
      </span>
    </div>
  );
}

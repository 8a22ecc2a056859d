import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { NameConstraintsFields } from "../authority/name-constraints-fields";
import { SubjectFields } from "../authority/subject-fields";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import type { HierarchyForm } from "./hierarchy-form";

const furtherFields = ["organizationalUnit", "country", "stateOrProvince", "locality"] as const;

export interface AuthorityLimitsProps {
  readonly value: HierarchyForm;
  /** By the dotted path inside the hierarchy. */
  readonly errorOf: (field: string) => string | null;
  readonly set: (change: Partial<HierarchyForm>) => void;
}

/** What most people leave as it is, folded away. */
export function AuthorityLimits({ value, set, errorOf }: AuthorityLimitsProps) {
  const hasError = (prefixes: readonly string[]) => prefixes.some((prefix) => errorOf(prefix) !== null);
  const listErrorOf = (side: string, kind: string) => errorOf(`nameConstraints.${side}.${kind}`);
  return (
    <div className="grid gap-px">
      <More title="Further subject fields" open={hasError(furtherFields.map((field) => `subject.${field}`))}>
        <SubjectFields
          fields={furtherFields}
          value={value.subject}
          onChange={(subject) => set({ subject })}
          errorOf={(field) => errorOf(`subject.${field}`)}
        />
      </More>
      <More title="Limits: levels and names" open={hasError(["rootPathLength", "nameConstraints"])}>
        <div className="grid gap-4">
          <Field
            label="Levels below the root"
            error={errorOf("rootPathLength")}
            hint="The issuing authority itself can make no further authorities."
          >
            {(control) => (
              <Select
                {...control}
                value={value.rootPathLength}
                onChange={(event) => set({ rootPathLength: event.target.value })}
              >
                <option value="1">1: issuing authorities only</option>
                {["2", "3", "4", "5"].map((levels) => (
                  <option key={levels} value={levels}>
                    {levels}
                  </option>
                ))}
                <option value="none">No limit</option>
              </Select>
            )}
          </Field>
          <p className="text-muted">
            Name constraints are written into the issuing authority: clients refuse anything of it outside them,
            whatever this server does. Empty means no limit.
          </p>
          <NameConstraintsFields
            value={value.nameConstraints}
            onChange={(nameConstraints) => set({ nameConstraints })}
            errorOf={listErrorOf}
          />
        </div>
      </More>
    </div>
  );
}

function More({
  title,
  open,
  children,
}: {
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="group border-line border-t" {...(open ? { open: true } : {})}>
      <summary className="flex list-none items-center gap-2 py-2.5 font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="text-faint transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-1 pb-4 sm:pl-5.5">{children}</div>
    </details>
  );
}

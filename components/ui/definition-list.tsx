import { Fragment, type ReactNode } from "react";

export interface DefinitionListProps {
  readonly items: readonly { readonly term: string; readonly value: ReactNode }[];
}

/** Terms on the left, values on the right; stacked where there is no room. */
export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl className="grid grid-cols-1 gap-x-4 gap-y-0.5 sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-y-2">
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words max-sm:mb-2">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

import { classNames } from "./class-names";

/** A grey shape of what is coming; size it with classes. */
export function Skeleton({ className }: { readonly className: string }) {
  return <span aria-hidden className={classNames("block animate-breathe rounded-sm bg-line", className)} />;
}

/** A page of cards on its way. */
export function PageSkeleton({ title, rows = 8 }: { readonly title: string; readonly rows?: number }) {
  return (
    <div aria-busy="true" className="grid gap-4.5">
      <p className="sr-only" role="status">
        Loading {title}…
      </p>
      <Skeleton className="h-6 w-40" />
      <div className="overflow-hidden rounded-lg border border-line bg-raised">
        {Array.from({ length: rows }, (_, row) => `row-${row}`).map((row) => (
          <div key={row} className="flex h-10 items-center gap-6 border-line px-3.5 not-last:border-b">
            <Skeleton className="h-3 w-1/3" />
            <Skeleton className="h-3 w-1/6" />
            <Skeleton className="h-3 w-1/5 max-sm:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}

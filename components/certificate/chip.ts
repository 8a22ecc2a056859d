import { classNames } from "@/components/ui/class-names";

/** The looks of a filter chip; filled when it filters. */
export const chipClass = (isOn: boolean): string =>
  classNames(
    "inline-flex min-h-6.5 max-w-72 items-center gap-1 rounded-full border border-line bg-raised px-2.5 py-0.5 text-muted transition-colors hover:border-line-strong hover:text-ink",
    isOn && "border-accent bg-accent-wash text-accent hover:border-accent hover:text-accent",
  );

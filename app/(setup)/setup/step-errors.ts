import type { z } from "zod";

type Errors = Readonly<Record<string, string>>;

/** The first complaint of each field of one step, under the path it has in the whole form. */
export function firstErrors(schema: z.ZodType, value: unknown, prefix: string): Errors {
  const parsed = schema.safeParse(value);
  if (parsed.success) return {};
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[[prefix, ...issue.path].join(".")] ??= issue.message;
  return errors;
}

/** The sentence for a field, or for the first thing inside it: an entry of a list. */
export function errorAt(errors: Errors, path: string): string | null {
  const hit = Object.keys(errors).find((key) => key === path || key.startsWith(`${path}.`));
  return hit === undefined ? null : (errors[hit] ?? null);
}

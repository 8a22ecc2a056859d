import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { clientAddress, requireActor } from "../auth/current";
import type { Actor } from "../ca/actor";
import type { ActionResult } from "../contract/action-result";
import { failureOf, schemaFailure } from "./failure";

type Action<S extends z.ZodType, T> = (input: z.input<S>) => Promise<ActionResult<T>>;

/**
 * A server action for somebody signed in: parses, finds out who asks, runs one use case.
 * Never throws what a person can cause; a redirect or notFound inside `run` still works.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<T>,
): Action<S, T> {
  return parsed(schema, async (input) => run(await requireActor(), input));
}

/** The same for people who are nobody yet: sign-in, setup, a one-time link. `run` gets the client's address instead. */
export function openAction<S extends z.ZodType, T>(
  schema: S,
  run: (address: string | null, input: z.output<S>) => Promise<T>,
): Action<S, T> {
  return parsed(schema, async (input) => run(await clientAddress(), input));
}

function parsed<S extends z.ZodType, T>(schema: S, run: (input: z.output<S>) => Promise<T>): Action<S, T> {
  return async (input) => {
    try {
      const checked = schema.safeParse(input);
      return checked.success ? { ok: true, value: await run(checked.data) } : schemaFailure(checked.error);
    } catch (error) {
      unstable_rethrow(error);
      return failureOf(error);
    }
  };
}

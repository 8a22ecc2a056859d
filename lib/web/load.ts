import "server-only";
import { forbidden, notFound, redirect, unstable_rethrow } from "next/navigation";
import { currentActor } from "../auth/current";
import type { Actor } from "../ca/actor";
import { digestOf } from "../contract/page-error";
import { isCaError } from "../errors";

/**
 * What a page reads. Without a session it goes to the sign-in page; what does not exist is Next's 404, what the role may not see its 403;
 * any other refusal reaches `error.tsx` with its sentence (Next hides messages of server errors, but keeps a digest).
 */
export async function load<T>(run: (actor: Actor) => Promise<T>): Promise<T> {
  const actor = await currentActor();
  if (!actor) redirect("/sign-in");
  try {
    return await run(actor);
  } catch (error) {
    unstable_rethrow(error);
    if (!isCaError(error)) throw error;
    if (error.code === "not-found") notFound();
    if (error.code === "forbidden") forbidden();
    throw Object.assign(new Error(error.detail, { cause: error }), { digest: digestOf(error.detail) });
  }
}

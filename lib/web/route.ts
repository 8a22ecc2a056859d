import "server-only";
import { requireActor } from "../auth/current";
import type { Actor } from "../ca/actor";
import type { ErrorCode } from "../errors";
import { failureOf } from "./failure";

const statusOf = {
  invalid: 400,
  policy: 422,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  "rate-limited": 429,
  unavailable: 503,
  unexpected: 500,
  unreachable: 500,
} satisfies Record<ErrorCode | "unexpected" | "unreachable", number>;

/** A file or other answer for somebody signed in; refusals become one line of text with the status that fits. */
export function route<Params extends Record<string, string>>(
  run: (actor: Actor, params: Params, request: Request) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    try {
      return await run(await requireActor(), await context.params, request);
    } catch (error) {
      const failure = failureOf(error);
      const headers = new Headers({ "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
      if (failure.retryAfterSeconds !== null) headers.set("retry-after", String(failure.retryAfterSeconds));
      return new Response(`${failure.message}\n`, { status: statusOf[failure.code], headers });
    }
  };
}

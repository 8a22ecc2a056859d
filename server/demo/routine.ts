import { authoritiesDue, publishCrlIfDue } from "../../lib/ca/publish-crl";
import { type ErrorCode, isCaError } from "../../lib/errors";
import type { World } from "./world";

/** What the publisher of a running server does. */
export async function publishDue({ past: { ports } }: Pick<World, "past">): Promise<void> {
  for (const id of await authoritiesDue(ports)) await publishCrlIfDue(ports, id, { isForced: false });
}

/** What somebody tries and may not do, so that the audit log has it; anything else that goes wrong is a mistake here. */
export async function expectRefusal(code: ErrorCode, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (isCaError(error) && error.code === code) return;
    throw error;
  }
  throw new TypeError("This should have been refused.");
}

import type { AuthoritySummary, ConfirmedAuthorityAct } from "../contract/authority";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { changeAuthority } from "./change-authority";
import type { Ports } from "./ports";

/** A root signs nothing but its CRL from now on. Trust in it ends where it was given: on the clients. */
export async function retireAuthority(
  ports: Ports,
  actor: Actor,
  { authorityId, confirmName }: ConfirmedAuthorityAct,
): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.retire", { action: "authority.retire" });
  const act = { action: "authority.retire", permission: "authority.retire", authorityId } as const;
  return changeAuthority(ports, actor, act, ({ kind, state, name }) => {
    if (kind !== "root") {
      throw new CaError("conflict", `“${name}” is no root: revoke it, and its parent’s CRL tells everybody.`);
    }
    if (state === "retired") throw new CaError("conflict", `“${name}” is retired already.`);
    if (confirmName !== name) {
      throw new CaError("invalid", `Type “${name}” to retire this root.`, { field: "confirmName" });
    }
    return { change: { state: "retired" } };
  });
}

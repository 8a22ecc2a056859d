import type { AuthoritySummary } from "../contract/authority";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { changeAuthority } from "./change-authority";
import type { Ports } from "./ports";

interface ById {
  readonly authorityId: string;
}

/** It issues nothing until it is resumed; its CRL goes on, and what it issued stays valid. */
export async function pauseAuthority(ports: Ports, actor: Actor, input: ById): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.pause", { action: "authority.pause" });
  return changeAuthority(
    ports,
    actor,
    { action: "authority.pause", permission: "authority.pause", ...input },
    ({ state, name }) => {
      if (state !== "active") throw new CaError("conflict", `“${name}” is ${state} already.`);
      return { change: { state: "paused" } };
    },
  );
}

export async function resumeAuthority(ports: Ports, actor: Actor, input: ById): Promise<AuthoritySummary> {
  await authorize(ports, actor, "authority.pause", { action: "authority.resume" });
  return changeAuthority(
    ports,
    actor,
    { action: "authority.resume", permission: "authority.pause", ...input },
    ({ state, name }) => {
      if (state !== "paused") throw new CaError("conflict", `“${name}” is not paused but ${state}.`);
      return { change: { state: "active" } };
    },
  );
}

/** What the proof of the permission table is made of. */
import type { Actor } from "../../lib/ca/actor";
import type { Permission } from "../../lib/ca/permission";
import type { Application } from "../../lib/contract/application";
import type { TestAuthority } from "./authority";

/** What the acts are done to. */
export interface Targets {
  readonly certificateId: string;
  readonly heldId: string;
  readonly issuingId: string;
  readonly issuingCertificateId: string;
  readonly rootId: string;
  readonly userId: string;
  /** Of somebody who is none of the actors. */
  readonly requestId: string;
  readonly grantId: string;
  /** Of somebody else, running. */
  readonly jobId: string;
}

/** Well-formed ids of nothing: whoever gets past authorisation changes nothing. */
export const nowhere: Targets = {
  certificateId: "0".repeat(32),
  heldId: "0".repeat(32),
  issuingId: "aaaaaaaaaaaa",
  issuingCertificateId: "0".repeat(32),
  rootId: "aaaaaaaaaaaa",
  userId: "00000000-0000-4000-8000-000000000000",
  requestId: "00000000-0000-4000-8000-000000000000",
  grantId: "00000000-0000-4000-8000-000000000000",
  jobId: "00000000-0000-4000-8000-000000000000",
};

export interface Act {
  readonly useCase: keyof Application;
  /** In the order in which they are asked for; on a certificate that is not the actor's own. */
  readonly permissions: readonly Permission[];
  readonly run: (at: TestAuthority, actor: Actor, on: Targets) => Promise<unknown>;
}

export const act = (
  useCase: keyof Application,
  permissions: Permission | readonly Permission[],
  run: Act["run"],
): Act => ({
  useCase,
  permissions: typeof permissions === "string" ? [permissions] : permissions,
  run,
});

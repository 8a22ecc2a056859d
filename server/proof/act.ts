/** What the proof of the permission table is made of. */
import type { Actor } from "../../lib/ca/actor";
import type { On } from "../../lib/ca/grant";
import type { Permission } from "../../lib/ca/permission";
import type { Application } from "../../lib/contract/application";
import type { TestAuthority } from "./authority";

/** What the acts are done to. */
export interface Targets {
  /** A server's, from the issuing authority; the actor's own it is not. */
  readonly certificateId: string;
  readonly heldId: string;
  readonly issuingId: string;
  readonly issuingCertificateId: string;
  readonly rootId: string;
  readonly userId: string;
  readonly grantId: string;
  /** Of somebody who is none of the actors, for the same authority and profile as the certificate. */
  readonly requestId: string;
  /** Of somebody else, running. */
  readonly jobId: string;
}

/** What the question is about. */
export const places = {
  certificate: ({ issuingId }) => ({ authorityId: issuingId, profileId: "server" }),
  issuing: ({ issuingId }) => ({ authorityId: issuingId }),
  issuingCertificate: ({ rootId }) => ({ authorityId: rootId, profileId: null }),
  root: ({ rootId }) => ({ authorityId: rootId }),
  profile: () => ({ profileId: "server" }),
} as const satisfies Record<string, (targets: Targets) => On>;

/** `certificate.renew@certificate`; without a place: whether they may anywhere. */
export type Ask = Permission | `${Permission}@${keyof typeof places}`;

export interface Question {
  readonly permission: Permission;
  readonly on: On;
}

export interface Act {
  readonly useCase: keyof Application;
  /** In the order in which they are asked. */
  readonly asks: readonly Ask[];
  readonly run: (at: TestAuthority, actor: Actor, on: Targets) => Promise<unknown>;
}

export const act = (useCase: keyof Application, asks: Ask | readonly Ask[], run: Act["run"]): Act => ({
  useCase,
  asks: typeof asks === "string" ? [asks] : asks,
  run,
});

export function questionOf(ask: Ask, targets: Targets): Question {
  const [permission, place] = ask.split("@") as [Permission, keyof typeof places | undefined];
  return { permission, on: place ? places[place](targets) : {} };
}

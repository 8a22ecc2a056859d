/** What the palette finds besides pages and actions: only what the person who asks may see. */
import { z } from "zod";
import type { AuthorityState } from "../ca/ports";
import type { CertificateSummary } from "./certificate";

/** A name or part of it, an IP address, a serial or a fingerprint. */
export const findSchema = z.string().max(1_000);

export interface Found {
  /** Names that begin with it first; of leaves, and of authorities’ former certificates. */
  readonly certificates: readonly CertificateSummary[];
  readonly authorities: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: "root" | "issuing";
    readonly state: AuthorityState;
  }[];
  readonly profiles: readonly { readonly id: string; readonly name: string; readonly description: string }[];
  readonly people: readonly {
    readonly id: string;
    readonly email: string;
    /** “operator, auditor (limited)” */
    readonly roles: string;
    readonly isDisabled: boolean;
  }[];
}

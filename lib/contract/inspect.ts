/** What the Inspect page asks the server: certificates only. Keys, passwords and the files they came in stay in the browser. */
import { z } from "zod";
import type { CertificateStatus } from "../ca/ports";
import type { PathCheck } from "../pki/path";

export const inspectedMax = 30;

export const inspectSchema = z.strictObject({
  /** DER in base64, in any order. */
  certificates: z.array(z.string().min(1).max(180_000)).max(inspectedMax),
  /** Of CRLs the issuer’s name alone: its DER in base64. */
  crlIssuers: z.array(z.string().min(1).max(12_000)).max(inspectedMax),
});
export type InspectInput = z.infer<typeof inspectSchema>;

export interface InspectedLink {
  readonly name: string;
  readonly sha256: string;
  /** Null: brought along by the person who asks, unknown here. */
  readonly authority: { readonly id: string; readonly name: string } | null;
}

export interface Inspection {
  /** One answer each, in the order of the question. */
  readonly certificates: readonly Inspected[];
  /** Null: no authority here has that name. */
  readonly crlIssuers: readonly (CrlIssuer | null)[];
}

export interface CrlIssuer {
  readonly authority: { readonly id: string; readonly name: string };
  /** DER in base64 of each certificate under that name, to check the CRL’s signature with. */
  readonly certificates: readonly string[];
  /** Of the last CRL it published. */
  readonly latestNumber: string | null;
}

export interface Inspected {
  readonly sha256: string;
  /** `ours`: we issued it and have it. `signed-here`: one of our keys signed it, but we do not have it. */
  readonly origin: "ours" | "signed-here" | "elsewhere";
  /** Null when it is not ours or the person may not read it. */
  readonly certificate: { readonly id: string; readonly name: string; readonly status: CertificateStatus } | null;
  /** When it is an authority here, that one. */
  readonly authority: { readonly id: string; readonly name: string } | null;
  /** The certificate first, then whoever signed it, as far as they are known here or were brought along. */
  readonly path: readonly InspectedLink[];
  /** The path ends at a root of ours. */
  readonly reachesOurRoot: boolean;
  readonly checks: readonly PathCheck[];
  /** It reaches a root of ours and no check is bad. */
  readonly isTrusted: boolean;
  /** DER in base64 of the authorities above it, for rules that ask for them. */
  readonly issuers: readonly string[];
}

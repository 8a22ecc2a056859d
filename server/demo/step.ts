import type { DownloadFormat } from "../../lib/contract/certificate";
import type { KeyType } from "../../lib/pki/algorithm";
import type { RevocationReason } from "../../lib/pki/revocation-reason";
import type { Authorities } from "./hierarchies";

export interface Wish {
  readonly authority: keyof Authorities;
  readonly profile: string;
  readonly commonName: string | null;
  readonly organization: string | null;
  readonly serialNumber: string | null;
  readonly names: readonly string[];
  readonly keyType: KeyType;
  readonly source: "browser" | "csr";
  /** Null: as the profile says. */
  readonly days: number | null;
  readonly owner: string;
  readonly tags: readonly string[];
  /** Who asks, by e-mail address. */
  readonly by: string;
}

/** One host, person or thing through the year; its newest certificate once it has one. */
export interface Subject {
  readonly wish: Wish;
  certificateId: string | null;
  isOnHold: boolean;
}

export type Act =
  | { readonly kind: "issue" }
  | { readonly kind: "renew"; readonly isSameKey: boolean }
  | { readonly kind: "revoke"; readonly reason: RevocationReason; readonly by: string }
  | { readonly kind: "release"; readonly by: string }
  | { readonly kind: "download"; readonly format: DownloadFormat; readonly by: string };

export interface Step {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly subject: Subject;
  readonly act: Act;
}

/** Certificates in the store: the part of `tables.ts` that is large enough for a file of its own. */
import type { KeyType } from "../pki/algorithm";
import type { RevocationReason } from "../pki/revocation-reason";
import type { Scope } from "./grant";
import type { LeafKind } from "./profile";

export type CertificateKind = LeafKind | "authority";
export type KeyOrigin = "browser" | "csr" | "server" | "authority";

export interface CertificateRecord {
  readonly id: string;
  /** The authority whose key signed it (a root's own certificate: itself). Serial is unique per issuer. */
  readonly authorityId: string;
  /** Lower-case hex, no separators, as the INTEGER's magnitude. */
  readonly serial: string;
  readonly der: Uint8Array;
  readonly kind: CertificateKind;
  readonly profileId: string | null;
  readonly profileVersion: number | null;
  /** What people read first: CN, else the first SAN. */
  readonly displayName: string;
  readonly subject: string;
  /** As `type:value`, e.g. `dns:web.corp.example`, in certificate order. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly spkiSha256: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly keyType: KeyType;
  readonly keyOrigin: KeyOrigin;
  readonly revokedAt: Date | null;
  readonly revocationReason: RevocationReason | null;
  readonly predecessorId: string | null;
  /** Earliest certificate that names this one as its predecessor. */
  readonly successorId: string | null;
  /** Who asked for it: whoever issued it, or whose request was approved. */
  readonly issuedById: string | null;
  readonly issuedByName: string;
  readonly createdAt: Date;
  /** `user:<id>`, `text:<as typed>`, or null; see `owner.ts`. */
  readonly owner: string | null;
  /** As `tag.ts` makes them: lower case, ascending, no two alike. */
  readonly tags: readonly string[];
}

export type CertificateStatus = "valid" | "expiring" | "expired" | "revoked" | "hold";

/** Which certificates somebody reaches, as a condition to search by: those in any of the scopes, and their own. */
export type CertificateReach =
  | "everything"
  | {
      readonly scopes: readonly Scope[];
      /** User id: what they asked for and what they own, wherever; null for neither. */
      readonly ownOf: string | null;
    };

export interface CertificateQuery {
  /** Part of a name, an IP, a serial or fingerprint in any notation, or a PEM; parsed by `search.ts` into these. */
  readonly text: string | null;
  readonly serials: readonly string[];
  readonly fingerprint: string | null;
  readonly statuses: readonly CertificateStatus[];
  readonly authorityIds: readonly string[];
  /** `server`, or `server@2` for what was issued under version 2 of it. */
  readonly profileIds: readonly string[];
  /** Leaves, authorities, or both when empty. */
  readonly kinds: readonly CertificateKind[];
  /** Nothing beyond it is found, counted or acted on. */
  readonly within: CertificateReach;
  /** notAfter at or after this. */
  readonly expiresFrom: Date | null;
  /** notAfter before this. */
  readonly expiresBefore: Date | null;
  /** Any of these, as they are stored. */
  readonly owners: readonly string[];
  /** Every one of these. */
  readonly tags: readonly string[];
  /** Only these; null for whatever the rest says. */
  readonly ids: readonly string[] | null;
  /** Whether another certificate has taken its place; null for both. */
  readonly hasSuccessor: boolean | null;
  readonly sort: "created" | "expiry" | "name";
  readonly now: Date;
  /** Opaque, from the previous page; null for the first. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** What decides whether an act on many certificates passes one over. */
export interface CertificateTally {
  readonly isAuthority: boolean;
  readonly status: CertificateStatus;
  readonly hasSuccessor: boolean;
  /** Whether it is within the reach asked about. */
  readonly isReached: boolean;
  readonly count: number;
}

/** A few while somebody types; as in `CertificateQuery`. */
export type CertificateSuggestion = Pick<CertificateQuery, "text" | "serials" | "fingerprint" | "within" | "limit">;

export interface CertificatePage {
  readonly rows: CertificateRecord[];
  readonly nextCursor: string | null;
  /** Exact up to 10,000; then 10,001. */
  readonly totalUpTo10001: number;
}

/** Exactly what a CRL entry needs, ascending by revocation; holds included. */
export interface RevokedRow {
  readonly serial: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

export interface CountedCertificates {
  readonly within: CertificateReach;
  /** Of this authority only; of all without it. */
  readonly authorityId?: string | null;
}

export interface CertificateTable {
  insert(record: CertificateRecord): Promise<void>;
  find(id: string): Promise<CertificateRecord | null>;
  findBySerial(authorityId: string, serial: string): Promise<CertificateRecord | null>;
  findBySpki(spkiSha256: string): Promise<CertificateRecord[]>;
  /** Row locked until the transaction ends. */
  lock(id: string): Promise<CertificateRecord | null>;
  setRevocation(
    id: string,
    revocation: { readonly revokedAt: Date; readonly reason: RevocationReason } | null,
  ): Promise<void>;
  search(query: CertificateQuery): Promise<CertificatePage>;
  /** The same page without the total, for whoever reads page after page. */
  page(query: CertificateQuery): Promise<Omit<CertificatePage, "totalUpTo10001">>;
  /** How many of the view are of each sort; every certificate counts once. Cursor, sort and limit do not matter. */
  tally(query: CertificateQuery, reach: CertificateReach): Promise<CertificateTally[]>;
  setOwnerAndTags(id: string, change: Pick<CertificateRecord, "owner" | "tags">): Promise<void>;
  /** Owners and tags in use, in ascending order, at most `limit` of each. */
  marks(
    limit: number,
    within: CertificateReach,
  ): Promise<{ readonly owners: readonly string[]; readonly tags: readonly string[] }>;
  /** Leaves issued, and leaves revoked or put on hold and still so, per UTC day since that of `from`; `days` entries each. */
  activityPerDay(
    from: Date,
    days: number,
    within: CertificateReach,
  ): Promise<{ readonly issued: readonly number[]; readonly revoked: readonly number[] }>;
  /** Names that begin with the text first, then others that match; bounded work however many there are. */
  suggest(query: CertificateSuggestion): Promise<CertificateRecord[]>;
  /** Revoked by this authority and still to be listed: notAfter or the revocation itself is later than `listedUntil`. */
  revoked(authorityId: string, listedUntil: Date): Promise<RevokedRow[]>;
  /** Latest notAfter of anything this authority signed for others; null when nothing. */
  latestNotAfter(authorityId: string): Promise<Date | null>;
  /**
   * Leaves only; counts for the overview and the authorities screen. Each certificate counts once, by its status as a
   * search for that status would find it; `revoked` includes holds.
   */
  countsByAuthority(
    now: Date,
    counted: CountedCertificates,
  ): Promise<Map<string, { valid: number; expiring: number; expired: number; revoked: number }>>;
  /** Leaves not revoked that expire at or after `from`, per UTC day, the day of `from` first; `days` entries. */
  expiryPerDay(from: Date, days: number, within: CertificateReach): Promise<number[]>;
}

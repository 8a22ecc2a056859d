/** What the use cases need from the store. Each comment is a promise that the store's contract suite tests. */
import type { KeyType } from "../pki/algorithm";
import type { Actor } from "./actor";
import type { BulkTable } from "./bulk-table";
import type { CertificateReach, CertificateTable } from "./certificate-table";
import type { ConsoleCertificateTable, SettingsTable } from "./instance-table";
import type { NoticeTable } from "./notice-table";
import type { WrappedKey } from "./ports";
import type { Profile } from "./profile";
import type { RequestTable } from "./request-table";
import type { SessionTable, UserTable } from "./user-table";
import type { ViewTable } from "./view-table";

/** Everything inside one transaction. Reads see earlier writes of the same transaction. */
export interface Tables {
  readonly instance: InstanceTable;
  readonly users: UserTable;
  readonly sessions: SessionTable;
  readonly guesses: GuessTable;
  readonly keys: KeyTable;
  readonly authorities: AuthorityTable;
  readonly certificates: CertificateTable;
  readonly crls: CrlTable;
  readonly profiles: ProfileTable;
  readonly blockedKeys: BlockedKeyTable;
  readonly standing: StandingTable;
  readonly audit: AuditTable;
  readonly bulk: BulkTable;
  readonly views: ViewTable;
  readonly requests: RequestTable;
  readonly notices: NoticeTable;
  readonly settings: SettingsTable;
  readonly consoleCertificates: ConsoleCertificateTable;
}

/** Outside `transaction` every call is a transaction of its own. A call that returns has committed durably. */
export interface Store extends Tables {
  /**
   * Commits when `run` returns, rolls back when it throws. Never open across network or human time.
   * After a deadlock or serialization failure `run` is run again from its start, at most three times.
   * Unique violations surface as CaError("conflict"), a database that is away as CaError("unavailable").
   */
  transaction<T>(run: (tables: Tables) => Promise<T>): Promise<T>;
}

export interface Instance {
  /** Null until setup has finished. */
  readonly setupAt: Date | null;
  /** The latest time any signature of ours carries (notBefore before backdating, thisUpdate). */
  readonly newestSignedAt: Date | null;
  /** Difference ours minus the database's that an administrator accepted, in milliseconds; 0 normally. */
  readonly acceptedSkewMilliseconds: number;
  /** The database server's clock at this read. */
  readonly databaseTime: Date;
}

export interface InstanceTable {
  read(): Promise<Instance>;
  /** Locks the row until the transaction ends: two setups cannot both succeed. */
  lock(): Promise<Instance>;
  completeSetup(at: Date): Promise<void>;
  /** Sets newestSignedAt to the greater of what it is and `at`. */
  raiseNewestSigned(at: Date): Promise<void>;
  acceptClock(input: { readonly newestSignedAt: Date; readonly acceptedSkewMilliseconds: number }): Promise<void>;
}

/** Failed guesses, counted per key in fixed windows; keys are hashed by the caller. */
export interface GuessTable {
  /** Failures in the window that contains `now`. */
  count(key: string, now: Date, windowSeconds: number): Promise<number>;
  /** Counts one more failure and returns the new count; atomic between instances. */
  add(key: string, now: Date, windowSeconds: number): Promise<number>;
  /** One less, never below none: it was counted before anybody looked, and was none. */
  takeBack(key: string, now: Date, windowSeconds: number): Promise<void>;
  clear(key: string): Promise<void>;
  deleteBefore(before: Date): Promise<void>;
}

export interface KeyTable {
  insert(key: WrappedKey): Promise<void>;
  find(id: string): Promise<WrappedKey | null>;
  /** Any one wrapped key, to try the master key on; null while there is none. */
  findAny(): Promise<WrappedKey | null>;
  list(): Promise<WrappedKey[]>;
  /** All of them, and until the transaction ends nobody else adds, changes or removes one. */
  lockAll(): Promise<WrappedKey[]>;
  /** The same key under another envelope. */
  rewrap(key: Pick<WrappedKey, "id" | "envelope" | "masterKeyId">): Promise<void>;
  delete(id: string): Promise<void>;
  /** True when an authority's key has this SHA-256 over the SPKI. */
  isAuthorityKey(spkiSha256: string): Promise<boolean>;
}

export type AuthorityState = "active" | "paused" | "revoked" | "retired";

export interface Authority {
  /** Public and short: part of the CRL and AIA URLs; 12 lower-case base32 characters. */
  readonly id: string;
  /** Unique; what people call it. Also the CN of its certificate when it was made here. */
  readonly name: string;
  readonly kind: "root" | "issuing";
  /** Null for a root. */
  readonly parentId: string | null;
  readonly state: AuthorityState;
  readonly keyId: string;
  readonly keyType: KeyType;
  /** Its certificate; certificates table has the row too (an authority's certificate is revoked there). */
  readonly certificateId: string;
  readonly certificateDer: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Written into certificates issued from now on. Ends without a slash. */
  readonly validationUrl: string;
  readonly crlLifeSeconds: number;
  /** Set when a revocation waits to be published; cleared by the CRL that carries it. */
  readonly crlStaleSince: Date | null;
  readonly createdAt: Date;
}

export interface AuthorityTable {
  insert(authority: Authority): Promise<void>;
  find(id: string): Promise<Authority | null>;
  /** Row locked until the transaction ends: publication and state changes of one authority are serial. */
  lock(id: string): Promise<Authority | null>;
  list(): Promise<Authority[]>;
  update(
    id: string,
    change: Partial<Pick<Authority, "state" | "validationUrl" | "crlLifeSeconds" | "crlStaleSince">>,
  ): Promise<void>;
}

export interface CrlRecord {
  readonly authorityId: string;
  readonly number: bigint;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly entryCount: number;
  readonly sha256: string;
  readonly der: Uint8Array;
}

export interface CrlTable {
  /** (authority, number) is unique; numbers of one authority only grow. The bytes of all but the last ten go. */
  insert(crl: CrlRecord): Promise<void>;
  latest(authorityId: string): Promise<CrlRecord | null>;
  /** Without `der`, for lists; latest of each authority. */
  latestOfAll(): Promise<Omit<CrlRecord, "der">[]>;
  /** Bytes of superseded CRLs older than `before` go; number, times and hash stay. */
  dropBytesBefore(before: Date): Promise<void>;
}

export interface StoredProfile extends Profile {
  /** Since when nothing is issued under it; null while it is in use. */
  readonly archivedAt: Date | null;
}

export interface ProfileVersion {
  readonly profile: Profile;
  readonly madeAt: Date;
  readonly madeByName: string;
}

/** Who makes a version of a profile. */
export interface Made {
  readonly at: Date;
  readonly byId: string | null;
  readonly byName: string;
}

export interface ProfileTable {
  /** Never taken back by a process of an older version; each version is kept. */
  upsertBuiltIn(profile: Profile): Promise<void>;
  list(): Promise<StoredProfile[]>;
  find(id: string): Promise<StoredProfile | null>;
  /** Nobody else changes any profile until the transaction ends; reading goes on. Comes before what it protects is read. */
  lock(): Promise<void>;
  /** With its first version. */
  insert(profile: Profile, made: Made): Promise<void>;
  /** Keeps the new version beside every earlier one. */
  update(profile: Profile, made: Made): Promise<void>;
  setArchived(id: string, at: Date | null): Promise<void>;
  /** Newest first. */
  versions(id: string): Promise<ProfileVersion[]>;
  /** How many certificates within reach were ever issued under each version. */
  issuedByVersion(id: string, within: CertificateReach): Promise<ReadonlyMap<number, number>>;
  /** How many of its certificates within reach are neither over nor revoked. */
  standing(id: string, now: Date, within: CertificateReach): Promise<number>;
}

export interface BlockedKeyTable {
  /** Idempotent. */
  insert(key: { readonly spkiSha256: string; readonly blockedAt: Date; readonly certificateId: string }): Promise<void>;
  isBlocked(spkiSha256: string): Promise<boolean>;
}

/** What a signature relies on. Each call comes first in its transaction, before any row is locked or written. */
export interface StandingTable {
  /**
   * The states of these authorities and whether the key is blocked, as they are once everybody who was about to change
   * them has committed; they stay so until the transaction ends. Those who hold do not wait for each other.
   */
  hold(facts: { readonly authorityIds: readonly string[]; readonly spkiSha256: string }): Promise<Standing>;
  /** Before such a state changes or a key is blocked: waits for all who hold them, and keeps new ones waiting. */
  lock(facts: { readonly authorityIds: readonly string[]; readonly spkiSha256s: readonly string[] }): Promise<void>;
}

export interface Standing {
  /** By id; unknown ids are missing. */
  readonly states: ReadonlyMap<string, AuthorityState>;
  readonly isBlocked: boolean;
}

export type AuditResult = "done" | "refused" | "failed";

export interface AuditEntry {
  /** Ascending, no two alike; gaps are possible. */
  readonly id: bigint;
  readonly at: Date;
  readonly actorKind: Actor["kind"];
  readonly actorId: string;
  readonly actorName: string;
  readonly door: Actor["door"];
  readonly address: string | null;
  /** `noun.verb`, e.g. `certificate.issue`. */
  readonly action: string;
  readonly objectKind:
    | "certificate"
    | "authority"
    | "user"
    | "session"
    | "crl"
    | "profile"
    | "instance"
    | "master-key"
    | "bulk-job"
    | "view"
    | "request";
  readonly objectId: string;
  readonly objectName: string;
  readonly result: AuditResult;
  /** Small JSON object; never a secret. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditTable {
  /** Append only: the database itself refuses UPDATE, DELETE and TRUNCATE. */
  append(entry: Omit<AuditEntry, "id">): Promise<void>;
  list(query: {
    readonly before: bigint | null;
    readonly limit: number;
    /** Exactly the id, or part of the name in any capitalisation. */
    readonly actor: string | null;
    /** Exactly, or its noun alone: `certificate` finds `certificate.issue`. */
    readonly action: string | null;
    readonly objectId: string | null;
    readonly objectKind?: AuditEntry["objectKind"] | null;
    /** Exactly the id, or part of the name in any capitalisation. */
    readonly object?: string | null;
    /** Included; `until` is not. */
    readonly from?: Date | null;
    readonly until?: Date | null;
    readonly result: AuditResult | null;
  }): Promise<AuditEntry[]>;
}

/** Users, the links they set a password by, and their sessions, as the store keeps them. */
import type { Grant } from "./grant";

export interface User {
  readonly id: string;
  /** Lower case, unique. */
  readonly email: string;
  /** In the order in which they were given. */
  readonly grants: readonly Grant[];
  /** Null until a password is set through a one-time link. */
  readonly passwordHash: string | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly lastSignInAt: Date | null;
}

export interface UserTable {
  /** With their grants. */
  insert(user: User): Promise<void>;
  find(id: string): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
  list(): Promise<User[]>;
  update(id: string, change: Partial<Pick<User, "passwordHash" | "disabledAt" | "lastSignInAt">>): Promise<void>;
  /**
   * True when it was replaced: nobody had set another one since `from` was read, and the account is not disabled. Of two
   * at once one wins.
   */
  replacePassword(id: string, change: { readonly from: string; readonly to: string }): Promise<boolean>;
  insertGrant(userId: string, grant: Grant): Promise<void>;
  updateGrant(grant: Pick<Grant, "id" | "role" | "authorityIds" | "profileIds">): Promise<void>;
  deleteGrant(id: string): Promise<void>;
  /** Reads the user once nobody else changes them or their grants, until the transaction ends. */
  lock(id: string): Promise<User | null>;
  /**
   * Active administrators for everything, rows locked until the transaction ends. As they are once everybody who was
   * about to change one of them has committed.
   */
  lockActiveAdministrators(): Promise<User[]>;
  /** Ends every other link of that user. */
  insertLink(link: PasswordLink): Promise<void>;
  /**
   * Marks it used and returns it, or null when unknown, used or over; at most one caller ever gets it, and every other
   * link of that user ends with it.
   */
  takeLink(tokenHash: Uint8Array, now: Date): Promise<PasswordLink | null>;
  endLinks(userId: string): Promise<void>;
  /** When the link that each of these users could still use ends, by user id. */
  linkEnds(now: Date): Promise<ReadonlyMap<string, Date>>;
  findLink(tokenHash: Uint8Array, now: Date): Promise<PasswordLink | null>;
}

/** A one-time link to set a password. Only the SHA-256 of the token is kept. */
export interface PasswordLink {
  readonly tokenHash: Uint8Array;
  readonly userId: string;
  readonly expiresAt: Date;
}

export interface Session {
  /** SHA-256 of what the cookie carries, in hex. */
  readonly id: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly address: string | null;
  readonly userAgent: string;
  /** To the minute; null until the first request with it. */
  readonly lastSeenAt: Date | null;
}

export interface SessionTable {
  insert(session: Session): Promise<void>;
  /** The session and its user, when neither is over, revoked nor disabled at `now`. */
  findActive(id: string, now: Date): Promise<{ readonly session: Session; readonly user: User } | null>;
  /** Whether this user has had a session from this address, as long as sessions are kept. */
  hasSessionFrom(userId: string, address: string): Promise<boolean>;
  /** Notes the last request made with it. */
  touch(id: string, at: Date): Promise<void>;
  revoke(id: string, at: Date): Promise<void>;
  revokeAllOf(userId: string, at: Date): Promise<number>;
  /** All of this user but one. */
  revokeOthersOf(userId: string, keptId: string, at: Date): Promise<number>;
  /** Neither over nor revoked at `now`, newest first. */
  listOf(userId: string, now: Date): Promise<Session[]>;
  deleteExpired(before: Date): Promise<number>;
}

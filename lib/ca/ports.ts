/** What the use cases need from the world. Each comment is a promise that the adapter's contract suite tests. */
import type { KeyType } from "../pki/algorithm";
import type { LintedTbs, LintedTbsCertList } from "../pki/lint/linted";
import type { Store } from "./tables";

export type * from "./bulk-table";
export type * from "./certificate-table";
export type * from "./instance-table";
export type * from "./notice-table";
export type * from "./request-table";
export type * from "./tables";
export type * from "./user-table";
export type * from "./view-table";

export interface Ports {
  readonly clock: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly keys: KeyProvider;
  readonly crypto: SignatureVerifier;
  readonly passwords: PasswordHasher;
  readonly store: Store;
  /** Default for new authorities; ends without a slash. */
  readonly validationUrl: string;
  /** One-time, printed on the console of this process; opens the setup wizard until setup is done. */
  readonly setupToken: string;
  /** Tells the publisher of this process that an authority's CRL is stale; losing the call loses nothing (the row says so too). */
  readonly wakePublisher: () => void;
}

// --- keys ------------------------------------------------------------------------------------------------------

/** A private key as it is stored: never in the clear. */
export interface WrappedKey {
  readonly id: string;
  readonly keyType: KeyType;
  readonly spkiDer: Uint8Array;
  /** Opaque to everyone but `lib/keys`: versioned envelope, AES-256-GCM, bound to `id`. */
  readonly envelope: Uint8Array;
  /** Which master key wraps it: first 8 octets of SHA-256 over a derived check value, hex. */
  readonly masterKeyId: string;
}

export interface KeyProvider {
  /** A new key, wrapped before this returns; the caller stores it in the transaction that creates its owner. */
  generate(keyType: KeyType): Promise<WrappedKey>;
  /** Signs linted bytes and nothing else. Hash and encoding follow the key (see `pki/algorithm`); ECDSA in DER form. */
  sign(key: WrappedKey, tbs: LintedTbs | LintedTbsCertList): Promise<Uint8Array>;
  /** A key pair for an end entity, in the clear: PKCS#8 and SPKI DER. The caller returns it once, sealed, and forgets it. */
  generateEndEntity(keyType: KeyType): Promise<{ readonly pkcs8Der: Uint8Array; readonly spkiDer: Uint8Array }>;
}

export interface SignatureVerifier {
  /** `algorithm` is the complete AlgorithmIdentifier. False for a wrong signature and for an algorithm it does not know. */
  verify(input: {
    readonly spkiDer: Uint8Array;
    readonly algorithm: Uint8Array;
    readonly signed: Uint8Array;
    readonly signature: Uint8Array;
  }): Promise<boolean>;
}

export interface PasswordHasher {
  /** argon2id, PHC string. */
  hash(password: string): Promise<string>;
  /** Takes the same time whether or not `hash` is null (an account that does not exist). */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Whether it is among the passwords that everybody tries first, in any capitalisation. */
  isCommon(password: string): boolean;
}

/** What the store keeps about the instance as a whole: the part of `tables.ts` that belongs to reaching and running it. */

export interface Settings {
  /** Shown beside the product's name; empty for none. */
  readonly instanceName: string;
  /** Proposed for new authorities; null: as configured. */
  readonly validationUrl: string | null;
  /** How long after signing in a session ends in any case. */
  readonly sessionHours: number;
  /** Without a request for so long it ends earlier; null: it does not. */
  readonly idleMinutes: number | null;
  /** Chosen in a new certificate's form; null: the first there is. */
  readonly defaultProfileId: string | null;
  /** How long a session that is over stays on record. */
  readonly sessionDays: number;
  /** How long the bytes of a superseded CRL are kept; its number, times and hash stay. */
  readonly crlDays: number;
}

export interface SettingsTable {
  /** There always are settings: what nobody changed has its default. */
  read(): Promise<Settings>;
  /** Locks them until the transaction ends. */
  lock(): Promise<Settings>;
  update(settings: Settings): Promise<void>;
}

/** The certificate that the console's listener shows to browsers which reach it by these names. */
export interface ConsoleCertificateRecord {
  /** SHA-256 over the names, hex. */
  readonly namesSha256: string;
  readonly keyId: string;
  /** Null: signed by its own key. */
  readonly certificateId: string | null;
  readonly der: Uint8Array;
}

export interface ConsoleCertificateTable {
  find(namesSha256: string): Promise<ConsoleCertificateRecord | null>;
  /** In place of the one for the same names; returns the key of that one, which nothing needs any more. */
  replace(record: ConsoleCertificateRecord): Promise<string | null>;
}

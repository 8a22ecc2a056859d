/** Finds the master key at start, and proves that it opens what the database holds. */
import type { WrappedKey } from "../ca/ports";
import { CaError, isCaError } from "../errors";
import { openEnvelope } from "./envelope";
import { type MasterKey, newMasterKey, parseMasterKey } from "./master-key";
import { moveMasterKeyFile, readMasterKeyFile, writeMasterKeyFile } from "./master-key-file";

export type MasterKeySource = {
  /** Where the next one waits while the master key is being changed. */
  readonly nextPath: string;
} & (
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "file"; readonly path: string }
  /** In the data directory; made when missing, while nothing is wrapped yet. */
  | { readonly kind: "own-file"; readonly path: string }
);

/**
 * `wrapped` is any key the database holds, or null while it holds none. A change of the master key that was cut short
 * after it was committed is brought to its end.
 */
export async function loadMasterKey(
  source: MasterKeySource,
  wrapped: WrappedKey | null,
  report: (line: string) => void = () => {},
): Promise<MasterKey> {
  const key = await findMasterKey(source, wrapped);
  const present = wrapped && key.id !== wrapped.masterKeyId ? await changedTo(source, wrapped, report) : null;
  if (wrapped) prove(present ?? key, wrapped);
  return present ?? key;
}

async function changedTo(
  source: MasterKeySource,
  { masterKeyId }: WrappedKey,
  report: (line: string) => void,
): Promise<MasterKey | null> {
  const next = await readMasterKeyFile(source.nextPath);
  if (next?.id !== masterKeyId) return null;
  if (source.kind === "value") {
    report(`COUNTERSIGN_MASTER_KEY holds the previous master key; set it to the one in ${source.nextPath}.`);
  } else {
    await moveMasterKeyFile(source.nextPath, source.path).catch((error: unknown) =>
      report(`The master key is in ${source.nextPath}: ${isCaError(error) ? error.detail : error}`),
    );
  }
  return next;
}

/** The one that is configured, whether or not it opens anything. */
export async function findMasterKey(source: MasterKeySource, wrapped: WrappedKey | null): Promise<MasterKey> {
  if (source.kind === "value") return parseMasterKey(source.text, "COUNTERSIGN_MASTER_KEY");
  const found = await readMasterKeyFile(source.path);
  if (found) return found;
  if (source.kind === "file") {
    throw new CaError("unavailable", `COUNTERSIGN_MASTER_KEY_FILE names ${source.path}, and there is no such file.`);
  }
  if (!wrapped) return writeMasterKeyFile(source.path, newMasterKey());
  throw new CaError(
    "unavailable",
    `The database holds private keys wrapped by master key ${wrapped.masterKeyId}, and there is no master key: put it back at ${source.path}, or set COUNTERSIGN_MASTER_KEY or COUNTERSIGN_MASTER_KEY_FILE.`,
  );
}

/** Wrong by name, or right by name and yet unable to open: both are refused before anything runs. */
export function prove(key: MasterKey, wrapped: WrappedKey): void {
  if (key.id !== wrapped.masterKeyId) {
    throw new CaError(
      "unavailable",
      `The master key is the wrong one: this is ${key.id}, and the database's private keys are wrapped by ${wrapped.masterKeyId}.`,
    );
  }
  openEnvelope(key, wrapped).fill(0);
}

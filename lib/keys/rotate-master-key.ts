/** Another master key for an instance: everything the old one wraps is encrypted anew, in one transaction. */
import { unlink } from "node:fs/promises";
import type { Actor } from "../ca/actor";
import { auditEntry } from "../ca/audit-entry";
import { authorize } from "../ca/authorize";
import type { Ports, WrappedKey } from "../ca/ports";
import { CaError } from "../errors";
import { openEnvelope, sealEnvelope } from "./envelope";
import { findMasterKey, loadMasterKey, type MasterKeySource, prove } from "./load-master-key";
import { type MasterKey, newMasterKey } from "./master-key";
import { moveMasterKeyFile, readMasterKeyFile, removeUnfinished, writeMasterKeyFile } from "./master-key-file";

export interface Rotated {
  readonly from: string;
  readonly to: string;
  readonly keyCount: number;
  readonly endedSessions: number;
  /** The file that holds the new one. */
  readonly path: string;
}

/**
 * No server may run meanwhile. The new key is on disk before the database needs it, and takes the old one's place after
 * the database has changed: cut short at any moment, the instance opens with the file that is there, and the next call
 * goes on with it.
 */
export async function rotateMasterKey(
  ports: Pick<Ports, "clock" | "store">,
  actor: Actor,
  source: MasterKeySource,
): Promise<Rotated> {
  await authorize(ports, actor, "master-key.care", { action: "master-key.rotate" });
  const wrapped = await ports.store.keys.findAny();
  if (!wrapped)
    throw new CaError("conflict", "Nothing is encrypted with the master key yet; set this instance up first.");
  const old = await loadMasterKey(source, wrapped);
  const next = await nextMasterKey(source, old);
  const counts = await ports.store.transaction(async (tables) => {
    const keys = await tables.keys.lockAll();
    for (const key of keys) await tables.keys.rewrap(rewrapped(key, old, next));
    let endedSessions = 0;
    for (const { id } of await tables.users.list())
      endedSessions += await tables.sessions.revokeAllOf(id, ports.clock());
    const detail = { from: old.id, to: next.id, keyCount: keys.length, endedSessions };
    const object = { kind: "master-key", id: next.id, name: next.id } as const;
    await tables.audit.append(auditEntry(ports, actor, { action: "master-key.rotate", object, detail }));
    return { keyCount: keys.length, endedSessions };
  });
  if (source.kind !== "value") await moveMasterKeyFile(source.nextPath, source.path);
  await removeUnfinished(source.nextPath);
  return { from: old.id, to: next.id, ...counts, path: source.kind === "value" ? source.nextPath : source.path };
}

/** A data key of its own again; read back before anything relies on it. */
function rewrapped(key: WrappedKey, old: MasterKey, next: MasterKey): WrappedKey {
  const pkcs8Der = openEnvelope(old, key);
  const anew = { ...key, envelope: sealEnvelope(next, key, pkcs8Der), masterKeyId: next.id };
  pkcs8Der.fill(0);
  prove(next, anew);
  return anew;
}

/** On disk when this returns. One that an earlier call left there, and that wraps nothing yet, is taken. */
async function nextMasterKey(source: MasterKeySource, old: MasterKey): Promise<MasterKey> {
  const { nextPath } = source;
  if ((await findMasterKey(source, null)).id !== old.id) {
    const where = source.kind === "value" ? "Set COUNTERSIGN_MASTER_KEY to it" : `Move it to ${source.path}`;
    throw new CaError("conflict", `The last change is not finished: ${nextPath} holds the master key. ${where} first.`);
  }
  const waiting = await readMasterKeyFile(nextPath);
  if (waiting && waiting.id !== old.id) return waiting;
  // What is there is the present one, which is where it belongs, too.
  if (waiting) await unlink(nextPath);
  return writeMasterKeyFile(nextPath, newMasterKey());
}

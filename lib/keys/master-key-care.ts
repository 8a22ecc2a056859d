/** What the command line does with the master key; each act is audited, and none shows the key. */
import type { Actor } from "../ca/actor";
import { auditEntry } from "../ca/audit-entry";
import { authorize } from "../ca/authorize";
import type { Ports } from "../ca/ports";
import { CaError } from "../errors";
import { type MasterKeySource, prove } from "./load-master-key";
import { type MasterKey, parseMasterKey } from "./master-key";
import { backUpMasterKey, openMasterKeyBackup } from "./master-key-backup";
import { readMasterKeyFile, writeMasterKeyFile } from "./master-key-file";

type Care = Pick<Ports, "clock" | "store">;

export interface Backup {
  readonly text: string;
  readonly passphrase: string;
}

/** The armoured text, under the passphrase. */
export async function backUp(
  ports: Care,
  actor: Actor,
  input: { masterKey: MasterKey; passphrase: string },
): Promise<string> {
  await authorize(ports, actor, "master-key.care", { action: "master-key.backup" });
  const text = await backUpMasterKey(input.masterKey, input.passphrase);
  await audit(ports, actor, { action: "master-key.backup", masterKey: input.masterKey });
  return text;
}

export interface Checked {
  readonly masterKeyId: string;
  readonly keyCount: number;
}

/** Opens every private key there is with what the backup holds; while there is none, compares it with the master key. */
export async function check(ports: Care, actor: Actor, input: Backup & { source: MasterKeySource }): Promise<Checked> {
  await authorize(ports, actor, "master-key.care", { action: "master-key.check" });
  const { masterKey, checked } = await open(ports, input);
  if (checked.keyCount === 0 && (await presentId(input.source)) !== masterKey.id) {
    throw new CaError("conflict", "The backup opens, but it holds another master key than this instance has.");
  }
  await audit(ports, actor, { action: "master-key.check", masterKey });
  return checked;
}

/** Puts it where this instance looks for it; the path. Never over another master key. */
export async function restore(ports: Care, actor: Actor, input: Backup & { source: MasterKeySource }): Promise<string> {
  await authorize(ports, actor, "master-key.care", { action: "master-key.restore" });
  const { source } = input;
  if (source.kind === "value") {
    throw new CaError("conflict", "The master key comes from COUNTERSIGN_MASTER_KEY; unset it to use a file.");
  }
  const { masterKey } = await open(ports, input);
  const present = await writeMasterKeyFile(source.path, masterKey);
  if (present.id !== masterKey.id) {
    throw new CaError("conflict", `${source.path} holds another master key, ${present.id}; move it away first.`);
  }
  await audit(ports, actor, { action: "master-key.restore", masterKey });
  return source.path;
}

async function open(
  { store }: Care,
  { text, passphrase }: Backup,
): Promise<{ masterKey: MasterKey; checked: Checked }> {
  const masterKey = await openMasterKeyBackup(text, passphrase);
  const wrapped = await store.keys.list();
  for (const key of wrapped) prove(masterKey, key);
  return { masterKey, checked: { masterKeyId: masterKey.id, keyCount: wrapped.length } };
}

async function presentId(source: MasterKeySource): Promise<string | undefined> {
  if (source.kind === "value") return parseMasterKey(source.text, "COUNTERSIGN_MASTER_KEY").id;
  return (await readMasterKeyFile(source.path))?.id;
}

interface Act {
  readonly action: "master-key.backup" | "master-key.check" | "master-key.restore";
  readonly masterKey: MasterKey;
}

async function audit(ports: Care, actor: Actor, { action, masterKey }: Act): Promise<void> {
  const object = { kind: "master-key", id: masterKey.id, name: masterKey.id } as const;
  await ports.store.audit.append(auditEntry(ports, actor, { action, object }));
}

import { readFile, writeFile } from "node:fs/promises";
import { changeMasterKey, checkBackup, restoreBackup } from "../lib/compose";
import { commandLineActor, configuration, withDatabase, withInstance } from "./instance";
import { exitCode, Refusal } from "./refusal";
import { readSecret } from "./secret-input";

export async function backUpMasterKey({ out }: { readonly out?: string }): Promise<void> {
  const passphrase = await readSecret({ variable: "COUNTERSIGN_BACKUP_PASSPHRASE", prompt: "Passphrase", isNew: true });
  await withInstance(configuration(), async (instance) => {
    const text = await instance.backUpMasterKey(commandLineActor(), passphrase);
    if (out === undefined) {
      console.log(text.trimEnd());
      return;
    }
    await writeFile(out, text, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
      throw new Refusal(
        `${out} cannot be written: ${error.code === "EEXIST" ? "it exists already" : error.message}.`,
        exitCode.failed,
      );
    });
    console.error(`Written to ${out}. Check it: npx countersign master-key check ${out}`);
  });
}

export async function checkMasterKey(file: string): Promise<void> {
  const backup = await readBackup(file);
  const config = configuration();
  const { masterKeyId, keyCount } = await withDatabase(config, (database) =>
    checkBackup(config, database, { ...backup, actor: commandLineActor() }),
  );
  console.log(
    `This backup holds master key ${masterKeyId} and opens this instance (private keys opened: ${keyCount}).`,
  );
}

export async function restoreMasterKey(file: string): Promise<void> {
  const backup = await readBackup(file);
  const config = configuration();
  const path = await withDatabase(config, (database) =>
    restoreBackup(config, database, { ...backup, actor: commandLineActor() }),
  );
  console.log(`The master key is at ${path}.`);
}

export async function rotateMasterKey(): Promise<void> {
  const config = configuration();
  const { from, to, keyCount, endedSessions, path } = await changeMasterKey(config, commandLineActor());
  console.log(`Master key ${to} is in place of ${from} (private keys encrypted anew: ${keyCount}).`);
  if (config.masterKey.kind === "value") {
    console.log(
      `It is in ${path}: set COUNTERSIGN_MASTER_KEY to it, wherever this instance runs, then delete that file.`,
    );
  } else {
    console.log(`It is in ${path}; give it to every other instance on this database, too.`);
  }
  console.error(`Everybody has to sign in again (sessions ended: ${endedSessions}).`);
  console.error("Back the new one up: npx countersign master-key backup --out countersign-master-key.txt");
  console.error("Keep the backup of the old one as long as you keep backups of the database from before.");
}

async function readBackup(file: string): Promise<{ readonly text: string; readonly passphrase: string }> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${file} cannot be read: ${error.code ?? error.message}.`, exitCode.failed);
  });
  const passphrase = await readSecret({
    variable: "COUNTERSIGN_BACKUP_PASSPHRASE",
    prompt: "Passphrase",
    isNew: false,
  });
  return { text, passphrase };
}

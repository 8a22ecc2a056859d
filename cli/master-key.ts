import { readFile, writeFile } from "node:fs/promises";
import { checkBackup, restoreBackup } from "../lib/compose";
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

import type { KeyProvider, KeyTable } from "../ca/ports";
import { CaError } from "../errors";
import type { MasterKey } from "./master-key";

/**
 * Two instances may have started on an empty database, each with a master key of its own. Whoever comes second must not
 * wrap keys that the first can never open: no key is made while the database holds one under another master key.
 */
export function underOneMasterKey(
  keys: KeyProvider,
  masterKey: MasterKey,
  table: Pick<KeyTable, "findAny">,
): KeyProvider {
  return {
    ...keys,
    async generate(keyType) {
      const present = await table.findAny();
      if (present && present.masterKeyId !== masterKey.id) {
        throw new CaError(
          "unavailable",
          `This instance has master key ${masterKey.id}, and the database's private keys are wrapped by ${present.masterKeyId}. Give it that one and start it again.`,
        );
      }
      return keys.generate(keyType);
    },
  };
}

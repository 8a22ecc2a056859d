/**
 * A store that asks once for what every certificate needs and only chapters change: nobody else writes to a demo that
 * is being filled. Transactions, and with them the last look before a signature counts, go to the database as ever.
 */
import type { Store } from "../../lib/ca/ports";

export interface Remembered {
  readonly store: Store;
  /** From now on; nothing but certificates may change. */
  remember(): void;
  forget(): void;
}

export function remembered(store: Store): Remembered {
  const answers = new Map<string, Promise<unknown>>();
  let isRemembering = false;
  const once =
    <A extends readonly unknown[], R>(name: string, ask: (...input: A) => Promise<R>) =>
    (...input: A): Promise<R> => {
      if (!isRemembering) return ask(...input);
      const question = JSON.stringify([name, ...input]);
      const known = answers.get(question) as Promise<R> | undefined;
      if (known) return known;
      const answer = ask(...input);
      answers.set(question, answer);
      return answer;
    };
  const { authorities, profiles, keys, users } = store;
  return {
    store: {
      ...store,
      authorities: {
        ...authorities,
        find: once("authority", authorities.find),
        list: once("authorities", authorities.list),
      },
      profiles: { ...profiles, find: once("profile", profiles.find), list: once("profiles", profiles.list) },
      keys: { ...keys, find: once("key", keys.find) },
      users: {
        ...users,
        findByEmail: once("user", users.findByEmail),
        list: once("users", users.list),
      },
    },
    remember() {
      isRemembering = true;
    },
    forget() {
      isRemembering = false;
      answers.clear();
    },
  };
}

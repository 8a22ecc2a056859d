/** Private keys of requests, kept in this browser until they are collected: never in the clear, and never sent. */
import { CaError } from "@/lib/errors";
import { decryptPkcs8, encryptPkcs8 } from "@/lib/pki/private-key";

export interface KeptKey {
  /** SHA-256 over the SubjectPublicKeyInfo, in hex. */
  readonly spkiSha256: string;
  /** EncryptedPrivateKeyInfo (RFC 5958 §3), under a password that is kept nowhere. */
  readonly encrypted: Uint8Array;
  readonly keptAt: Date;
}

/** Before the request is sent, so that nothing that happens to the page afterwards can lose the key. */
export async function keepKey(key: {
  readonly spkiSha256: string;
  readonly pkcs8Der: Uint8Array;
  readonly password: string;
}): Promise<void> {
  const encrypted = await encryptPkcs8(key.pkcs8Der, key.password);
  const kept: KeptKey = { spkiSha256: key.spkiSha256, encrypted, keptAt: new Date() };
  await inStore("readwrite", (store) => store.put(kept));
  // Asks the browser not to clear it when space runs short; some ask the person, so nothing waits for the answer.
  void navigator.storage?.persist?.().catch(() => false);
}

export async function findKey(spkiSha256: string): Promise<KeptKey | null> {
  return (await inStore<KeptKey | undefined>("readonly", (store) => store.get(spkiSha256))) ?? null;
}

/** Throws CaError("invalid", field "password") for a wrong password; the key stays as it is. */
export const openKey = ({ encrypted }: KeptKey, password: string): Promise<Uint8Array> =>
  decryptPkcs8(encrypted, password);

export async function forgetKey(spkiSha256: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(spkiSha256));
}

const storeName = "kept-keys";

async function inStore<T>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<T> | IDBRequest,
): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = run(transaction.objectStore(storeName));
      // Not before it is on disk.
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = () => reject(notKept(transaction.error));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    try {
      const request = indexedDB.open("countersign", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "spkiSha256" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(notKept(request.error));
    } catch (error) {
      reject(notKept(error));
    }
  });
}

const notKept = (cause: unknown) =>
  new CaError("unavailable", "This browser keeps nothing for this site, as in a private window. Bring a CSR instead.", {
    cause,
    field: "key",
  });

import { CaError } from "../errors";

/**
 * WebCrypto of this runtime. Throws `unavailable` in a page that is not a secure context: browsers give WebCrypto
 * to HTTPS, http://localhost and http://127.0.0.1 only (W3C Web Cryptography API §10).
 */
export function subtleCrypto(): SubtleCrypto {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle) return subtle;
  throw new CaError(
    "unavailable",
    "Keys can be handled in this browser only over HTTPS or on the machine itself; open this page by its https:// address.",
  );
}

/** WebCrypto's types want a buffer that cannot be shared between threads. */
export const plainBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

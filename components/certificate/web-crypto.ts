/** Null when this page can make keys; else why not and what to do instead. */
export function whyNoWebCrypto(): string | null {
  if (globalThis.isSecureContext && globalThis.crypto?.subtle !== undefined) return null;
  return "This page was opened over plain http, where browsers switch their cryptography off. Open the console over https or on localhost to make a key here, or use a CSR or a key made on the server.";
}

export const randomBytes = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length));

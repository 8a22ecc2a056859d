import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { algorithms, type KeyType } from "../algorithm";
import { keyArguments } from "./openssl";
import type { Workshop } from "./tool";

/** PEM of an RSA key that is kept, since making one takes seconds; null for what is made in no time. */
export const keptKey = (keyType: KeyType): string | null =>
  algorithms[keyType].family === "rsa" ? readFileSync(new URL(`${keyType}.key`, import.meta.url), "utf8") : null;

/** For tests of what is done with a key; RSA keys are the same each time. */
export function keyPairOf(keyType: KeyType): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  const kept = keptKey(keyType);
  if (kept) return { privateKey: createPrivateKey(kept), publicKey: createPublicKey(kept) };
  const { curve } = algorithms[keyType];
  return curve ? generateKeyPairSync("ec", { namedCurve: curve }) : generateKeyPairSync("ed25519");
}

/** The same as a file in the workshop, made by OpenSSL where it is made. */
export function writeKey(workshop: Workshop, keyType: KeyType, name: string): void {
  const kept = keptKey(keyType);
  if (kept) workshop.write(name, kept);
  else workshop.run("openssl", "genpkey", ...keyArguments[keyType], "-out", name);
}

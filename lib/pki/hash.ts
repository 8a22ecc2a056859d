/** Synchronous digests that work in the browser and in Node, for identifiers and fingerprints. */
import { sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { hexFromBytes } from "./der";

export const sha1 = (bytes: Uint8Array): Uint8Array => nobleSha1(bytes);
export const sha256 = (bytes: Uint8Array): Uint8Array => nobleSha256(bytes);

export const sha1Hex = (bytes: Uint8Array): string => hexFromBytes(sha1(bytes));
export const sha256Hex = (bytes: Uint8Array): string => hexFromBytes(sha256(bytes));

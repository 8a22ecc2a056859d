/** Synchronous digests that work in the browser and in Node, for identifiers and fingerprints. */
import { sha1 as nobleSha1 } from "@noble/hashes/legacy.js";
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";
import { hexFromBytes } from "./der";

type Digest = (bytes: Uint8Array) => Uint8Array;

// Node's own is fifty times faster and has no import that a browser bundle would trip over (Node 20.16 and later).
const native = globalThis.process?.getBuiltinModule?.("node:crypto");

const digest = (name: "sha1" | "sha256", portable: Digest): Digest =>
  native ? (bytes) => new Uint8Array(native.createHash(name).update(bytes).digest()) : portable;

export const sha1 = digest("sha1", nobleSha1);
export const sha256 = digest("sha256", nobleSha256);

export const sha1Hex = (bytes: Uint8Array): string => hexFromBytes(sha1(bytes));
export const sha256Hex = (bytes: Uint8Array): string => hexFromBytes(sha256(bytes));

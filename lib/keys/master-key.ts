/**
 * The master key: 32 random octets from which every other secret of an instance is derived. It lives outside the
 * database and never passes through the dashboard or an API.
 */
import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { CaError } from "../errors";

export const masterKeyBytes = 32;

export interface MasterKey {
  /** First 8 octets of SHA-256 over a derived check value, hex: names the key and says nothing about it. */
  readonly id: string;
  /** HKDF-SHA-256 (RFC 5869) with `purpose` as info, 32 octets: independent for different purposes. */
  derive(purpose: string): Buffer;
  /** The octets themselves, for the encrypted backup and for nothing else. */
  reveal(): Buffer;
}

/** The octets stay in a closure, so that no log, error or serialisation of the object can show them. */
export function masterKeyFrom(octets: Uint8Array): MasterKey {
  if (octets.length !== masterKeyBytes) throw new TypeError(`A master key is ${masterKeyBytes} octets long.`);
  const secret = Buffer.from(octets);
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync("sha256", secret, new Uint8Array(0), `countersign v1 ${purpose}`, 32));
  const id = createHash("sha256").update(derive("check value")).digest().subarray(0, 8).toString("hex");
  return { id, derive, reveal: () => Buffer.from(secret) };
}

export const newMasterKey = (): MasterKey => masterKeyFrom(randomBytes(masterKeyBytes));

/** 64 hexadecimal digits or base64 (also base64url) of 32 octets; surrounding white space is ignored. */
export function parseMasterKey(text: string, origin: string): MasterKey {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return masterKeyFrom(Buffer.from(trimmed, "hex"));
  const octets = Buffer.from(trimmed, "base64");
  if (/^[0-9A-Za-z+/_-]{43}=?$/.test(trimmed) && octets.length === masterKeyBytes) return masterKeyFrom(octets);
  throw new CaError(
    "invalid",
    `${origin} does not hold a master key: give 32 random octets as base64 or hexadecimal (\`openssl rand -base64 32\`).`,
  );
}

export const formatMasterKey = (key: MasterKey): string => `${key.reveal().toString("base64")}\n`;

/**
 * The master key under a passphrase, as text that survives paper: argon2id makes the key, AES-256-GCM seals.
 *
 * -----BEGIN COUNTERSIGN MASTER KEY BACKUP-----
 * version: 1
 * master-key: <id>
 * argon2id: m=<KiB>,t=<passes>,p=<lanes>,salt=<base64>
 * sealed: <base64 of nonce(12) ciphertext(32) tag(16)>
 * -----END COUNTERSIGN MASTER KEY BACKUP-----
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";
import { CaError } from "../errors";
import { type MasterKey, masterKeyBytes, masterKeyFrom } from "./master-key";

const begin = "-----BEGIN COUNTERSIGN MASTER KEY BACKUP-----";
const end = "-----END COUNTERSIGN MASTER KEY BACKUP-----";

/** RFC 9106 §4, second recommended option (64 MiB), with more passes: it is done once, against an offline guesser. */
const cost = { memoryCost: 65_536, timeCost: 6, parallelism: 4 } as const;
const memoryCostMax = 1_048_576;

export const passphraseLengthMin = 12;

export async function backUpMasterKey(masterKey: MasterKey, passphrase: string): Promise<string> {
  if ([...passphrase].length < passphraseLengthMin) {
    throw new CaError("invalid", `The passphrase needs at least ${passphraseLengthMin} characters.`);
  }
  const salt = randomBytes(16);
  const { memoryCost: m, timeCost: t, parallelism: p } = cost;
  const header = [
    "version: 1",
    `master-key: ${masterKey.id}`,
    `argon2id: m=${m},t=${t},p=${p},salt=${salt.toString("base64")}`,
  ];
  const nonce = randomBytes(12);
  const key = await keyOf(passphrase, cost, salt);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 }).setAAD(
    Buffer.from(header.join("\n")),
  );
  const sealed = Buffer.concat([nonce, cipher.update(masterKey.reveal()), cipher.final(), cipher.getAuthTag()]);
  return [begin, ...header, `sealed: ${sealed.toString("base64")}`, end, ""].join("\n");
}

/** Throws CaError("invalid") for what is no backup, CaError("forbidden") for the wrong passphrase or a changed file. */
export async function openMasterKeyBackup(text: string, passphrase: string): Promise<MasterKey> {
  const { header, id, cost, salt, sealed } = parse(text);
  const key = await keyOf(passphrase, cost, salt);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(header)).setAuthTag(sealed.subarray(-16));
  let octets: Buffer;
  try {
    octets = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch (cause) {
    throw new CaError("forbidden", "The backup does not open: the passphrase is wrong, or the file was changed.", {
      cause,
    });
  }
  const masterKey = masterKeyFrom(octets);
  if (masterKey.id !== id) throw new CaError("invalid", "The backup names another master key than it holds.");
  return masterKey;
}

interface Cost {
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

const keyOf = (passphrase: string, cost: Cost, salt: Uint8Array): Promise<Buffer> =>
  hashRaw(passphrase.normalize("NFKC"), { ...cost, salt, outputLen: 32 });

function parse(text: string) {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const from = lines.indexOf(begin);
  const [version = "", master = "", kdf = "", seal = "", last] = lines.slice(from + 1).filter((line) => line !== "");
  if (from < 0 || last !== end) throw new CaError("invalid", `This is no master key backup: it needs “${begin}”.`);
  if (version !== "version: 1") throw new CaError("invalid", `This version does not know backups of “${version}”.`);
  const id = /^master-key: ([0-9a-f]{16})$/.exec(master)?.[1];
  const [, m, t, p, salt] = /^argon2id: m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,2}),salt=([0-9A-Za-z+/=]+)$/.exec(kdf) ?? [];
  const sealed = Buffer.from(/^sealed: ([0-9A-Za-z+/=]+)$/.exec(seal)?.[1] ?? "", "base64");
  const cost = { memoryCost: Number(m), timeCost: Number(t), parallelism: Number(p) };
  const isWhole = id && salt && sealed.length === 12 + masterKeyBytes + 16 && cost.memoryCost <= memoryCostMax;
  if (!isWhole || cost.memoryCost < 8 * cost.parallelism || cost.timeCost < 1 || cost.parallelism < 1) {
    throw new CaError("invalid", "The master key backup is damaged: a line is missing or cut short.");
  }
  return { header: [version, master, kdf].join("\n"), id, cost, salt: Buffer.from(salt, "base64"), sealed };
}

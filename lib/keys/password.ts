import { hash, verify } from "@node-rs/argon2";
import type { PasswordHasher } from "../ca/ports";
import { isCommonPassword } from "./common-passwords";

/** OWASP Password Storage Cheat Sheet: argon2id (the package's default) with 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 } as const;

/** Guesses are limited elsewhere; this bounds memory when many people sign in at once. */
const atOnceMax = 4;

export function createPasswordHasher(): PasswordHasher {
  const turn = limiter(atOnceMax);
  /** Of a password nobody has: verifying against it takes as long as against a real one. */
  let decoy: Promise<string> | null = null;

  return {
    hash: (password) => turn(() => hash(normalized(password), cost)),
    async verify(stored, password) {
      decoy ??= hash(crypto.randomUUID(), cost);
      const against = stored ?? (await decoy);
      const isRight = await turn(() => verify(against, normalized(password)));
      return isRight && stored !== null;
    },
    isCommon: isCommonPassword,
  };
}

/** NIST SP 800-63B §5.1.1.2: one form for what looks the same, whatever the keyboard sends. */
const normalized = (password: string): string => password.normalize("NFKC");

function limiter(max: number): <T>(run: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** Limits on guessing passwords. They slow a guesser down and never lock the owner out for good. */
import { hexFromBytes } from "../pki/der";
import { sha256Hex } from "../pki/hash";
import { isV4Mapped, parseIp } from "../pki/ip";
import type { GuessTable } from "./ports";

interface Limit {
  readonly key: string;
  readonly failuresMax: number;
}

export const guessWindowSeconds = 900;

const limits = {
  /** One address at one account: somebody who forgot their password needs fewer. */
  pair: 10,
  /** One address at any account. */
  address: 50,
  /** One account from anywhere, except from addresses that its owner has signed in from: the owner still gets in. */
  account: 100,
} as const;

interface Guess {
  readonly email: string;
  /** Null where there is none; then all such guesses count as one address. */
  readonly address: string | null;
}

// Hashed, so that the table holds neither addresses nor what people typed into the wrong field.
const key = (...parts: readonly string[]) => sha256Hex(new TextEncoder().encode(parts.join("\0")));

const pairKey = ({ email, address }: Guess) => key("pair", email, network(address));
const addressKey = ({ address }: Guess) => key("address", network(address));
const accountKey = ({ email }: Guess) => key("account", email);

/** One subscriber has a whole /64 of IPv6 (RFC 6177), so that is what counts as one address. */
function network(address: string | null): string {
  const octets = address === null ? null : parseIp(address);
  if (octets?.length !== 16 || isV4Mapped(octets)) return address ?? "";
  return hexFromBytes(octets.subarray(0, 8));
}

function widerLimits(guess: Guess, isKnownAddress: boolean): Limit[] {
  const ofAddress = { key: addressKey(guess), failuresMax: limits.address };
  return isKnownAddress ? [ofAddress] : [ofAddress, { key: accountKey(guess), failuresMax: limits.account }];
}

/**
 * Seconds to wait before this guess is looked at; 0 when it may be now. Counts it against its account and address before
 * anybody looks, so that a thousand at once do not all pass; success takes that back (`forgetFailures`).
 */
export async function admitGuess(
  guesses: GuessTable,
  guess: Guess,
  { now, isKnownAddress }: { readonly now: Date; readonly isKnownAddress: boolean },
): Promise<number> {
  let isOver = (await guesses.add(pairKey(guess), now, guessWindowSeconds)) > limits.pair;
  for (const { key, failuresMax } of widerLimits(guess, isKnownAddress)) {
    isOver ||= (await guesses.count(key, now, guessWindowSeconds)) >= failuresMax;
  }
  if (!isOver) return 0;
  const window = guessWindowSeconds * 1_000;
  return Math.ceil((window - (now.getTime() % window)) / 1_000);
}

/** After a wrong guess, of whose account and address `admitGuess` counted it already. True when a limit is reached now. */
export async function countFailure(guesses: GuessTable, guess: Guess, now: Date): Promise<boolean> {
  let isReached = (await guesses.count(pairKey(guess), now, guessWindowSeconds)) >= limits.pair;
  for (const { key, failuresMax } of widerLimits(guess, false)) {
    if ((await guesses.add(key, now, guessWindowSeconds)) >= failuresMax) isReached = true;
  }
  return isReached;
}

/** After success: the owner mistyped, nobody guessed. What came from elsewhere, and what this address tried elsewhere, stays. */
export async function forgetFailures(guesses: GuessTable, guess: Guess): Promise<void> {
  await guesses.clear(pairKey(guess));
}

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

export interface Guess {
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

interface Admission {
  /** Seconds until this guess is looked at; 0 when it may be now. */
  readonly wait: number;
  /** It is the last one looked at: of this address at this account, of this address, or of this account. */
  readonly isLimitReached: boolean;
}

/**
 * Counts the guess before anybody looks at it, so that a thousand at once do not all pass; success takes that back
 * (`forgetFailures`). What is over one limit is not counted against the next.
 */
export async function admitGuess(
  guesses: GuessTable,
  guess: Guess,
  { now, isKnownAddress }: { readonly now: Date; readonly isKnownAddress: boolean },
): Promise<Admission> {
  let isLimitReached = false;
  for (const { key, failuresMax } of limitsOf(guess, isKnownAddress)) {
    const count = await guesses.add(key, now, guessWindowSeconds);
    if (count > failuresMax) return { wait: secondsLeft(now), isLimitReached };
    isLimitReached ||= count === failuresMax;
  }
  return { wait: 0, isLimitReached };
}

function limitsOf(guess: Guess, isKnownAddress: boolean): Limit[] {
  return [
    { key: pairKey(guess), failuresMax: limits.pair },
    { key: addressKey(guess), failuresMax: limits.address },
    { key: accountKey(guess), failuresMax: isKnownAddress ? Number.POSITIVE_INFINITY : limits.account },
  ];
}

function secondsLeft(now: Date): number {
  const window = guessWindowSeconds * 1_000;
  return Math.ceil((window - (now.getTime() % window)) / 1_000);
}

/** After success: the owner mistyped, nobody guessed. What came from elsewhere, and what this address tried elsewhere, stays. */
export async function forgetFailures(guesses: GuessTable, guess: Guess, now: Date): Promise<void> {
  await guesses.clear(pairKey(guess));
  await guesses.takeBack(addressKey(guess), now, guessWindowSeconds);
  await guesses.takeBack(accountKey(guess), now, guessWindowSeconds);
}

/** How many refused attempts at setup an address may leave in the audit log in one window; more would only fill it. */
const setupRefusalsMax = 20;

export async function isSetupRefusalRecorded(guesses: GuessTable, address: string | null, now: Date): Promise<boolean> {
  return (await guesses.add(key("setup", network(address)), now, guessWindowSeconds)) <= setupRefusalsMax;
}

import type { SessionDto, SignInInput } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { admitGuess, forgetFailures, type Guess } from "./guess-limit";
import { newToken } from "./identifier";
import type { Ports, Session, User } from "./ports";
import { sessionDto, storedId } from "./session";

interface From {
  readonly address: string | null;
  readonly userAgent: string;
}

/**
 * CaError("unauthenticated") for any wrong combination, in the same words and the same time whether the account exists
 * or not; CaError("rate-limited") while too much was guessed.
 */
export async function signIn(ports: Ports, input: SignInInput, from: From): Promise<SessionDto> {
  const email = input.email.trim().toLowerCase();
  const { store } = ports;
  const user = await store.users.findByEmail(email);
  const guess = { email, address: from.address };
  const { now, isLimitReached } = await admitPassword(ports, user, guess);

  const isRight = await ports.passwords.verify(user?.passwordHash ?? null, input.password);
  if (!user || !isRight || user.disabledAt) {
    await refuse(ports, { user, email, from, isLimitReached });
    throw wrong();
  }
  const token = await open(ports, user, from);
  await forgetFailures(store.guesses, guess, now);
  return sessionDto(token, user, await store.settings.read());
}

interface Admitted {
  readonly now: Date;
  /** It is the last one looked at for a while. */
  readonly isLimitReached: boolean;
}

/** Before a password is looked at, wherever it was typed. CaError("rate-limited") while too much was guessed. */
export async function admitPassword({ store, clock }: Ports, user: User | null, guess: Guess): Promise<Admitted> {
  // Asked for unknown accounts too, so that time tells nothing.
  const isKnownAddress = await store.sessions.hasSessionFrom(user?.id ?? "", guess.address ?? "");
  const now = clock();
  const { wait, isLimitReached } = await admitGuess(store.guesses, guess, { now, isKnownAddress });
  // Not in the audit log one by one: the failure that reached the limit is there, what came after was never looked at.
  if (wait > 0) throw tooMany(wait);
  return { now, isLimitReached };
}

const wrong = () => new CaError("unauthenticated", "This e-mail address and this password do not belong together.");

/** The session's token, which is nowhere but in the cookie. */
async function open(ports: Ports, user: User, { address, userAgent }: From): Promise<string> {
  const now = ports.clock();
  const token = newToken(ports.randomBytes);
  const { sessionHours } = await ports.store.settings.read();
  const session: Session = {
    id: storedId(token),
    userId: user.id,
    createdAt: now,
    expiresAt: new Date(now.getTime() + sessionHours * 3_600_000),
    revokedAt: null,
    address,
    userAgent: userAgent.slice(0, 400),
    lastSeenAt: null,
  };
  await ports.store.transaction(async (tables) => {
    // Whoever is being disabled right now gets no session that disabling them did not see.
    const current = await tables.users.lock(user.id);
    if (!current || current.disabledAt) throw wrong();
    await tables.sessions.insert(session);
    await tables.users.update(user.id, { lastSignInAt: now });
    const object = { kind: "user", id: user.id, name: user.email } as const;
    const actor = personAt(user, address);
    await tables.audit.append(
      auditEntry(ports, actor, { action: "session.sign-in", object, detail: { userAgent: session.userAgent } }),
    );
  });
  return token;
}

interface Failure {
  readonly user: User | null;
  readonly email: string;
  readonly from: From;
  readonly isLimitReached: boolean;
}

async function refuse(ports: Ports, { user, email, from, isLimitReached }: Failure): Promise<void> {
  // People type their password into the wrong field, so an unknown address is never recorded whole.
  const name = user?.email ?? shortened(email);
  const actor: Actor = { ...personAt(user, from.address), name };
  const why = !user ? "unknown account" : user.disabledAt ? "disabled" : "wrong password";
  const object = { kind: "user", id: user?.id ?? "", name } as const;
  const act = { action: "session.sign-in", object, result: "refused", detail: { why, isLimitReached } } as const;
  await ports.store.audit.append(auditEntry(ports, actor, act));
}

export const personAt = (user: User | null, address: string | null): Actor => ({
  kind: "user",
  id: user?.id ?? "",
  name: user?.email ?? "",
  grants: user?.grants ?? [],
  door: "console",
  address,
});

const shortened = (email: string): string => `${[...email].slice(0, 3).join("")}…`;

function tooMany(seconds: number): CaError {
  const minutes = Math.ceil(seconds / 60);
  const when = minutes === 1 ? "in a minute" : `in ${minutes} minutes`;
  const detail = `Too many attempts failed. Try again ${when}, or ask an administrator for a link to set a new password.`;
  return new CaError("rate-limited", detail, { retryAfterSeconds: seconds });
}

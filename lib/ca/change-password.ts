import type { ChangePasswordInput, EndedSessions } from "../contract/account";
import { CaError } from "../errors";
import { ownObject } from "./account";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize, refuse } from "./authorize";
import { forgetFailures } from "./guess-limit";
import { checkNewPassword } from "./password-rule";
import type { Ports, User } from "./ports";
import { storedId } from "./session";
import { admitPassword } from "./sign-in";
import { findUser } from "./users";

/**
 * The actor's own. The current one is asked for, and guessing it counts as guessing at sign-in does: whoever finds an
 * open console learns no password and takes no account. Every other session ends, and links that set a password do too.
 */
export async function changePassword(
  ports: Ports,
  actor: Actor,
  input: ChangePasswordInput & { readonly sessionId: string },
): Promise<EndedSessions> {
  const act = { action: "user.change-password", object: ownObject(actor) } as const;
  await authorize(ports, actor, "account.manage", act);
  const user = await auditingRefusals(ports, actor, act, async () => {
    checkNewPassword(ports, input.password, "password");
    return findUser(ports, actor.id);
  });
  const from = await checkCurrent(ports, actor, { user, current: input.current });
  return auditingRefusals(ports, actor, act, async () => {
    if (input.password === input.current) {
      throw new CaError("invalid", "This is the password you have now; choose another.", { field: "password" });
    }
    const to = await ports.passwords.hash(input.password);
    return ports.store.transaction(async (tables) => {
      if (!(await tables.users.replacePassword(user.id, { from, to }))) throw overtaken();
      await tables.users.endLinks(user.id);
      const endedSessions = await tables.sessions.revokeOthersOf(user.id, storedId(input.sessionId), ports.clock());
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail: { endedSessions } }));
      return { endedSessions };
    });
  });
}

interface Claim {
  readonly user: User;
  readonly current: string;
}

/** The hash that `current` belongs to. */
async function checkCurrent(ports: Ports, actor: Actor, { user, current }: Claim): Promise<string> {
  const guess = { email: user.email, address: actor.address };
  const { now, isLimitReached } = await admitPassword(ports, user, guess);
  const isRight = await ports.passwords.verify(user.passwordHash, current);
  if (!isRight || user.passwordHash === null) {
    const act = { action: "user.change-password", object: ownObject(actor), detail: { isLimitReached } } as const;
    return refuse(
      ports,
      actor,
      act,
      new CaError("invalid", "This is not your current password.", { field: "current" }),
    );
  }
  await forgetFailures(ports.store.guesses, guess, now);
  return user.passwordHash;
}

const overtaken = () =>
  new CaError("conflict", "Your password was changed elsewhere while you typed; sign in with the new one.");

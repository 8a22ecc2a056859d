import type { OneTimeLink, SetPasswordInput } from "../contract/user";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import { hashOfToken, newLink } from "./password-link";
import { checkNewPassword } from "./password-rule";
import type { Ports, User } from "./ports";
import { personAt } from "./sign-in";
import { findUser, unknownUser, userObject } from "./users";

/** A new one-time link; the old password works until the link is used. */
export async function resetPassword(
  ports: Ports,
  actor: Actor,
  input: { readonly userId: string } | { readonly email: string },
): Promise<OneTimeLink> {
  await authorize(ports, actor, "user.manage", { action: "user.reset-password" });
  const missing = { action: "user.reset-password", object: unknownUser(input) } as const;
  const user = await auditingRefusals(ports, actor, missing, () =>
    "userId" in input ? findUser(ports, input.userId) : findByEmail(ports, input.email),
  );
  const act = { action: "user.reset-password", object: userObject(user) } as const;
  return auditingRefusals(ports, actor, act, async () => {
    if (user.disabledAt) throw new CaError("conflict", `${user.email} is disabled; enable them first.`);
    const { link, stored } = newLink(ports, user, actor);
    await ports.store.transaction(async (tables) => {
      await tables.users.insertLink(stored);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail: { expiresAt: link.expiresAt } }));
    });
    return link;
  });
}

async function findByEmail(ports: Ports, email: string): Promise<User> {
  const user = await ports.store.users.findByEmail(email.trim().toLowerCase());
  if (!user) throw new CaError("not-found", "There is no user with this e-mail address.", { field: "email" });
  return user;
}

/** Whose link it is, or null when it is unknown, used or over. */
export async function passwordLink(ports: Ports, token: string): Promise<{ readonly email: string } | null> {
  const link = await ports.store.users.findLink(hashOfToken(token), ports.clock());
  const user = link && (await ports.store.users.find(link.userId));
  return user && !user.disabledAt ? { email: user.email } : null;
}

/** Uses the link up, sets the password and ends every session of its user. */
export async function setPassword(
  ports: Ports,
  { token, password }: SetPasswordInput,
  address: string | null,
): Promise<void> {
  // Before the hash, which costs: whoever has no link makes us compute nothing.
  if (!(await passwordLink(ports, token))) throw linkIsOver();
  checkNewPassword(ports, password, "password");
  const passwordHash = await ports.passwords.hash(password);
  await ports.store.transaction(async (tables) => {
    const now = ports.clock();
    const link = await tables.users.takeLink(hashOfToken(token), now);
    const user = link && (await tables.users.find(link.userId));
    if (!user || user.disabledAt) throw linkIsOver();
    await tables.users.update(user.id, { passwordHash });
    const endedSessions = await tables.sessions.revokeAllOf(user.id, now);
    const actor: Actor = personAt(user, address);
    const act = { action: "user.set-password", object: userObject(user), detail: { endedSessions } } as const;
    await tables.audit.append(auditEntry(ports, actor, act));
  });
}

const linkIsOver = () =>
  new CaError("not-found", "This link is unknown, used or over. Ask an administrator for a new one.", {
    field: "token",
  });

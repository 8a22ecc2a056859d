/** Who looks after a certificate: a user, or whatever people call the team. Stored as `user:<id>` or `text:<as typed>`. */
import type { Owner } from "../contract/certificate";
import { CaError } from "../errors";
import type { Ports, User } from "./ports";

const textLengthMax = 100;

/**
 * From what was typed, or an owner's own value: an e-mail address of a user is that user, nothing is nobody.
 * CaError("invalid", field "owner") for an unknown user id and for text that is too long or cannot be seen.
 */
export async function ownerFrom(ports: Ports, typed: string): Promise<string | null> {
  const text = typed
    .replace(/^text:/, "")
    .trim()
    .normalize("NFC");
  if (text === "") return null;
  const id = /^user:(.*)$/.exec(text)?.[1];
  const user = await (id === undefined
    ? ports.store.users.findByEmail(text.toLowerCase())
    : ports.store.users.find(id));
  if (user) return `user:${user.id}`;
  if (id !== undefined) throw refusal("There is no such user.");
  if (text.length > textLengthMax) throw refusal(`An owner has at most ${textLengthMax} characters.`);
  if (/[\p{C}]|[^\S ]/u.test(text)) throw refusal("An owner has no characters that cannot be seen.");
  return `text:${text}`;
}

const refusal = (detail: string) => new CaError("invalid", detail, { field: "owner" });

export function ownerDto(owner: string | null, users: ReadonlyMap<string, Pick<User, "email">>): Owner | null {
  if (owner === null) return null;
  const [kind, name] = [owner.slice(0, 5), owner.slice(5)];
  if (kind !== "user:") return { value: owner, name, isUser: false };
  return { value: owner, name: users.get(name)?.email ?? name, isUser: true };
}

/** Read only when some owner is a user: most lists have none, and users are few. */
export async function usersAmong(
  ports: Ports,
  owners: readonly (string | null)[],
): Promise<ReadonlyMap<string, Pick<User, "email">>> {
  if (!owners.some((owner) => owner?.startsWith("user:"))) return new Map();
  return new Map((await ports.store.users.list()).map((user) => [user.id, user]));
}

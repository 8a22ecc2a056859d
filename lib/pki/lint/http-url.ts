import { type LintedName, nameTag } from "./extension-values";

/** An absolute http URL in the characters of RFC 3986 §2, with a host and without credentials. */
export function isHttpUrl({ tag, text }: LintedName): boolean {
  if (tag !== nameTag.uri || !/^http:\/\/(?!\/)[\w\-.~:/?[\]@!$&'()*+,;=%]+$/.test(text) || !URL.canParse(text))
    return false;
  const { hostname, username, password } = new URL(text);
  return hostname !== "" && username === "" && password === "";
}

/** True when only the machine itself can reach it. */
export function isLoopbackUrl({ text }: LintedName): boolean {
  if (!URL.canParse(text)) return false;
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(text).hostname);
}

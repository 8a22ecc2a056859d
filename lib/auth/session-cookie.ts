import { decode } from "next-auth/jwt";
import { running } from "../running";

/** The cookie outlives the session; the session's row decides when it is over. */
export const cookieSecondsMax = 30 * 24 * 60 * 60;

/** `__Host-`: Secure, this host alone, whole site (RFC 6265bis §4.1.3.2). Browsers refuse the prefix over plain HTTP. */
export function sessionCookieName(): string {
  return running().isSecure ? "__Host-countersign.session" : "countersign.session";
}

interface Cookies {
  get(name: string): { readonly value: string } | undefined;
}

/** The session id inside the signed and encrypted cookie; null when there is none, or it is not ours. */
export async function sessionIdFrom(cookies: Cookies): Promise<string | null> {
  const token = cookies.get(sessionCookieName())?.value;
  if (!token) return null;
  try {
    const payload = await decode({ token, secret: running().sessionSecret });
    return typeof payload?.sessionId === "string" ? payload.sessionId : null;
  } catch {
    // Forged, cut short, or of another instance: the same as no cookie.
    return null;
  }
}

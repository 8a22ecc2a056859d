import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "../ca/actor";
import { application, running } from "../running";
import { sessionCookieName, sessionIdFrom } from "./session-cookie";

/** Ends the session's row first: a copied cookie is worth nothing afterwards. */
export async function endSession(actor: Actor): Promise<never> {
  const sessionId = await sessionIdFrom(await cookies());
  if (sessionId !== null) await application().signOut(actor, sessionId);
  return forgetCookie();
}

/** For a session that is over already. */
export async function forgetCookie(): Promise<never> {
  (await cookies()).set(sessionCookieName(), "", {
    path: "/",
    maxAge: 0,
    httpOnly: true,
    sameSite: "lax",
    secure: running().isSecure,
  });
  redirect("/sign-in");
}

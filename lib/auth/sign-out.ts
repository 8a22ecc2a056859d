import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { Actor } from "../ca/actor";
import { application, running } from "../running";
import { sessionCookieName, sessionIdFrom } from "./session-cookie";

/** Ends the session's row first: a copied cookie is worth nothing afterwards. */
export async function endSession(actor: Actor): Promise<never> {
  const jar = await cookies();
  const sessionId = await sessionIdFrom(jar);
  if (sessionId !== null) await application().signOut(actor, sessionId);
  jar.set(sessionCookieName(), "", {
    path: "/",
    maxAge: 0,
    httpOnly: true,
    sameSite: "lax",
    secure: running().isSecure,
  });
  redirect("/sign-in");
}

import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Actor } from "../ca/actor";
import type { SessionDto } from "../contract/user";
import { CaError } from "../errors";
import { application, clientAddressHeader } from "../running";
import { sessionIdFrom } from "./session-cookie";

/** Looked up once per request; null when nobody is signed in. */
export const currentSession = cache(async (): Promise<SessionDto | null> => {
  const sessionId = await sessionIdFrom(await cookies());
  return sessionId === null ? null : application().session(sessionId);
});

export async function currentActor(): Promise<Actor | null> {
  const session = await currentSession();
  if (!session) return null;
  return {
    kind: "user",
    id: session.userId,
    name: session.email,
    grants: session.grants,
    door: "console",
    address: await clientAddress(),
  };
}

/** CaError("unauthenticated") without a session. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw sessionIsOver();
  return actor;
}

/** The same, for what concerns the session itself. Its `sessionId` is a secret: nothing of it goes to a browser. */
export async function requireSession(): Promise<SessionDto> {
  const session = await currentSession();
  if (!session) throw sessionIsOver();
  return session;
}

const sessionIsOver = () =>
  new CaError("unauthenticated", "Your session is over. Sign in again in another tab, then repeat this here.");

/** As the server believes it; what a client wrote into the header was dropped there. */
export async function clientAddress(): Promise<string | null> {
  return (await headers()).get(clientAddressHeader);
}

import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { signInFailureText } from "../contract/sign-in-failure";
import { signInSchema } from "../contract/user";
import { isCaError } from "../errors";
import { application, running } from "../running";
import { clientAddress } from "./current";
import { cookieSecondsMax, sessionCookieName } from "./session-cookie";

/** The JWT carries a session id and nothing else: rights are looked up on every request, so they end when the row does. */
export function authOptions(): NextAuthOptions {
  const { isSecure, sessionSecret } = running();
  return {
    secret: sessionSecret,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: cookieSecondsMax },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    // Its warnings are about environment variables that we do not use; refusals are in the audit log.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: async (credentials, request) => ({
          id: await sessionFor(credentials, String(request.headers?.["user-agent"] ?? "")),
        }),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}

/** Throws what next-auth hands to the form as text. */
async function sessionFor(credentials: unknown, userAgent: string): Promise<string> {
  const { email, password } = credentials as { email?: unknown; password?: unknown };
  const input = signInSchema.safeParse({ email, password });
  if (!input.success)
    throw new Error(signInFailureText("invalid", "Type your e-mail address and your password.", null));
  try {
    const from = { address: await clientAddress(), userAgent: userAgent.slice(0, 400) };
    return (await application().signIn(input.data, from)).sessionId;
  } catch (error) {
    if (isCaError(error)) {
      throw new Error(signInFailureText(error.code, error.detail, error.retryAfterSeconds ?? null));
    }
    process.stderr.write(
      `sign-in failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    throw new Error(signInFailureText("unexpected", "Something went wrong here; the server’s log has it.", null));
  }
}

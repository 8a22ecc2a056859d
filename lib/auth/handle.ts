import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./options";

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** What our form needs of next-auth. Its built-in pages and its sign-out, which would leave the session’s row alive, are not served. */
const served = new Set(["GET csrf", "GET providers", "POST callback/credentials"]);

export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  if (!served.has(`${request.method} ${nextauth.join("/")}`)) return new Response("Not found\n", { status: 404 });
  return NextAuth(request, context, authOptions());
}

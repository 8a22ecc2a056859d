import { type NextRequest, NextResponse } from "next/server";
import { sessionIdFrom } from "@/lib/auth/session-cookie";
import { isCaError } from "@/lib/errors";
import { application } from "@/lib/running";
import { contentSecurityPolicy } from "@/lib/web/content-security-policy";

/** Files of the build are everybody’s; `server/console.ts` puts the other security headers onto every answer. */
export const config = { matcher: ["/((?!_next/static/|icon\\.svg$).*)"] };

/** Runs before every page: who may see one at all, and its Content-Security-Policy. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const response = await answer(request, policy);
  response.headers.set("content-security-policy", policy);
  return response;
}

async function answer(request: NextRequest, policy: string): Promise<NextResponse> {
  try {
    const target = await redirectFor(request);
    return target === null ? pass(request, policy) : NextResponse.redirect(new URL(target, request.url), 307);
  } catch (error) {
    // Without the database nobody can be recognised: no page, but a reason.
    if (!isCaError(error)) throw error;
    const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "retry-after": "5" };
    return new NextResponse(`${error.detail}\n`, { status: 503, headers });
  }
}

/** Next reads the nonce for its own scripts from the request. */
function pass(request: NextRequest, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  return NextResponse.next({ request: { headers } });
}

const isOpen = (path: string) => /^\/(sign-in$|password\/|api\/auth\/|setup$)/.test(path);

async function redirectFor(request: NextRequest): Promise<string | null> {
  const { pathname, search } = request.nextUrl;
  if (!(await isSetUp())) return pathname === "/setup" ? null : "/setup";
  // A form that was open when its session ended gets its answer from the action itself, and keeps what was typed.
  if (isOpen(pathname) || (request.method === "POST" && request.headers.has("next-action"))) return null;
  const sessionId = await sessionIdFrom(request.cookies);
  if (sessionId !== null && (await application().session(sessionId)) !== null) return null;
  const next =
    ["GET", "HEAD"].includes(request.method) && pathname !== "/"
      ? `?next=${encodeURIComponent(pathname + search)}`
      : "";
  return `/sign-in${next}`;
}

let hasBeenSetUp = false;

/** Nothing un-does setup, so the answer yes is kept. */
async function isSetUp(): Promise<boolean> {
  hasBeenSetUp ||= (await application().setupState()).isDone;
  return hasBeenSetUp;
}

import { type NextRequest, NextResponse } from "next/server";
import { sessionIdFrom } from "@/lib/auth/session-cookie";
import { application } from "@/lib/running";
import { contentSecurityPolicy, securityHeaders } from "@/lib/web/content-security-policy";

/** Runs before every answer of the console: who may see a page at all, and the headers that each answer carries. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))));
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const target = await redirectFor(request);
  const response = target === null ? pass(request, policy) : NextResponse.redirect(new URL(target, request.url), 307);
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
  return response;
}

/** Next reads the nonce for its own scripts from the request. */
function pass(request: NextRequest, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  return NextResponse.next({ request: { headers } });
}

const isStatic = (path: string) => path.startsWith("/_next/") || path === "/icon.svg" || path === "/favicon.ico";
const isOpen = (path: string) => /^\/(sign-in$|password\/|api\/auth\/|setup$)/.test(path);

async function redirectFor(request: NextRequest): Promise<string | null> {
  const { pathname, search } = request.nextUrl;
  if (isStatic(pathname)) return null;
  if (!(await application().setupState()).isDone) return pathname === "/setup" ? null : "/setup";
  // A form that was open when its session ended gets its answer from the action itself, and keeps what was typed.
  if (isOpen(pathname) || (request.method === "POST" && request.headers.has("next-action"))) return null;
  const sessionId = await sessionIdFrom(request.cookies);
  if (sessionId !== null && (await application().session(sessionId)) !== null) return null;
  const next = request.method === "GET" && pathname !== "/" ? `?next=${encodeURIComponent(pathname + search)}` : "";
  return `/sign-in${next}`;
}

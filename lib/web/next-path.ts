/** Where to go after signing in: a path on this site, or the overview. Never another origin, however it is dressed up. */
export function safeNextPath(value: string | null | undefined): string {
  if (!value?.startsWith("/") || value.length > 2_000) return "/";
  // Browsers read backslashes as slashes and drop tabs and newlines before they look at the rest (WHATWG URL §4.4).
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(value)) return "/";
  const url = new URL(value, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const leadsBack = /^\/(sign-in|setup|password|api)(\/|$)/.test(url.pathname);
  return url.origin === origin && !path.startsWith("//") && !leadsBack ? path : "/";
}

const origin = "http://same.invalid";

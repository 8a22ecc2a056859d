import type { OutgoingHttpHeaders } from "node:http";

/**
 * On every answer of the console, whoever makes it. The policy is for what is not a page: pages bring their own, with a
 * nonce, and it replaces this one.
 */
export function securityHeaders(isHttps: boolean): OutgoingHttpHeaders {
  return {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    // RFC 6797 §7.2: over secure transport only.
    ...(isHttps ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}

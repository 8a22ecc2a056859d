/** What is asked of every answer of the console, whatever it was asked. */
import { expect } from "vitest";
import { headerOf, type Reply } from "./http";

/** One policy, the other protections, and no word about what is inside. */
export function expectProtected(reply: Reply): void {
  expect(headerOf(reply, "content-security-policy")).toMatch(/^default-src 'none'/);
  expect(headerOf(reply, "x-content-type-options")).toBe("nosniff");
  expect(headerOf(reply, "x-frame-options")).toBe("DENY");
  expect(headerOf(reply, "x-powered-by")).toBeNull();
  expect(reply.body.toString()).not.toMatch(/\n\s+at .*\.(ts|js):\d+/);
}

/** Wherever it leads, it stays on this console. */
export function expectNoWayOut(url: string, reply: Reply): void {
  const location = headerOf(reply, "location");
  if (location !== null) expect(new URL(location, `${url}/`).origin).toBe(url);
}

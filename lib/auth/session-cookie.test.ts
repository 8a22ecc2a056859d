import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Application } from "../contract/application";
import { publishRunning } from "../running";
import { sessionCookieName, sessionIdFrom } from "./session-cookie";

const secret = "one instance's secret, long enough";
const publish = (isSecure: boolean) =>
  publishRunning({
    application: {} as Application,
    consoleUrl: "http://127.0.0.1:3000",
    isSecure,
    sessionSecret: secret,
    version: "0",
    licences: async () => [],
  });
const jar = (value: string | undefined) => ({
  get: (name: string) => (name === sessionCookieName() && value !== undefined ? { value } : undefined),
});

beforeEach(() => publish(false));
afterEach(() => publishRunning(null));

describe("the session cookie", () => {
  it("carries a session id", async () => {
    const value = await encode({ token: { sessionId: "s-1" }, secret });
    expect(await sessionIdFrom(jar(value))).toBe("s-1");
  });

  it.each([
    ["there is none", async () => undefined],
    ["it is garbage", async () => "e30.e30.e30"],
    ["another instance made it", () => encode({ token: { sessionId: "s-1" }, secret: "another secret" })],
    ["it is over", () => encode({ token: { sessionId: "s-1" }, secret, maxAge: -3_600 })],
    ["it names no session", () => encode({ token: { sub: "s-1" }, secret })],
  ])("is nobody's when %s", async (_, value) => {
    expect(await sessionIdFrom(jar(await value()))).toBeNull();
  });

  it("is bound to this host wherever the console is https", () => {
    publish(true);
    expect(sessionCookieName()).toBe("__Host-countersign.session");
    publish(false);
    expect(sessionCookieName()).toBe("countersign.session");
  });
});

import { describe, expect, it } from "vitest";
import { isLoopbackUrl } from "./loopback";

describe("a validation URL that no other machine can reach is told apart", () => {
  it.each([
    ["http://127.0.0.1:8080", true],
    ["http://127.9.9.9", true],
    ["http://localhost:8080", true],
    ["http://[::1]:8080", true],
    ["http://pki.corp.example", false],
    ["http://localhost.corp.example", false],
    ["http:/", false],
    ["", false],
  ])("%s: %s", (url, expected) => {
    expect(isLoopbackUrl(url)).toBe(expected);
  });
});

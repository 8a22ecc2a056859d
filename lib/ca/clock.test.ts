import { describe, expect, it } from "vitest";
import { clockProblem } from "./clock";

const now = new Date("2026-11-24T12:00:00Z");
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const instance = { setupAt: null, newestSignedAt: null, acceptedSkewMilliseconds: 0, databaseTime: now };

describe("nothing is signed while time cannot be trusted", () => {
  it.each([
    ["clocks agree", instance, null],
    ["five minutes ahead", { ...instance, databaseTime: at(-300) }, null],
    ["more than five minutes ahead", { ...instance, databaseTime: at(-301) }, "ahead of the database"],
    ["more than five minutes behind", { ...instance, databaseTime: at(301) }, "behind the database"],
    ["a skew that was accepted", { ...instance, databaseTime: at(-3_600), acceptedSkewMilliseconds: 3_600_000 }, null],
    ["agreement after a skew was accepted", { ...instance, acceptedSkewMilliseconds: 3_600_000 }, null],
    [
      "neither agreement nor the skew that was accepted",
      { ...instance, databaseTime: at(-1_800), acceptedSkewMilliseconds: 3_600_000 },
      "ahead of the database",
    ],
    ["signed this very moment", { ...instance, newestSignedAt: now }, null],
    ["signed in the future", { ...instance, newestSignedAt: at(1) }, "newest time ever signed"],
  ] as const)("%s", (_, seen, expected) => {
    const problem = clockProblem(seen, now);
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toContain(expected);
  });
});

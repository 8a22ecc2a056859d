import { describe, expect, it } from "vitest";
import { assertClock, clockProblem } from "./clock";
import type { Instance, Ports } from "./ports";

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

describe("an instance a moment behind another one that signed", () => {
  const portsAt = (aheadMilliseconds: number, newest: () => Date, clock: () => Date) => {
    const read = async (): Promise<Instance> => ({ ...instance, newestSignedAt: newest(), databaseTime: clock() });
    return {
      clock: () => new Date(clock().getTime() - aheadMilliseconds),
      store: { instance: { read } },
    } as unknown as Ports;
  };
  const realTime = () => new Date();

  it("waits until its own clock has come that far, then signs", async () => {
    const newest = new Date(Date.now() + 50);
    const ports = portsAt(100, () => newest, realTime);
    await assertClock(ports);
    expect(ports.clock() >= newest).toBe(true);
  });

  it("does not wait for ever, nor for a clock that is wrong", async () => {
    const stopped = () => now;
    for (const ahead of [0.01, 3, 3_600]) {
      await expect(assertClock(portsAt(0, () => at(ahead), stopped))).rejects.toMatchObject({ code: "unavailable" });
    }
  });
});

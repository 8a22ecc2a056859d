import { describe, expect, it } from "vitest";
import { activityBars, activitySummary } from "./activity-bars";

const now = "2026-11-24T06:00:00.000Z";

describe("issued and revoked", () => {
  it("stand on one scale, today last", () => {
    const bars = activityBars([0, 10], [5, 0], now);
    expect(bars.map(({ issued, revoked }) => [issued, revoked])).toEqual([
      [0, 0.5],
      [1, 0],
    ]);
    expect(bars.map(({ label }) => label)).toEqual(["23 Nov: 0 issued, 5 revoked", "24 Nov: 10 issued, 0 revoked"]);
  });

  it("one beside a thousand is still seen", () => {
    expect(activityBars([1_000, 1], [0, 0], now)[1]!.issued).toBeGreaterThan(0.05);
  });

  it("are told in a sentence", () => {
    expect(activitySummary([1, 1_200], [3, 0])).toBe("1,201 issued and 3 revoked in the last 2 days.");
  });
});

import { describe, expect, it } from "vitest";
import { rangeHref, rangeOf, rangeText, timelineBars, timelineSummary } from "./timeline-bars";

const now = "2026-11-24T06:00:00.000Z";

describe("the expiry timeline", () => {
  it("shows one certificate beside a thousand", () => {
    const bars = timelineBars([1, 1_000, 0], now);
    expect(bars.map(({ height }) => height)).toEqual([0.05, 1, 0]);
  });

  it("makes no tower of a lone certificate", () => {
    expect(timelineBars([0, 1], now)[1]?.height).toBe(0.25);
  });

  it("names each day and its count", () => {
    expect(timelineBars([0, 1, 12], now).map(({ label }) => label)).toEqual([
      "today: 0 certificates",
      "25 Nov: 1 certificate",
      "26 Nov: 12 certificates",
    ]);
  });

  it("is told in a sentence", () => {
    expect(timelineSummary([1, 0, 0, 0, 0, 0, 0, 2_000], now)).toBe(
      "2,001 expire in the next 90 days, 1 of them within a week; most on 1 Dec: 2,000.",
    );
    expect(timelineSummary([0, 1], now)).toBe("One certificate expires in the next 90 days: 25 Nov.");
    expect(timelineSummary([0, 0], now)).toBe("No certificate expires in the next 90 days.");
  });
});

describe("days chosen in the timeline", () => {
  it.each([
    [3, 5, { first: 3, last: 5 }],
    [5, 3, { first: 3, last: 5 }],
    [-4, 200, { first: 0, last: 89 }],
  ])("from %i to %i stay within the plot", (one, other, range) => {
    expect(rangeOf(one, other, 90)).toEqual(range);
  });

  it("are told with their count, and lead to the list of the same days", () => {
    expect(rangeText([1, 2, 3], { first: 0, last: 1 }, now)).toBe("3 certificates, today – 25 Nov");
    expect(rangeText([1, 2, 3], { first: 0, last: 0 }, now)).toBe("1 certificate, today");
    expect(rangeHref({ first: 1, last: 8 }, now)).toContain("expires=2026-11-25..2026-12-02");
  });
});

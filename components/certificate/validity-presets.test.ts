import { describe, expect, it } from "vitest";
import { validityPresets } from "./validity-presets";

describe("validity presets are within the profile and hold its default", () => {
  it.each([
    [90, 398, ["30 days", "90 days", "1 year"]],
    [365, 398, ["30 days", "90 days", "1 year"]],
    [730, 1095, ["90 days", "1 year", "2 years"]],
    [10, 20, ["7 days", "10 days"]],
    [5, 5, ["5 days"]],
  ])("default %i, at most %i", (validityDaysDefault, validityDaysMax, labels) => {
    expect(validityPresets({ validityDaysDefault, validityDaysMax }).map(({ label }) => label)).toEqual(labels);
  });
});

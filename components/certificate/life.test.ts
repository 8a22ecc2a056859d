import { describe, expect, it } from "vitest";
import { type LifeInput, lifeOf } from "./life";

const year: LifeInput = {
  notBefore: "2026-01-01T00:00:00Z",
  notAfter: "2027-01-01T00:00:00Z",
  renewFrom: "2026-09-01T08:00:00Z",
  revokedAt: null,
  status: "valid",
};

describe("the validity bar says where in its life a certificate is", () => {
  it.each<[string, LifeInput, string, number, boolean, string]>([
    ["in the middle", year, "2026-07-02T12:00:00Z", 0.5, false, "day 183 of 365"],
    ["on the first second", year, "2026-01-01T00:00:00Z", 0, false, "day 1 of 365"],
    ["before it begins", year, "2025-01-01T00:00:00Z", 0, false, "day 1 of 365"],
    ["when it is over", { ...year, status: "expired" }, "2028-01-01T00:00:00Z", 1, false, "over after 365 days"],
    [
      "told in years when it is long",
      { ...year, notAfter: "2036-01-01T00:00:00Z", renewFrom: null },
      "2028-07-01T00:00:00Z",
      0.25,
      false,
      "year 3 of 10",
    ],
    [
      "revoked: at the revocation, not today",
      { ...year, status: "revoked", revokedAt: "2026-03-22T00:00:00Z" },
      "2026-12-01T00:00:00Z",
      80 / 365,
      true,
      "revoked on day 80 of 365",
    ],
    ["revoked, no one knows here when", { ...year, status: "revoked" }, year.notAfter, 1, true, "revoked"],
    [
      "on hold",
      { ...year, status: "hold", revokedAt: "2026-03-22T00:00:00Z" },
      "2026-12-01T00:00:00Z",
      80 / 365,
      true,
      "on hold since day 80 of 365",
    ],
    [
      "revoked after expiry",
      { ...year, status: "revoked", revokedAt: "2027-06-01T00:00:00Z" },
      "2027-12-01T00:00:00Z",
      1,
      true,
      "revoked after its 365 days",
    ],
  ])("%s", (_, input, now, at, isStopped, words) => {
    const life = lifeOf(input, now);
    expect(life.at).toBeCloseTo(at, 2);
    expect(life.isStopped).toBe(isStopped);
    expect(life.words).toBe(words);
  });

  it("has no renewal window where there is none", () => {
    expect(lifeOf({ ...year, renewFrom: null }, "2026-07-02T12:00:00Z").renewFrom).toBe(1);
  });

  it("survives a life without length", () => {
    expect(lifeOf({ ...year, notAfter: year.notBefore }, year.notBefore).at).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { certificateStatus } from "./certificate-status";
import { renewFrom } from "./renewal-window";

const at = (text: string) => new Date(`${text}Z`);

describe("the renewal window is the last third of the life, thirty days at most", () => {
  it.each([
    ["ninety days: both say thirty", "2026-01-01T00:00:00", "2026-04-01T00:00:00", "2026-03-02T00:00:00.000Z"],
    ["a year: thirty days", "2026-01-01T00:00:00", "2027-01-01T00:00:00", "2026-12-02T00:00:00.000Z"],
    ["three hours: one", "2026-01-01T00:00:00", "2026-01-01T03:00:00", "2026-01-01T02:00:00.000Z"],
    [
      "not divisible by three: whole milliseconds",
      "2026-01-01T00:00:00",
      "2026-01-01T00:00:10",
      "2026-01-01T00:00:06.667Z",
    ],
  ])("%s", (_, notBefore, notAfter, start) => {
    const window = renewFrom({ notBefore: at(notBefore), notAfter: at(notAfter) });
    expect(window.toISOString()).toBe(start);
  });
});

describe("a certificate has one status", () => {
  const valid = {
    notBefore: at("2026-01-01T00:00:00"),
    notAfter: at("2026-01-04T00:00:00"),
    revokedAt: null,
    revocationReason: null,
  };
  const revokedAt = at("2026-01-02T00:00:00");
  it.each([
    ["valid before its window", valid, "2026-01-02T23:59:59", "valid"],
    ["expiring from the first instant of its window", valid, "2026-01-03T00:00:00", "expiring"],
    ["not expired at notAfter itself", valid, "2026-01-04T00:00:00", "expiring"],
    ["expired after notAfter", valid, "2026-01-04T00:00:00.001", "expired"],
    ["revoked", { ...valid, revokedAt, revocationReason: "superseded" as const }, "2026-01-03T00:00:00", "revoked"],
    [
      "revoked for ever",
      { ...valid, revokedAt, revocationReason: "superseded" as const },
      "2027-01-03T00:00:00",
      "revoked",
    ],
    ["on hold", { ...valid, revokedAt, revocationReason: "certificateHold" as const }, "2026-01-03T00:00:00", "hold"],
  ])("%s", (_, certificate, now, status) => {
    expect(certificateStatus(certificate, at(now))).toBe(status);
  });
});

import { describe, expect, it } from "vitest";
import { hasPublishingEnded, isCrlDue, isCrlLate, nextCrlNumber, nextUpdateAfter, republishAt } from "./crl-schedule";

const hour = 3_600_000;
const now = new Date("2026-11-24T12:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * hour);
const authority = { crlStaleSince: null, crlLifeSeconds: 9 * 3_600, notAfter: at(1_000) };
const made = (hours: number, life = 9) => ({ thisUpdate: at(hours), nextUpdate: at(hours + life) });

describe("a CRL is due when nothing is out, a revocation waits, or a third of its life has passed", () => {
  it.each([
    ["none yet", authority, null, true],
    ["fresh", authority, made(-2.9), false],
    ["a third of its life old", authority, made(-3), true],
    ["a revocation waits", { ...authority, crlStaleSince: now }, made(-1), true],
    ["the life was shortened since", { ...authority, crlLifeSeconds: 3_600 }, made(-0.5), true],
    ["made by a clock that was wrong", authority, made(5), true],
  ] as const)("%s: %s", (_, one, latest, expected) => {
    expect(isCrlDue(one, latest, now)).toBe(expected);
  });
});

describe("it is late when it should have been replaced a minute ago, or is over", () => {
  const minute = 1 / 60;
  it.each([
    ["none yet", authority, null, true],
    ["just due", authority, made(-3), false],
    ["due for two minutes", authority, made(-3 - 2 * minute), true],
    ["over", authority, made(-10), true],
    ["a revocation waits for two minutes", { ...authority, crlStaleSince: at(-2 * minute) }, made(-1), true],
    ["a revocation just came", { ...authority, crlStaleSince: now }, made(-1), false],
  ] as const)("%s: %s", (_, one, latest, expected) => {
    expect(isCrlLate(one, latest, now)).toBe(expected);
  });
});

it("seven days are republished well before a weekend is over", () => {
  expect(republishAt(made(0, 168), 168 * 3_600)).toEqual(at(56));
});

describe("numbers only grow", () => {
  it.each([
    ["the first", null, BigInt(now.getTime())],
    ["after a restored database", 1n, BigInt(now.getTime())],
    ["twice in one second", BigInt(now.getTime()), BigInt(now.getTime()) + 1n],
    ["after a clock that was ahead", BigInt(at(9).getTime()), BigInt(at(9).getTime()) + 1n],
  ])("%s", (_, previous, expected) => {
    expect(nextCrlNumber(previous, now)).toBe(expected);
  });
});

describe("nextUpdate never moves back, except after a wrong clock", () => {
  it.each([
    ["the first", null, at(9)],
    ["later", made(-1), at(9)],
    ["a shorter life than before", made(-1, 100), at(99)],
    ["from the future", made(50, 100), at(9)],
  ] as const)("%s", (_, previous, expected) => {
    expect(nextUpdateAfter(previous, now, 9 * 3_600)).toEqual(expected);
  });
});

describe("publishing ends with the last certificate, not with the authority", () => {
  it.each([
    ["authority valid", at(1), null, false],
    ["authority expired, a certificate still valid", at(-1), at(1), false],
    ["authority and all certificates expired", at(-1), at(-2), true],
    ["authority expired, never issued", at(-1), null, true],
  ] as const)("%s: %s", (_, notAfter, latest, expected) => {
    expect(hasPublishingEnded({ notAfter }, latest, now)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { type StatusInput, statusWords } from "./status-words";

const now = "2026-11-24T06:00:00Z";
const at = (notAfter: string): StatusInput => ({ status: "expiring", notAfter, revocationReason: null });

describe("a status says in words how things stand", () => {
  it.each<[string, StatusInput, string]>([
    ["days", at("2026-11-30T06:00:00Z"), "Expires in 6 d"],
    ["hours under two days", at("2026-11-26T05:59:00Z"), "Expires in 47 h"],
    ["minutes under two hours", at("2026-11-24T06:59:00Z"), "Expires in 59 min"],
    ["a reason", { ...at(now), status: "revoked", revocationReason: "keyCompromise" }, "Revoked · key compromise"],
    ["no reason given", { ...at(now), status: "revoked", revocationReason: "unspecified" }, "Revoked"],
    ["hold", { ...at(now), status: "hold", revocationReason: "certificateHold" }, "On hold"],
  ])("%s", (_, input, words) => {
    expect(statusWords(input, now)).toBe(words);
  });
});

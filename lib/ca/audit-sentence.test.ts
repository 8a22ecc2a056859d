import { describe, expect, it } from "vitest";
import { auditActions } from "./audit-entry";
import { auditSentence } from "./audit-sentence";

const entry = (action: string, change: object = {}) => ({
  action,
  objectName: "web.corp.example",
  result: "done" as const,
  detail: {},
  ...change,
});

describe("every action has a sentence for success, refusal and failure, with and without an object", () => {
  it.each(auditActions)("%s", (action) => {
    for (const result of ["done", "refused", "failed"] as const) {
      for (const objectName of ["web.corp.example", ""]) {
        const sentence = auditSentence(entry(action, { result, objectName }));
        expect(sentence).toMatch(/^[a-z][^\n]+$/);
        expect(sentence).not.toMatch(/undefined|null|\[object|“”/);
      }
    }
  });
});

it.each([
  ["certificate.issue", { detail: { authority: "Corp Issuing" } }, "issued “web.corp.example” from “Corp Issuing”"],
  [
    "certificate.issue",
    { result: "refused", detail: { why: "Too long." } },
    "was refused to issue “web.corp.example”: Too long.",
  ],
  ["certificate.revoke", { detail: { reason: "superseded" } }, "revoked “web.corp.example” (superseded)"],
  [
    "certificate.revoke",
    { detail: { reason: "keyCompromise", before: "superseded", isChanged: true } },
    "changed the reason for “web.corp.example” (keyCompromise)",
  ],
  [
    "certificate.revoke",
    { detail: { reason: "superseded", before: "superseded", isChanged: false } },
    "changed nothing about “web.corp.example” (superseded)",
  ],
  ["of.tomorrow", {}, "of.tomorrow web.corp.example"],
] as const)("%s with %o", (action, change, sentence) => {
  expect(auditSentence(entry(action, change))).toBe(sentence);
});

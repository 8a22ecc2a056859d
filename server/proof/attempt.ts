/** What becomes of a request that somebody should not have sent, or of one that asks for too much. */
import { expect } from "vitest";
import { everyCertificate } from "../../lib/ca/certificate-query";
import type { DecisionLine, Issued, IssueInput, IssuePreview } from "../../lib/contract/certificate";
import { type CaError, isCaError } from "../../lib/errors";
import { request, serverKey, type TestAuthority } from "./authority";

export type Change = Partial<IssueInput>;
export const withNames = (...names: string[]): Change => ({ names, key: serverKey });
export const withCsr = (csr: string): Change => ({ key: { source: "csr", csr } });

const anybody = { before: null, limit: 1, actor: null, action: null, objectId: null, result: null } as const;

const count = async ({ ports: { store, clock } }: TestAuthority) =>
  (await store.certificates.search({ ...everyCertificate, now: clock(), limit: 1 })).totalUpTo10001;

const inputOf = (change: Change): IssueInput => ({ ...request, key: serverKey, ...change });

function preview(at: TestAuthority, { key, ...input }: IssueInput): Promise<IssuePreview> {
  const source =
    key.source === "server" ? { source: key.source, keyType: key.keyType } : { ...key, source: "csr" as const };
  return at.application.previewIssue(at.administrator, { ...input, key: source });
}

/**
 * The refusal, which is a CaError and nothing else; that no row was written, that the audit log has it and that the
 * preview says so too is proven on the way.
 */
export async function refusalOf(at: TestAuthority, change: Change): Promise<CaError> {
  const input = inputOf(change);
  const before = await count(at);
  const error = await at.application.issue(at.administrator, input).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isCaError(error)) throw error ?? new Error("It was issued.");
  expect(await count(at)).toBe(before);
  const [entry] = await at.ports.store.audit.list(anybody);
  expect(entry).toMatchObject({ action: "certificate.issue", result: "refused", detail: { code: error.code } });
  expect(entry?.actorName).toBe(at.administrator.name);
  // Whatever a stranger wrote, it does not reorder or hide what stands beside it in the log.
  expect(JSON.stringify([entry?.objectName, error.detail])).not.toMatch(/\p{Cf}|\\u00/u);
  if (error.field !== "profileId") {
    const { isAllowed, findings } = await preview(at, input);
    const [first] = findings;
    expect({ isAllowed, first: first?.severity }).toEqual({ isAllowed: false, first: "error" });
  }
  return error;
}

export interface Granted {
  readonly issued: Issued;
  /** What differs from what was asked for; the authority's own URLs left out. */
  readonly differences: readonly DecisionLine[];
}

/** What is granted all the same, which is exactly what the preview promised. */
export async function grantOf(at: TestAuthority, change: Change): Promise<Granted> {
  const input = inputOf(change);
  const promised = await preview(at, input);
  const issued = await at.application.issue(at.administrator, input);
  const differing = (lines: readonly DecisionLine[]) =>
    lines.filter(({ change: kind, rule }) => kind !== "granted" && rule !== "authority-urls");
  expect(promised.isAllowed).toBe(true);
  // Seconds may have passed, so periods differ by them.
  const told = (lines: readonly DecisionLine[]) => differing(lines).map(({ granted: _, ...line }) => line);
  expect(told(issued.lines)).toEqual(told(promised.lines));
  return { issued, differences: differing(issued.lines) };
}

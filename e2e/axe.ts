/** axe-core in the page: what a screen must not have. */
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

interface Results {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly failureSummary: string }[];
  }[];
}

/** Evaluated by the debugger, so the page's Content-Security-Policy stands as it is. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: { run(): Promise<Results> } }).axe.run();
    return found.violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]);
  });
  expect(violations, what).toEqual([]);
}

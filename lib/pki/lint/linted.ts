/**
 * The only things our keys sign, as types nobody else can make: `lint.ts` is the single maker.
 * The compiler refuses unlinted bytes; the registry refuses a cast at run time.
 */
import type { Der } from "../der";

declare const certificateBrand: unique symbol;
declare const certListBrand: unique symbol;

export interface LintedTbs {
  readonly [certificateBrand]: true;
  readonly der: Der;
}

export interface LintedTbsCertList {
  readonly [certListBrand]: true;
  readonly der: Der;
}

const registry = new WeakSet<object>();

/** For `lint.ts` only; `architecture.test.ts` keeps everybody else away. */
export function brandTbs(der: Der): LintedTbs {
  const linted = Object.freeze({ der }) as unknown as LintedTbs;
  registry.add(linted);
  return linted;
}

/** For `lint.ts` only; `architecture.test.ts` keeps everybody else away. */
export function brandTbsCertList(der: Der): LintedTbsCertList {
  const linted = Object.freeze({ der }) as unknown as LintedTbsCertList;
  registry.add(linted);
  return linted;
}

export function isLinted(candidate: object): boolean {
  return registry.has(candidate);
}

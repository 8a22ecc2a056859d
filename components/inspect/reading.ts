/** The heavy half of the page, loaded when something was brought: parsers, and the words for what they say. */
import { isCaError } from "@/lib/errors";
import { type ForeignItem, isPrivateKey, readForeign } from "@/lib/pki/foreign";

export type Brought =
  | { readonly items: readonly ForeignItem[] }
  | { readonly problem: string; readonly isKey: boolean };

export function readBrought(input: string | Uint8Array): Brought {
  try {
    return { items: readForeign(input) };
  } catch (error) {
    if (!isCaError(error)) throw error;
    return { problem: error.detail, isKey: isPrivateKey(error) };
  }
}

/** What was brought, by its octets: the same certificate twice is one. */
export function withoutDoubles(items: readonly ForeignItem[]): readonly ForeignItem[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    if (item.kind !== "certificate") return true;
    const isNew = !seen.has(item.certificate.sha256);
    seen.add(item.certificate.sha256);
    return isNew;
  });
}

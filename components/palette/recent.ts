/** What was looked at last in this browser, for each person apart. Gone without complaint where storage is closed. */

export interface RecentItem {
  readonly href: string;
  readonly label: string;
}

const itemsMax = 6;
const labelMax = 200;
const page = /^\/(certificates|authorities|profiles)\/(?!new$)[\w-]{1,64}$/;

/** Storage may be closed (a setting), full, or hold what another version or a person wrote. */
export function recentItems(key: string, storage: Pick<Storage, "getItem"> = localStorage): readonly RecentItem[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isItem).slice(0, itemsMax) : [];
  } catch {
    return [];
  }
}

export function rememberItem(
  key: string,
  item: RecentItem,
  storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
): void {
  if (!isItem(item)) return;
  const others = recentItems(key, storage).filter(({ href }) => href !== item.href);
  try {
    storage.setItem(key, JSON.stringify([item, ...others].slice(0, itemsMax)));
  } catch {
    // Nothing depends on it.
  }
}

/** Links to pages of things and nothing else: what is stored is not believed. */
function isItem(value: unknown): value is RecentItem {
  if (typeof value !== "object" || value === null) return false;
  const { href, label } = value as Partial<RecentItem>;
  return (
    typeof href === "string" && page.test(href) && typeof label === "string" && label !== "" && label.length <= labelMax
  );
}

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = "theme";

/** Null: as the system says. */
export function themeFrom(value: string | undefined): Theme | null {
  return themes.find((theme) => theme === value) ?? null;
}

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./globals.css", import.meta.url), "utf8");
type Colour = readonly [lightness: number, chroma: number, hue: number];

function token(name: string, scheme: "light" | "dark"): Colour {
  const pair = new RegExp(`--${name}: light-dark\\(oklch\\(([^)]+)\\), oklch\\(([^)]+)\\)\\)`).exec(css)!;
  const [l = 0, c = 0, h = 0] = pair[scheme === "light" ? 1 : 2]!.split(" ").map(Number);
  return [l, c, h];
}

/** WCAG 2.2 relative luminance; OKLCH to linear sRGB as in CSS Color 4 §17. */
function luminance([lightness, chroma, hue]: Colour): number {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(text: Colour, background: Colour): number {
  const [one, other] = [luminance(text), luminance(background)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const planes = ["surface", "raised", "sunken", "accent-wash"];
const pairs: readonly [text: string, backgrounds: readonly string[]][] = [
  ["ink", [...planes, "good-wash", "warn-wash", "bad-wash", "hold-wash"]],
  ["muted", planes],
  ["faint", ["surface", "raised", "sunken"]],
  ["accent", planes],
  ["accent-ink", ["accent", "accent-strong"]],
  ["good", ["surface", "raised", "sunken", "good-wash"]],
  ["warn", ["surface", "raised", "sunken", "warn-wash"]],
  ["bad", ["surface", "raised", "sunken", "bad-wash"]],
  ["hold", ["surface", "raised", "sunken", "hold-wash"]],
  ["raised", ["bad"]],
];

describe("text can be read: at least 4.5 to 1 (WCAG 2.2, 1.4.3)", () => {
  const cases = (["light", "dark"] as const).flatMap((scheme) =>
    pairs.flatMap(([text, backgrounds]) => backgrounds.map((background) => [scheme, text, background] as const)),
  );
  it.each(cases)("%s: %s on %s", (scheme, text, background) => {
    expect(contrast(token(text, scheme), token(background, scheme))).toBeGreaterThanOrEqual(4.5);
  });
});

describe("what is focused can be seen: at least 3 to 1 (WCAG 2.2, 1.4.11)", () => {
  it.each(["light", "dark"] as const)("%s", (scheme) => {
    for (const background of planes)
      expect(contrast(token("accent", scheme), token(background, scheme))).toBeGreaterThanOrEqual(3);
  });
});

/** What a page must be for everybody: nothing for axe to say, nothing on the console, nothing failed, nothing cut off. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface AxeWindow extends Window {
  axe: {
    run(
      context: Document,
      options: { runOnly: string[]; resultTypes: string[] },
    ): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
  };
}

/** One line for each thing axe finds. */
export async function axeFindings(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  return page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
      runOnly,
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 240)} ${failureSummary ?? ""}`),
    );
  }, tags);
}

/** Collects what a person would only see in the developer tools. */
export function watchForTrouble(page: Page): { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (line: string) => lines.push(`${new URL(page.url()).pathname}: ${line}`);
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") add(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => add(`exception: ${error.message}`));
  page.on("dialog", (dialog) => {
    // A page with a key that was not saved asks before it is left.
    if (dialog.type() === "beforeunload") return void dialog.accept();
    add(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page ends what it still wanted.
    if (reason !== "net::ERR_ABORTED") add(`request failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) add(`answer ${response.status()}: ${response.url()}`);
  });
  return { lines };
}

/** How far the page is wider than the window; 0 is right. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export interface Look {
  readonly theme: "light" | "dark";
  readonly width: 1360 | 360;
}

export const looks: readonly Look[] = [
  { theme: "light", width: 1360 },
  { theme: "dark", width: 1360 },
  { theme: "dark", width: 360 },
  { theme: "light", width: 360 },
];

/** Both themes and both widths, for a part that is laid over a screen seen in every look. */
export const briefly: readonly Look[] = [
  { theme: "light", width: 1360 },
  { theme: "dark", width: 360 },
];

/** Every look of the page as it stands now: a picture of each, and what is wrong with any. */
export async function inspect(page: Page, name: string, at: readonly Look[] = looks): Promise<string[]> {
  const wrong: string[] = [];
  for (const { theme, width } of at) {
    const look = `${name}-${width}-${theme}`;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `test-results/screens/${look}.png`, fullPage: true });
    const wider = await overflow(page);
    if (wider > 0) wrong.push(`${look}: ${wider} px wider than the window`);
    wrong.push(...(await axeFindings(page)).map((finding) => `${look}: ${finding}`));
  }
  await page.setViewportSize({ width: 1360, height: 860 });
  return wrong;
}

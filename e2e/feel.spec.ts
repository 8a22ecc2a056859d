/** What makes a console pleasant: what can be undone is, colours stay, nothing moves unasked, the focus is seen. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { overflow } from "./accessibility";
import type { Instance } from "./instance";
import { type IssuedConsole, openIssuedConsole } from "./issued-console";

test.describe("feel", () => {
  test.describe.configure({ mode: "serial" });
  let opened: IssuedConsole;
  let instance: Instance;
  let page: Page;
  let certificateUrl: string;

  test.beforeAll(async ({ browser }) => {
    opened = await openIssuedConsole(browser);
    ({ instance, page, certificateUrl } = opened);
  });
  test.afterAll(() => opened?.close());

  const open = (path: string) => page.goto(`${instance.consoleUrl}${path}`);
  const dialog = () => page.getByRole("dialog");
  const button = (name: string | RegExp, within: Page | Locator = page) =>
    within.getByRole("button", { name, exact: typeof name === "string" });
  test("what can be taken back is, by keyboard alone: a hold, tags, a view made, renamed, deleted", async () => {
    const undo = async (offered: RegExp, done: RegExp) => {
      await expect(page.getByText(offered)).toBeVisible();
      await expect(button("Undo").last()).toHaveAttribute("aria-keyshortcuts", /Control\+Z/);
      await page.keyboard.press("Control+z");
      await expect(page.getByText(done)).toBeVisible();
    };
    await page.goto(certificateUrl);
    await button("Hold…").click();
    await button("Put on hold", dialog()).click();
    await undo(/is on hold\.$/, /is valid again\.$/);
    await expect(button("Hold…")).toBeVisible();

    await button("Change owner and tags").click();
    await dialog().getByLabel("Tags").fill("payments, mistaken");
    await page.keyboard.press("Enter");
    await expect(page.getByText("mistaken", { exact: true })).toBeVisible();
    await undo(/are changed\.$/, /are as they were\.$/);
    await expect(page.getByText("mistaken", { exact: true })).toHaveCount(0);

    await open("/certificates?status=expired");
    await button(/Keep this view/).click();
    await dialog().getByLabel("Name", { exact: true }).fill("Gone");
    await page.keyboard.press("Enter");
    await undo(/is kept as “Gone”/, /“Gone” is not kept/);
    await expect(page.getByRole("link", { name: "Gone" })).toHaveCount(0);

    await open("/certificates?status=valid");
    await button(/Keep this view/).click();
    await dialog().getByLabel("Name", { exact: true }).fill("Valid ones");
    await page.keyboard.press("Enter");
    const menu = button("Change the view Valid ones");
    await menu.click();
    await page.getByRole("menuitem", { name: "Rename…" }).click();
    await dialog().getByLabel("Name", { exact: true }).fill("Fine ones");
    await page.keyboard.press("Enter");
    await undo(/is kept as “Fine ones”/, /is “Valid ones” again/);
    await menu.click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await undo(/^Deleted the view “Valid ones”/, /The view “Valid ones” is back/);
    await expect(page.getByRole("link", { name: "Valid ones" })).toBeVisible();
  });

  test("colours: light, dark or the system’s, kept, and in the page before any script runs", async ({ browser }) => {
    const { cookies } = await opened.context.storageState();
    for (const [choice, theme] of [
      ["Dark", "dark"],
      ["Light", "light"],
      ["As the system", null],
    ] as const) {
      await open("/certificates");
      await button("Colours").click();
      await page.getByRole("menuitemradio", { name: choice }).click();
      await expect(page.locator("html")).toHaveCSS("color-scheme", theme ?? "light dark");
      await expect
        .poll(async () => (await opened.context.cookies()).find(({ name }) => name === "theme")?.value)
        .toBe(theme ?? undefined);
      const quiet = await browser.newContext({
        javaScriptEnabled: false,
        storageState: await opened.context.storageState(),
      });
      const bare = await quiet.newPage();
      await bare.goto(`${instance.consoleUrl}/certificates`);
      await expect(bare.locator("html")).toHaveCSS("color-scheme", theme ?? "light dark");
      await quiet.close();
    }
    expect(cookies.length).toBeGreaterThan(0);
  });

  const screens = [
    "/",
    "/certificates",
    "/certificates/new",
    "/authorities",
    "/profiles",
    "/audit",
    "/users",
    "/settings",
    "/account",
  ];

  test("nothing moves for those who asked for less motion", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const path of screens) {
      await open(path);
      await button("Colours").click();
      expect(await moving(page), path).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect((await moving(page)).length, "what is looked for is there otherwise").toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
  });

  test("whatever has the focus shows it", async () => {
    for (const path of screens) {
      await open(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const hidden: string[] = [];
      for (let stop = 0; stop < 40; stop++) {
        await page.keyboard.press("Tab");
        const line = await unmarkedFocus(page);
        if (line) hidden.push(line);
      }
      expect(hidden, path).toEqual([]);
    }
  });

  test("at 4K lines stay readable and the page stays together", async () => {
    await page.setViewportSize({ width: 3_840, height: 2_160 });
    for (const path of [...screens, new URL(certificateUrl).pathname]) {
      await open(path);
      const box = (await page.getByRole("main").boundingBox())!;
      expect(box.width, path).toBeLessThanOrEqual(1_600);
      expect(await overflow(page), path).toBeLessThanOrEqual(0);
      await page.screenshot({ path: `test-results/screens/4k${path.replaceAll("/", "-").slice(0, 24)}.png` });
    }
    await page.setViewportSize({ width: 1_360, height: 860 });
  });
});

/** Elements that would take time to change or to move. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")].flatMap((element) => {
      const { transitionDuration, transitionProperty, animationName } = getComputedStyle(element);
      const takesTime =
        transitionProperty !== "none" && transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
      return takesTime || animationName !== "none" ? [element.outerHTML.slice(0, 120)] : [];
    }),
  );

/** The focused element, when neither it nor what is drawn for it looks any different than without focus. */
const unmarkedFocus = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const look = (of: Element) => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(of);
      return `${outlineStyle === "none" ? "" : outlineWidth} ${boxShadow} ${borderColor} ${backgroundColor}`;
    };
    // A control for screen readers only has a label that is drawn in its stead.
    const drawn = [
      element,
      element.parentElement!,
      ...(element.nextElementSibling ? [element.nextElementSibling] : []),
    ];
    const focused = drawn.map(look).join("|");
    (element as HTMLElement).blur();
    const blurred = drawn.map(look).join("|");
    (element as HTMLElement).focus();
    return focused === blurred ? element.outerHTML.slice(0, 160) : null;
  });

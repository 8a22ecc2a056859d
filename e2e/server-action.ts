/** A server action as it went over the wire, to be sent again by somebody else. */
import type { BrowserContext, Page, Request } from "@playwright/test";
import type { Instance } from "./instance";

export interface CapturedAction {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface ReplayedAction {
  readonly status: number;
  /** The action itself said that it was done. */
  readonly isDone: boolean;
  readonly text: string;
}

const isAction = (request: Request): boolean =>
  request.method() === "POST" && request.headers()["next-action"] !== undefined;

/** The last action that `act` sends whose body is asked for; previews while typing are others. */
export async function captureAction(
  page: Page,
  act: () => Promise<void>,
  options: { readonly hold?: boolean; readonly where?: (body: string) => boolean } = {},
): Promise<CapturedAction> {
  const where = options.where ?? (() => true);
  const isWanted = (request: Request) => isAction(request) && where(request.postData() ?? "");
  if (options.hold) {
    await page.route("**/*", (route) => (isWanted(route.request()) ? route.abort() : route.fallback()));
  }
  const [request] = await Promise.all([page.waitForRequest(isWanted), act()]);
  if (options.hold) await page.unroute("**/*");
  const { "next-action": id = "", "next-router-state-tree": tree = "", ...others } = request.headers();
  return {
    path: new URL(request.url()).pathname,
    headers: {
      "next-action": id,
      "next-router-state-tree": tree,
      "content-type": others["content-type"] ?? "text/plain;charset=UTF-8",
      accept: "text/x-component",
    },
    body: request.postData() ?? "",
  };
}

/** Sends it with the cookies of `context`; `edit` may change the body. */
export async function replay(
  context: BrowserContext,
  instance: Instance,
  action: CapturedAction,
  edit: (body: string) => string = (body) => body,
): Promise<ReplayedAction> {
  const response = await context.request.post(`${instance.consoleUrl}${action.path}`, {
    headers: { ...action.headers, origin: instance.consoleUrl },
    data: edit(action.body),
    maxRedirects: 0,
  });
  const text = await response.text();
  return { status: response.status(), isDone: /"ok":true/.test(text), text };
}

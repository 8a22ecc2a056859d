/** A server action as it went over the wire, to be sent again by somebody else. */
import type { BrowserContext, Page, Request, Route } from "@playwright/test";
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

const actionOf = (request: Request): string | undefined =>
  request.method() === "POST" ? request.headers()["next-action"] : undefined;

export interface CaptureOptions {
  /** It never reaches the server. */
  readonly hold?: boolean;
  /** The form sends previews while it is filled in; what this page sent already is not what is wanted. */
  readonly previews?: boolean;
}

/** The action that `act` sends. */
export async function captureAction(
  page: Page,
  act: () => Promise<void>,
  { hold = false, previews = false }: CaptureOptions = {},
): Promise<CapturedAction> {
  const seen = new Set(previews ? (await page.requests()).map(actionOf) : []);
  const isWanted = (request: Request) => actionOf(request) !== undefined && !seen.has(actionOf(request));
  const abort = (route: Route) => (isWanted(route.request()) ? route.abort() : route.fallback());
  if (hold) await page.route("**/*", abort);
  // What is held is over only when it has failed: before that it could still go out.
  const sent = hold ? page.waitForEvent("requestfailed", isWanted) : page.waitForRequest(isWanted);
  const [request] = await Promise.all([sent, act()]);
  if (hold) await page.unroute("**/*", abort);
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
    headers: { origin: instance.consoleUrl, ...action.headers },
    data: edit(action.body),
    maxRedirects: 0,
  });
  const text = await response.text();
  return { status: response.status(), isDone: /"ok":true/.test(text), text };
}

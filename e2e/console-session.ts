/** The console without a browser: the requests its pages make, made with fetch. */
import { actionResult } from "./flight";
import { ask, type Reply } from "./http";
import { administrator, type Instance } from "./instance";

export interface SignInAnswer {
  readonly status: number;
  /** `name=value` of the session, or null when there is none. */
  readonly cookie: string | null;
  readonly setCookies: readonly string[];
  /** What the form shows. */
  readonly message: string | null;
}

interface Visitor {
  /** See `Question`. */
  readonly from?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ca?: string;
}

/** As the sign-in form does it. */
export async function trySignIn(
  consoleUrl: string,
  credentials: { readonly email: string; readonly password: string } = administrator,
  { from, headers, ca }: Visitor = {},
): Promise<SignInAnswer> {
  const csrf = await ask(consoleUrl, { path: "/api/auth/csrf", from, ca });
  const { csrfToken } = JSON.parse(csrf.body.toString()) as { csrfToken: string };
  const reply = await ask(consoleUrl, {
    method: "POST",
    path: "/api/auth/callback/credentials",
    from,
    ca,
    headers: {
      origin: consoleUrl,
      cookie: setCookiesOf(csrf).map(withoutAttributes).join("; "),
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams({ ...credentials, csrfToken, json: "true" }).toString(),
  });
  const { url } = JSON.parse(reply.body.toString()) as { url: string };
  const error = new URL(url).searchParams.get("error");
  const setCookies = setCookiesOf(reply);
  const session = setCookies.find((line) => /^(__Host-)?countersign\.session=/.test(line));
  return {
    status: reply.status,
    cookie: session ? withoutAttributes(session) : null,
    setCookies: [...setCookiesOf(csrf), ...setCookies],
    message: error === null ? null : (JSON.parse(error) as { message: string }).message,
  };
}

const setCookiesOf = ({ headers }: Reply) =>
  headers.filter(([name]) => name === "set-cookie").map(([, value]) => value);
const withoutAttributes = (line: string): string => line.split(";", 1)[0]!;

export async function signIn({ consoleUrl }: Instance): Promise<string> {
  const { cookie, message } = await trySignIn(consoleUrl);
  if (cookie === null) throw new Error(`signing in did not work: ${message}`);
  return cookie;
}

/** The id under which a page calls a server action: known to its scripts, or handed to a component as `name`. */
export async function findAction(consoleUrl: string, cookie: string, page: string, name: string): Promise<string> {
  const html = await (await fetch(consoleUrl + page, { headers: { cookie } })).text();
  const props = html.replaceAll('\\"', '"');
  const reference = new RegExp(`"${name}":"\\$h([0-9a-f]+)"`).exec(props)?.[1];
  const handed = reference && new RegExp(`(?:n|")${reference}:\\{"id":"([0-9a-f]+)"`).exec(props)?.[1];
  if (handed) return handed;
  const chunks = new Set(html.match(/\/_next\/static\/[^"'\\ ]+\.js/g));
  for (const chunk of chunks) {
    const script = await (await fetch(consoleUrl + chunk)).text();
    const id = new RegExp(`createServerReference\\)?\\("([0-9a-f]+)",[^)]*"${name}"\\)`).exec(script)?.[1];
    if (id) return id;
  }
  throw new Error(`${page} calls no action ${name}`);
}

export interface ActionCall {
  readonly consoleUrl: string;
  readonly cookie: string;
  readonly page: string;
  readonly id: string;
  readonly input: unknown;
}

export interface ActionAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when there was no whole answer. */
  readonly result: { readonly ok: boolean; readonly message?: string; readonly value?: unknown } | undefined;
}

/** Posts what the page would. What arrived counts, also when the connection broke afterwards; throws when nothing did. */
export async function callAction({ consoleUrl, cookie, page, id, input }: ActionCall): Promise<ActionAnswer> {
  const response = await fetch(consoleUrl + page, {
    method: "POST",
    redirect: "manual",
    headers: {
      cookie,
      origin: consoleUrl,
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      "accept-encoding": "identity",
    },
    body: JSON.stringify([input]),
  });
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk as Uint8Array);
  } catch {
    // Cut off: what is here may still be whole.
  }
  const result = actionResult(Buffer.concat(chunks)) as ActionAnswer["result"];
  return { status: response.status, headers: response.headers, result };
}

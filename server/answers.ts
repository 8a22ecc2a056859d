import { get } from "node:http";
import { get as getSecurely } from "node:https";
import { CaError } from "../lib/errors";

/** Asks as a client does: a listener is ready when it has answered, not when it was told to. */
export function mustAnswer(url: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new CaError("unavailable", `${url} does not answer as it should: ${why}.`, { cause }));
    const ask = url.startsWith("https:") ? getSecurely : get;
    // Our own listener, which may be known by other names than this address; nothing secret is sent.
    const options = { agent: false, timeout: 30_000, rejectUnauthorized: false };
    const request = ask(new URL(path, url), options, (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      response.once("end", () => (status < 500 ? resolve() : fail(`HTTP status ${status}`)));
    });
    request.once("timeout", () => request.destroy(new Error("it takes too long")));
    request.once("error", (error) => fail(error.message, error));
  });
}

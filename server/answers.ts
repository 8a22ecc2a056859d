import { get } from "node:http";
import { CaError } from "../lib/errors";

/** Asks as a client does: a listener is ready when it has answered, not when it was told to. */
export function mustAnswer(url: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new CaError("unavailable", `${url} does not answer as it should: ${why}.`, { cause }));
    const request = get(new URL(path, url), { agent: false, timeout: 30_000 }, (response) => {
      response.resume();
      const status = response.statusCode ?? 0;
      response.once("end", () => (status < 500 ? resolve() : fail(`HTTP status ${status}`)));
    });
    request.once("timeout", () => request.destroy(new Error("it takes too long")));
    request.once("error", (error) => fail(error.message, error));
  });
}

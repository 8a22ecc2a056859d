/** The end of the process: asked for by a signal, by a failure, or by a second signal that will not wait. */
import { isCaError } from "../lib/errors";

export interface Life {
  /** Aborted when the end has begun; whatever takes long at start looks at it. */
  readonly signal: AbortSignal;
  /** What must be closed at the end; the last one added is closed first. */
  onEnd(close: () => void | Promise<void>): void;
  /** Closes everything and exits. The first call decides the code. */
  end(code: number): Promise<never>;
}

/** Everything must be closed by then: whoever stopped us counts to ten. */
const endMillisecondsMax = 9_000;

/** A terminal signals its whole process group, and npm passes on what it gets: the same wish arrives twice. */
const echoMilliseconds = 1_000;

export function createLife(): Life {
  const aborting = new AbortController();
  const closers: (() => void | Promise<void>)[] = [];
  let ending: Promise<never> | null = null;

  async function close(code: number): Promise<never> {
    aborting.abort(new Error("stopping"));
    setTimeout(() => {
      console.error("Not everything could be closed in time; ending anyway.");
      process.exit(1);
    }, endMillisecondsMax).unref();
    for (let next = closers.pop(); next; next = closers.pop()) {
      try {
        await next();
      } catch (error) {
        console.error(wordsOf(error));
      }
    }
    process.exit(code);
  }

  const life: Life = {
    signal: aborting.signal,
    onEnd: (closer) => void closers.push(closer),
    end: (code) => {
      ending ??= close(code);
      return ending;
    },
  };
  let firstAt = Number.POSITIVE_INFINITY;
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(name, () => {
      if (performance.now() - firstAt > echoMilliseconds) process.exit(1);
      if (ending) return;
      firstAt = performance.now();
      console.log(`${name}: stopping.`);
      void life.end(0);
    });
  }
  // A reader of our output that goes away is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  process.on("unhandledRejection", (error) => console.error("An error was handled nowhere:", error));
  process.on("uncaughtException", (error) => {
    console.error("An error was handled nowhere:", error);
    void life.end(1);
  });
  return life;
}

/** For the terminal: expected errors are one sentence, others bring their stack. */
export function wordsOf(error: unknown): string {
  if (isCaError(error)) return error.detail;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * What happens with nobody doing anything. A job runs alone in its process, again after its interval, sooner when woken;
 * a failure is told once per cause and tried again after a pause. Several instances may run the same job: each job
 * sees to it by row locks that its work is done once.
 */
export interface Job {
  /** As it is named in the log: “publishing CRLs”. */
  readonly name: string;
  readonly intervalMilliseconds: number;
  run(): Promise<void>;
}

export interface Runner {
  start(): void;
  /** Runs the job now, or right after the run under way. */
  wake(): void;
  /** No new run begins; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** After failures: 1, 2, then 4 seconds. No longer, because a CRL has to be out within 5 seconds once the cause is gone. */
const retryMilliseconds = [1_000, 2_000, 4_000] as const;

export function createRunner(job: Job, report: (line: string) => void): Runner {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = true;
  let failures = 0;
  let lastCause = "";

  function schedule(milliseconds: number): void {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => {
      running = once().finally(() => {
        running = null;
        schedule(isWoken ? 0 : pause());
      });
    }, milliseconds);
  }

  async function once(): Promise<void> {
    isWoken = false;
    try {
      await job.run();
      if (failures) report(`${job.name}: works again.`);
      failures = 0;
      lastCause = "";
    } catch (error) {
      failures++;
      const cause = wordsOf(error);
      if (cause !== lastCause) report(`${job.name}: ${cause}`);
      lastCause = cause;
    }
  }

  function pause(): number {
    return failures ? (retryMilliseconds[failures - 1] ?? retryMilliseconds[2]) : job.intervalMilliseconds;
  }

  return {
    start() {
      isStopped = false;
      schedule(0);
    },
    wake() {
      isWoken = true;
      if (!running) schedule(0);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(wordsOf))].join(" ");
  return error instanceof Error ? error.message : String(error);
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRunner } from "./runner";

let lines: string[];
beforeEach(() => {
  vi.useFakeTimers();
  lines = [];
});
afterEach(() => {
  vi.useRealTimers();
});

const runner = (run: () => Promise<void>) =>
  createRunner({ name: "the job", intervalMilliseconds: 1_000, run }, (line) => lines.push(line));

describe("a job", () => {
  it("runs at start, after each interval, and not after stop", async () => {
    const run = vi.fn(async () => {});
    const job = runner(run);
    job.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(run).toHaveBeenCalledTimes(3);
    await job.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("runs at once when it is woken, and once more when that happens during a run", async () => {
    let finish = () => {};
    const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const job = runner(run);
    job.start();
    await vi.advanceTimersByTimeAsync(0);
    finish();
    await vi.advanceTimersByTimeAsync(10);
    job.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledTimes(2);
    job.wake();
    job.wake();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run).toHaveBeenCalledTimes(2);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(run).toHaveBeenCalledTimes(3);
  });

  it("tells each cause of failure once, tries less often, and says when it works again", async () => {
    let cause = "the database is away";
    const run = vi.fn(async () => {
      if (cause) throw new AggregateError([new Error(cause), new Error(cause)]);
    });
    const job = runner(run);
    job.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toEqual(["the job: the database is away"]);
    expect(run.mock.calls.length).toBeLessThan(20);
    cause = "another thing";
    await vi.advanceTimersByTimeAsync(30_000);
    cause = "";
    await vi.advanceTimersByTimeAsync(30_000);
    expect(lines).toEqual(["the job: the database is away", "the job: another thing", "the job: works again."]);
    const calls = run.mock.calls.length;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(run.mock.calls.length).toBe(calls + 5);
  });

  it("that is under way is waited for at the end", async () => {
    let finish = () => {};
    const job = runner(() => new Promise<void>((resolve) => (finish = resolve)));
    job.start();
    await vi.advanceTimersByTimeAsync(0);
    let isStopped = false;
    const stopping = job.stop().then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    expect(isStopped).toBe(true);
  });

  it("that is woken before it was started, or after it was stopped, does not run", async () => {
    const run = vi.fn(async () => {});
    const job = runner(run);
    job.wake();
    await vi.advanceTimersByTimeAsync(10);
    expect(run).not.toHaveBeenCalled();
    job.start();
    await vi.advanceTimersByTimeAsync(10);
    await job.stop();
    job.wake();
    await vi.advanceTimersByTimeAsync(10);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

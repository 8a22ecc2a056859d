/** curl as a relying party: trusts one root, presents what it is given, checks nothing away. */
import { spawnSync } from "node:child_process";
import { cleanEnvironment } from "./instance";

export interface CurlAnswer {
  /** 0 when the transfer went through, whatever the HTTP status. */
  readonly exitCode: number;
  readonly status: number;
  readonly body: string;
  readonly error: string;
}

export function curl(url: string, args: readonly string[] = []): CurlAnswer {
  const { status, stdout, stderr } = spawnSync(
    "curl",
    ["-sS", "--noproxy", "*", "--max-time", "20", "-w", "\n%{http_code}", ...args, url],
    { encoding: "utf8", env: cleanEnvironment() },
  );
  const lines = stdout.split("\n");
  return { exitCode: status ?? -1, status: Number(lines.pop() ?? 0), body: lines.join("\n"), error: stderr };
}

/** nginx refuses with 400 on an intact connection; others by an alert. Either way the client did not get through. */
export function wasRefused(answer: CurlAnswer): boolean {
  return answer.exitCode !== 0 || answer.status === 400 || answer.status === 495 || answer.status === 496;
}

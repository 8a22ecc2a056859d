import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { secretOf } from "../lib/config";
import { Refusal } from "./refusal";

interface Secret {
  readonly variable: Parameters<typeof secretOf>[0];
  readonly prompt: string;
  /** Asked for twice, because nobody sees what is typed. */
  readonly isNew: boolean;
}

/** From the environment, else typed without echo, else the first line of standard input. */
export async function readSecret({ variable, prompt, isNew }: Secret): Promise<string> {
  const given = secretOf(variable);
  if (given !== null) return given;
  if (!process.stdin.isTTY) return firstLine(variable);
  const typed = await ask(prompt);
  if (isNew && (await ask(`${prompt}, again`)) !== typed) throw new Refusal("The two do not match; nothing was done.");
  return typed;
}

async function ask(prompt: string): Promise<string> {
  process.stderr.write(`${prompt}: `);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true });
  terminal.on("SIGINT", () => process.exit(130));
  const answer = await terminal.question("");
  terminal.close();
  process.stderr.write("\n");
  return answer;
}

async function firstLine(variable: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const line = Buffer.concat(chunks).toString("utf8").split(/\r?\n/, 1)[0] ?? "";
  if (line === "") throw new Refusal(`Set ${variable}, or give it on standard input.`);
  return line;
}

export const exitCode = { done: 0, failed: 1, wrongUse: 2 } as const;

/** Something the person at the terminal can put right, with the exit code that scripts see. */
export class Refusal extends Error {
  readonly exitCode: number;

  constructor(message: string, code: number = exitCode.wrongUse) {
    super(message);
    this.exitCode = code;
  }
}

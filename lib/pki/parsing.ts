import { CaError, isCaError } from "../errors";

/**
 * Runs a parser so that whatever it refuses names the form field and the thing that could not be read.
 * An error that already names a field passes unchanged: the inner parser knew better.
 */
export function parsing<T>(what: string, field: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!isCaError(error) || error.field !== undefined) throw error;
    throw new CaError(error.code, `${what} cannot be read. ${error.detail}`, {
      cause: error,
      field,
      findings: error.findings,
    });
  }
}

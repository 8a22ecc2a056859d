/** Comma-separated values (RFC 4180) that no spreadsheet runs. */

/**
 * Spreadsheets read a cell that begins with = + - @ as a formula, some also after a tab or a line break: an apostrophe
 * in front makes it text.
 */
export function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export const csvLine = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

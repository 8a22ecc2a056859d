/** `dns:web.corp.example` as the snippets take it. */
export function deliveredName(formatted: string): { type: string; value: string } {
  const colon = formatted.indexOf(":");
  return { type: formatted.slice(0, colon), value: formatted.slice(colon + 1) };
}

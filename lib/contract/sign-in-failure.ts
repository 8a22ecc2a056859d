/** next-auth passes one string from `authorize` to the form. */
export function signInFailureText(code: string, message: string, retryAfterSeconds: number | null): string {
  return JSON.stringify({ code, message, retryAfterSeconds });
}

export function signInFailureMessage(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && "message" in parsed && typeof parsed.message === "string") {
      return parsed.message;
    }
  } catch {
    // One of next-auth’s own words.
  }
  return "Signing in did not work. Reload this page and try again.";
}

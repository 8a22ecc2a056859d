"use client";

import "./globals.css";

interface GlobalErrorProps {
  readonly reset: () => void;
}

/** When even the frame failed: nothing but words and a button. */
export default function GlobalError({ reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto grid max-w-90 gap-4 px-4 py-24">
          <h1>Countersign could not show this page</h1>
          <p className="text-muted">Something went wrong on the server. Its log has the rest.</p>
          <button type="button" onClick={reset} className="link justify-self-start">
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** “within 30 days”, “1 Dec 2026 – 15 Dec 2026”. */
export function expiryWords(window: string): string {
  const days = /^(\d+)d$/.exec(window)?.[1];
  if (days) return `within ${Number(days)} ${Number(days) === 1 ? "day" : "days"}`;
  const [from = "", to = ""] = window.split("..");
  return from === to ? `on ${dayWords(from)}` : `${dayWords(from)} – ${dayWords(to)}`;
}

function dayWords(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : dayFormat.format(time);
}

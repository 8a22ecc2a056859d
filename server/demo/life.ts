/** One host, person or thing through the year. */
import { type Calendar, yearDays } from "./calendar";
import type { Seeded } from "./seeded";
import type { Act, Step, Subject, Wish } from "./step";

export interface Story {
  readonly random: Seeded;
  readonly calendar: Calendar;
  readonly steps: Step[];
}

export const operators = ["omar@corp.example", "linus@corp.example"] as const;

export const wish = (change: Pick<Wish, "authority" | "profile" | "names" | "by"> & Partial<Wish>): Wish => ({
  commonName: null,
  organization: null,
  serialNumber: null,
  keyType: "ec-p256",
  source: "csr",
  days: null,
  owner: "",
  tags: [],
  ...change,
});

interface Life {
  readonly wish: Wish;
  /** In days since the beginning. */
  readonly from: number;
  /** Null: never renewed. */
  readonly everyDays: number | null;
  readonly until?: number;
  /** Whether machines renew it. */
  readonly isAutomatic?: boolean;
}

/** Issued, then renewed as often as there is time for. */
export function live(
  { calendar, random, steps }: Story,
  { wish, from, everyDays, until = yearDays, isAutomatic }: Life,
) {
  const subject: Subject = { wish, certificateId: null, isOnHold: false };
  const isSameKey = random.chance(0.4);
  const add = (at: number, act: Act) => void steps.push({ at, subject, act });
  const issuedAt = isAutomatic ? calendar.atNight(from) : calendar.atWork(from);
  add(issuedAt, { kind: "issue" });
  if (!isAutomatic && random.chance(0.25)) {
    const format = random.one(["fullchain-pem", "pem", "p7b", "chain-pem"] as const);
    add(Math.min(issuedAt + 90_000, calendar.end), { kind: "download", format, by: wish.by });
  }
  for (let at = from + (everyDays ?? yearDays + 1); at < until; at += everyDays ?? yearDays) {
    add(isAutomatic ? calendar.atNight(at) : calendar.atWork(at), { kind: "renew", isSameKey });
  }
  return { add, issuedAt };
}

import { yearDays } from "./calendar";
import { live, operators, type Story, wish } from "./life";
import { devices } from "./names";

/** The second line is shut down then; its authority is paused (`chapters.ts`). */
export const lineTwoEnds = 230;

/** Made in batches, each within a shift. */
export function planDevices(story: Story, count: number): void {
  const batch = 45;
  for (let index = 0; index < count; index++) {
    const number = Math.floor(index / batch);
    const isTwo = number % 2 === 1;
    const last = isTwo ? lineTwoEnds - 5 : yearDays - 4;
    const from = Math.min(last, 12 + Math.floor((number / Math.ceil(count / batch)) * last));
    planDevice(story, { line: isTwo ? "lineTwo" : "lineOne", from, index, number });
  }
}

interface Device {
  readonly line: "lineOne" | "lineTwo";
  readonly from: number;
  readonly index: number;
  /** Of the batch. */
  readonly number: number;
}

function planDevice(story: Story, { line, from, index, number }: Device): void {
  const { random, calendar } = story;
  const [prefix, tag] = devices[line];
  const serialNumber = `${prefix}-${String(470_001 + index * 3)}`;
  const { add } = live(story, {
    wish: wish({
      authority: line,
      profile: "device",
      names: [`${serialNumber.toLowerCase()}.meridian.example`],
      commonName: serialNumber,
      serialNumber,
      organization: "Meridian Devices",
      owner: "Meridian",
      tags: [tag, `batch-${String(number + 1).padStart(2, "0")}`],
      by: operators[0],
    }),
    from,
    everyDays: null,
    isAutomatic: true,
  });
  const later = calendar.atWork(random.whole(from + 2, yearDays));
  if (random.chance(0.03)) add(later, { kind: "revoke", reason: "cessationOfOperation", by: operators[0] });
  else if (random.chance(0.012)) add(later, { kind: "revoke", reason: "certificateHold", by: operators[0] });
}

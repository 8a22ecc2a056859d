export interface ValidityPreset {
  readonly days: number;
  readonly label: string;
}

const usual: readonly ValidityPreset[] = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "1 year" },
];

/** Three at most, of which one is the profile's default and none is more than it allows. */
export function validityPresets(profile: {
  readonly validityDaysDefault: number;
  readonly validityDaysMax: number;
}): ValidityPreset[] {
  const { validityDaysDefault: standard, validityDaysMax: max } = profile;
  const own = { days: standard, label: usual.find(({ days }) => days === standard)?.label ?? daysLabel(standard) };
  const others = usual
    .filter(({ days }) => days !== standard && days <= max)
    .toSorted((a, b) => distance(a.days, standard) - distance(b.days, standard))
    .slice(0, 2);
  return [own, ...others].toSorted((a, b) => a.days - b.days);
}

export function daysLabel(days: number): string {
  return days % 365 === 0 && days > 0 ? `${days / 365} ${days === 365 ? "year" : "years"}` : `${days} days`;
}

const distance = (a: number, b: number): number => Math.abs(Math.log(a / b));

import { describe, expect, it } from "vitest";
import { type SettingsInput, settingsSchema } from "@/lib/contract/settings";
import { formOf, inputOf } from "./settings-fields";

const settings: SettingsInput = {
  instanceName: "Corp",
  validationUrl: "",
  sessionHours: 12,
  idleMinutes: null,
  defaultProfileId: null,
  sessionDays: 7,
  crlDays: 7,
};

describe("the settings' form", () => {
  it.each([settings, { ...settings, idleMinutes: 30, defaultProfileId: "client", validationUrl: "http://x.example" }])(
    "gives back what it was given: %j",
    (given) => expect(inputOf(formOf(given))).toEqual(given),
  );

  it.each([
    ["sessionHours", ""],
    ["sessionHours", "-1"],
    ["sessionHours", "1.5"],
    ["sessionHours", "721"],
    ["idleMinutes", "4"],
    ["idleMinutes", "soon"],
    ["crlDays", "0"],
    ["sessionDays", "1e9"],
    ["instanceName", "x".repeat(41)],
  ] as const)("%s “%s” is refused beside its field", (field, text) => {
    const result = settingsSchema.safeParse(inputOf({ ...formOf(settings), [field]: text }));
    expect(result.error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});

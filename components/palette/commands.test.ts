import { describe, expect, it } from "vitest";
import { commandsFor, matchingCommands } from "./commands";

const operator = ["overview.read", "certificate.read-own", "certificate.read", "certificate.issue", "profile.read"];
const labels = (text: string, permissions = operator) =>
  matchingCommands(commandsFor(permissions), text).map(({ label }) => label);

describe("the palette", () => {
  it("offers nothing that the role may not do", () => {
    expect(labels("new")).toEqual(["New certificate"]);
    expect(labels("new", ["authority.create"])).toEqual(["New root", "New issuing authority"]);
  });

  it("finds by the beginnings of words, in any order", () => {
    expect(labels("cert new")).toEqual(["New certificate"]);
    expect(labels("iss")).toEqual(["New certificate"]);
    expect(labels("ew")).toEqual([]);
  });

  it("offers everything before anything is typed", () => {
    expect(labels("")).toHaveLength(commandsFor(operator).length);
  });
});

import { describe, expect, it } from "vitest";
import { createIssuingSchema, createRootSchema } from "@/lib/contract/authority";
import { constraintCount, emptySpec, type SpecForm, specOf } from "./spec-form";

const form = (change: Partial<SpecForm>): SpecForm => ({
  ...emptySpec("root", { organization: "Corp", validationUrl: "http://pki.corp.example" }),
  ...change,
});

describe("a new authority is asked for as its form shows it", () => {
  it.each([
    ["no name", form({})],
    ["half a number", form({ subject: { commonName: "R1" }, validityYears: "" })],
    ["no whole number", form({ subject: { commonName: "R1" }, validityYears: "1.5" })],
  ])("nothing is asked with %s", (_, incomplete) => {
    expect(specOf(incomplete)).toBeNull();
  });

  it("satisfies the contract, without empty fields", () => {
    const spec = specOf(form({ subject: { commonName: " R1 ", organization: "Corp", locality: " " } }));
    expect(createRootSchema.parse(spec).subject).toEqual({ commonName: "R1", organization: "Corp" });
    expect(createIssuingSchema.safeParse({ ...spec, parentId: "abc" }).success).toBe(true);
  });

  it("counts constraints of both sides", () => {
    const text = form({}).nameConstraints;
    const permitted = { ...text.permitted, dns: "corp.example", ip: "10.0.0.0/8" };
    expect(constraintCount({ permitted, excluded: { ...text.excluded, dns: "x.corp.example" } })).toBe(3);
  });
});

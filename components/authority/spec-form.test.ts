import { describe, expect, it } from "vitest";
import { createIssuingSchema, createRootSchema } from "@/lib/contract/authority";
import { constraintCount, emptySpec, isLoopback, type SpecForm, specOf, withConstraint } from "./spec-form";

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
    const permitted = withConstraint(form({}).nameConstraints, "permitted", {
      dns: ["corp.example"],
      ip: ["10.0.0.0/8"],
    });
    expect(constraintCount(withConstraint(permitted, "excluded", { dns: ["x.corp.example"] }))).toBe(3);
  });
});

describe("a loopback address is told from one that others can reach", () => {
  it.each([
    ["http://127.0.0.1:8080", true],
    ["http://localhost", true],
    ["http://pki.localhost:1", true],
    ["http://[::1]:8080", true],
    ["http://pki.corp.example", false],
    ["http://localhost.corp.example", false],
    ["half a URL", false],
  ])("%s", (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { firstHierarchySchema } from "@/lib/contract/setup";
import { hierarchyFrom, newHierarchyForm, rootNameOf, suggestedName } from "./hierarchy-form";

const form = newHierarchyForm("http://127.0.0.1:8080");
const filled = { ...form, subject: { organization: " Example " } };

describe("the authority step", () => {
  it("needs nothing but an organization", () => {
    expect(firstHierarchySchema.parse(hierarchyFrom(filled))).toMatchObject({
      subject: { organization: "Example" },
      rootName: "Example Root CA",
      issuingName: "Example Issuing CA",
      keyType: "ec-p256",
    });
  });

  it("keeps a name that was typed, also an empty one", () => {
    expect(rootNameOf({ ...filled, rootName: "R1" })).toBe("R1");
    expect(rootNameOf({ ...filled, rootName: "" })).toBe("");
  });

  it("suggests no name longer than a common name may be", () => {
    expect(suggestedName("x".repeat(200), "Issuing")).toHaveLength(64);
    expect(suggestedName(undefined, "Root")).toBe("");
  });

  it("leaves an empty subject field out", () => {
    expect(hierarchyFrom({ ...filled, subject: { organization: "A", locality: " " } }).subject).toEqual({
      organization: "A",
    });
  });

  it("has a word for no limit of levels", () => {
    expect(hierarchyFrom({ ...filled, rootPathLength: "none" }).rootPathLength).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { noNameConstraints } from "@/lib/contract/authority";
import { constraintsFrom, noConstraintText } from "./constraint-text";

describe("name constraints as typed", () => {
  it("nothing typed constrains nothing", () => {
    expect(constraintsFrom(noConstraintText)).toEqual(noNameConstraints);
  });

  it("are parted by whatever people part lists with", () => {
    const text = {
      ...noConstraintText,
      permitted: { ...noConstraintText.permitted, dns: " corp.example\n.lab, ,x;y\t" },
    };
    expect(constraintsFrom(text).permitted.dns).toEqual(["corp.example", ".lab", "x", "y"]);
  });
});

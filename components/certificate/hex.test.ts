import { describe, expect, it } from "vitest";
import { colonHex, middleCut } from "./hex";

describe("hex is grouped in octets and cut in the middle, never at an end", () => {
  it.each([
    ["4c9e117a02d8355b9c60aa17e421b053", "4c:9e:11:…:b0:53"],
    ["4c9e117a02d8", "4c:9e:11:7a:02:d8"],
    ["4c9e117a02d835", "4c:9e:11:…:d8:35"],
    ["1", "01"],
    ["", ""],
  ])("%s", (hex, cut) => {
    expect(middleCut(hex)).toBe(cut);
  });

  it("keeps an odd digit readable", () => {
    expect(colonHex("abc")).toBe("0a:bc");
  });
});

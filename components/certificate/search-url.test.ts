import { describe, expect, it } from "vitest";
import { parseSearch, rangeWords, searchHref, toggleHref } from "./search-url";

describe("the address of the certificates screen holds its whole state", () => {
  it.each([
    ["nothing", "/certificates"],
    ["a search", "/certificates?q=web.corp.example"],
    ["odd characters", `/certificates?${new URLSearchParams({ q: "a&b=c #%" })}`],
    ["filters", "/certificates?status=revoked&status=hold&authority=abc&profile=server&kind=client"],
    ["sort and place", "/certificates?sort=expiry&after=opaque%2Fcursor&skipped=50"],
  ])("%s survives a round trip", (_, href) => {
    const query = new URL(href, "http://x").searchParams;
    const parameters = Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)]));
    expect(searchHref(parseSearch(parameters))).toBe(href);
  });

  it("drops what it does not know instead of failing", () => {
    const view = parseSearch({ status: ["valid", "asleep"], kind: "robot", sort: "colour", after: "x".repeat(401) });
    expect(view).toMatchObject({ status: ["valid"], kind: [], sort: "created", cursor: null, skipped: 0 });
  });

  it("goes back to the first page when a filter changes", () => {
    const view = parseSearch({ status: "valid", after: "c", skipped: "50" });
    expect(toggleHref(view, "status", "valid")).toBe("/certificates");
    expect(toggleHref(view, "status", "hold")).toBe("/certificates?status=valid&status=hold");
  });
});

describe("the range says where one is", () => {
  it.each([
    [{}, 50, 418, "1–50 of 418"],
    [{ after: "c", skipped: "50" }, 50, 418, "51–100 of 418"],
    [{}, 50, 10_001, "1–50 of over 10,000"],
    [{}, 0, 0, "none"],
    [{ skipped: "50" }, 3, 3, "1–3 of 3"],
  ])("%j", (parameters, rows, total, words) => {
    expect(rangeWords(parseSearch(parameters), rows, total)).toBe(words);
  });
});

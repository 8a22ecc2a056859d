import { describe, expect, it } from "vitest";
import { isLoopbackUrl, parseValidationUrl } from "./validation-url";

describe("the URL that certificates carry is canonical", () => {
  it.each([
    ["http://pki.corp.example", "http://pki.corp.example"],
    ["http://pki.corp.example/", "http://pki.corp.example"],
    [" http://PKI.corp.example:80/a// ", "http://pki.corp.example/a"],
    ["http://pki.corp.example:8080/pki", "http://pki.corp.example:8080/pki"],
    ["http://bücher.example", "http://xn--bcher-kva.example"],
    ["http://[2001:DB8::1]:8080", "http://[2001:db8::1]:8080"],
  ])("%s", (typed, expected) => {
    expect(parseValidationUrl(typed)).toBe(expected);
  });
});

describe("what no relying party could use is refused, with the reason", () => {
  it.each([
    ["", "not a URL"],
    ["pki.corp.example", "not a URL"],
    ["https://pki.corp.example", "RFC 5280 §8"],
    ["ftp://pki.corp.example", "http://"],
    ["javascript:alert(1)", "http://"],
    ["http://user:secret@pki.corp.example", "user name"],
    ["http://pki.corp.example/?a=1", "query"],
    ["http://pki.corp.example/?", "query"],
    ["http://pki.corp.example/#a", "fragment"],
    ["http://pki.corp.example/\nX: y", "not a URL"],
    ["http://pki.corp\u202e.example", "not a URL"],
    ["http://pki.corp.example/../x", "without . or .."],
    ["http://pki.corp.example/..", "without . or .."],
    ["http://pki.corp.example/%2e%2e/x", "letters, digits"],
    ['http://pki.corp.example/";x', "letters, digits"],
    ["http:\\\\pki.corp.example\\x", "letters, digits"],
    [`http://pki.corp.example/${"a".repeat(200)}`, "180"],
  ])("%s", (typed, reason) => {
    expect(() => parseValidationUrl(typed)).toThrow(expect.objectContaining({ field: "validationUrl" }));
    expect(() => parseValidationUrl(typed)).toThrow(reason);
  });
});

it.each([
  ["http://127.0.0.1:8080", true],
  ["http://localhost:8080", true],
  ["http://[::1]:8080", true],
  ["http://pki.corp.example", false],
  ["http://127.corp.example", false],
])("%s is loopback: %s", (url, expected) => {
  expect(isLoopbackUrl(url)).toBe(expected);
});

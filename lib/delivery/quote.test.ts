import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { isCaError } from "../errors";
import { javaScriptString, nginxQuote, powerShellQuote, shellQuote } from "./quote";
import { hostileNames } from "./testing/hostile-names";
import { nginxWords } from "./testing/nginx-words";

function quoted(quote: (value: string) => string, value: string): string | null {
  try {
    return quote(value);
  } catch (error) {
    if (isCaError(error) && error.code === "invalid") return null;
    throw error;
  }
}

const refusedEverywhere = ["web\0.evil", "web\nssl_verify_client off;", "gepj.\u202Eexe", "\u001B[2Jweb", "web\uD800"];

describe("a quoted value reads back as itself, or is refused", () => {
  it("in sh, as one word among others", () => {
    const words = hostileNames.flatMap(([, value]) => {
      const word = quoted(shellQuote, value);
      return word === null ? [] : [{ value, word }];
    });
    expect(words.length).toBeGreaterThan(40);
    const script = `printf '%s\\0' ${words.map(({ word }) => word).join(" ")}`;
    const read = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
    expect(read).toEqual(words.map(({ value }) => value));
  });

  it.each(hostileNames)("in nginx: %s", (_, value) => {
    const word = quoted(nginxQuote, value);
    if (word !== null) expect(nginxWords(`directive ${word};`)).toEqual(["directive", value, ";"]);
    else expect(value).toMatch(/\$|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
  });

  it.each(hostileNames)("in JavaScript, always: %s", (_, value) => {
    const literal = javaScriptString(value);
    expect(runInNewContext(literal)).toBe(value);
    expect(literal).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Cs}]/u);
  });

  it.each(hostileNames)("in PowerShell, where five characters end a string: %s", (_, value) => {
    const literal = quoted(powerShellQuote, value);
    if (literal === null) return;
    expect(literal.slice(1, -1).replace(/['‘’‚‛]{2}/g, (pair) => pair[0]!)).toBe(value);
    expect(literal.slice(1, -1).replace(/(['‘’‚‛])\1/g, "")).not.toMatch(/['‘’‚‛]/);
  });

  it.each(refusedEverywhere)("what cannot be seen is refused with the reason: %j", (value) => {
    for (const quote of [shellQuote, nginxQuote, powerShellQuote]) {
      expect(() => quote(value)).toThrow(/holds control or invisible characters/);
    }
  });

  it("a dollar sign is refused in nginx, which cannot escape it", () => {
    expect(() => nginxQuote("$host")).toThrow(/would read as a variable/);
  });

  it("a word that begins like an option is quoted and still one word", () => {
    expect(shellQuote("-rf")).toBe("'-rf'");
  });
});

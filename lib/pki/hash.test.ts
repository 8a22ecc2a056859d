import { afterEach, describe, expect, it, vi } from "vitest";

// FIPS 180-4 examples, and lengths around a block.
const inputs = ["", "abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "a".repeat(63), "a".repeat(64)];

describe("digests are the same in the browser, where Node's are missing", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });
  it.each(inputs)("of %j", async (text) => {
    const bytes = new TextEncoder().encode(text);
    const inNode = await import("./hash");
    vi.resetModules();
    vi.stubGlobal("process", { env: {} });
    const inBrowser = await import("./hash");
    expect(inBrowser.sha1Hex(bytes)).toBe(inNode.sha1Hex(bytes));
    expect(inBrowser.sha256Hex(bytes)).toBe(inNode.sha256Hex(bytes));
  });
  it("and are those of the standard", async () => {
    const { sha1Hex, sha256Hex } = await import("./hash");
    const abc = new TextEncoder().encode("abc");
    expect(sha1Hex(abc)).toBe("a9993e364706816aba3e25717850c26c9cd0d89d");
    expect(sha256Hex(abc)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

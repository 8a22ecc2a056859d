import { describe, expect, it } from "vitest";
import { createPasswordHasher } from "./password";

const passwords = createPasswordHasher();

describe("a password", () => {
  it("is kept as an argon2id PHC string with OWASP's parameters and its own salt", async () => {
    const [one, two] = await Promise.all([passwords.hash("blue window lamp"), passwords.hash("blue window lamp")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it("is recognised, whichever way its letters are composed, and no other is", async () => {
    const hash = await passwords.hash("Fenêtre bleue à midi");
    expect(await passwords.verify(hash, "Fenêtre bleue à midi".normalize("NFD"))).toBe(true);
    expect(await passwords.verify(hash, "fenêtre bleue à midi")).toBe(false);
  });

  it("of nobody is refused after the same work", async () => {
    const hash = await passwords.hash("blue window lamp");
    const time = async (stored: string | null) => {
      const from = performance.now();
      expect(await passwords.verify(stored, "something else")).toBe(false);
      return performance.now() - from;
    };
    await time(null);
    const [nobody, somebody] = [await time(null), await time(hash)];
    expect(nobody).toBeGreaterThan(somebody / 20);
  });

  it("survives more sign-ins at once than are worked on", async () => {
    const hash = await passwords.hash("blue window lamp");
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => passwords.verify(hash, i % 2 ? "no" : "blue window lamp")),
    );
    expect(answers.filter(Boolean)).toHaveLength(6);
  });

  it.each([
    "password1234",
    "PassWord1234",
    "123456789012",
    "passwordpassword",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "qwertyuiop123",
  ])("%s counts as common", (password) => {
    expect(passwords.isCommon(password)).toBe(true);
  });

  it.each(["correct horse battery staple", "Tr0ub4dor&3-lamp", "blue window lamp"])("%s does not", (password) => {
    expect(passwords.isCommon(password)).toBe(false);
  });
});

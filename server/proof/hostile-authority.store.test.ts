/** Authorities that nobody should make: refused beside their field by preview and by the act, with nothing left behind. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AuthoritySpec, type NameConstraintsInput, noNameConstraints } from "../../lib/contract/authority";
import { type CaError, isCaError } from "../../lib/errors";
import { authoritySpec, openAuthority, type TestAuthority } from "./authority";

let at: TestAuthority;
beforeAll(async () => {
  at = await openAuthority();
});
afterAll(() => at?.close());

async function refusalOf(change: Partial<AuthoritySpec>, parentId: string | null = null): Promise<CaError> {
  const { application, administrator, ports } = at;
  const spec = { ...authoritySpec(at, { name: "Refused" }), ...change };
  const before = (await ports.store.keys.list()).length;
  const made = parentId
    ? application.createIssuing(administrator, { ...spec, parentId })
    : application.createRoot(administrator, spec);
  const error = await made.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isCaError(error)) throw error ?? new Error("It was made.");
  expect((await ports.store.keys.list()).length).toBe(before);
  expect((await ports.store.authorities.list()).map(({ name }) => name).sort()).toEqual([
    "Proof Issuing",
    "Proof Root",
  ]);
  const query = { before: null, limit: 1, actor: null, action: "authority.create", objectId: null, result: null };
  const [entry] = await ports.store.audit.list(query);
  expect(entry).toMatchObject({ result: "refused", detail: { code: error.code } });
  expect(JSON.stringify([entry?.objectName, error.detail])).not.toMatch(/\p{Cf}|\\u00/u);
  return error;
}

/** The preview finds the same, beside the same field. */
async function previewOf(change: Partial<AuthoritySpec>): Promise<string | undefined> {
  const spec = { ...authoritySpec(at, { name: "Refused" }), ...change };
  const { isAllowed, findings } = await at.application.previewRoot(at.administrator, spec);
  expect(isAllowed).toBe(false);
  return findings[0]?.field;
}

const permit = (change: Partial<NameConstraintsInput["permitted"]>): Partial<AuthoritySpec> => ({
  nameConstraints: { ...noNameConstraints, permitted: { ...noNameConstraints.permitted, ...change } },
});
const publishAt = (validationUrl: string): Partial<AuthoritySpec> => ({ validationUrl });
const named = (commonName: string): Partial<AuthoritySpec> => ({ subject: { commonName } });

describe("what no authority may say is refused, and the preview says so before", () => {
  it.each<[string, Partial<AuthoritySpec>, string, string]>([
    ["no name", { subject: { organization: "x" } }, "subject.commonName", "An authority needs a name"],
    ["a name of blanks", named("  "), "subject.commonName", "An authority needs a name"],
    ["a name that reorders the page", named("Root\u202e"), "subject.commonName", "“Root\\u{202e}” contains control"],
    ["a name with NUL", named("Ro\0ot"), "subject.commonName", "“Ro\\u{0}ot” contains control"],
    ["65 characters", named("x".repeat(65)), "subject.commonName", "longer than the 64 characters"],
    [
      "a name that is taken",
      named(" Proof Root "),
      "subject.commonName",
      "There is an authority “Proof Root” already.",
    ],
    ["a country by its name", { subject: { commonName: "A", country: "Germany" } }, "subject.country", "two-letter"],
    [
      "a wildcard as constraint",
      permit({ dns: ["*.corp.example"] }),
      "nameConstraints",
      "has a wildcard; leave it out",
    ],
    ["a leading dot", permit({ dns: [".corp.example"] }), "nameConstraints", "begins with a dot; leave it out"],
    ["a URL as DNS name", permit({ dns: ["http://corp"] }), "nameConstraints", "has a character that host names"],
    ["a DNS name with NUL", permit({ dns: ["a\0b"] }), "nameConstraints", "“a\\u{0}b” has a character"],
    ["bits behind the prefix", permit({ ip: ["10.0.0.1/8"] }), "nameConstraints", "is not an IP range"],
    ["a prefix of 129", permit({ ip: ["::/129"] }), "nameConstraints", "is not an IP range"],
    ["a zone", permit({ ip: ["fe80::%1/64"] }), "nameConstraints", "is not an IP range"],
    ["@ alone", permit({ email: ["@"] }), "nameConstraints", "has a part before the @"],
    ["a URI with a path", permit({ uri: ["https://x.example/y"] }), "nameConstraints", "is more than a host"],
    ["a URI with an address", permit({ uri: ["10.0.0.1"] }), "nameConstraints", "is an IP address, not a DNS name"],
    ["no URL", publishAt(""), "validationUrl", "This is not a URL"],
    ["https", publishAt("https://pki.example"), "validationUrl", "Use http://: with https://"],
    ["a script", publishAt("javascript:alert(1)"), "validationUrl", "over http:// only"],
    ["a password", publishAt("http://user:secret@pki.example"), "validationUrl", "Leave user name and password out"],
    ["a query", publishAt("http://pki.example/?x"), "validationUrl", "Leave the query (?…) out"],
    ["a line break", publishAt("http://pki.example/\nX: y"), "validationUrl", "This is not a URL"],
    ["a way up", publishAt("http://pki.example/../x"), "validationUrl", "without . or .. as a part of it"],
    ["a shell", publishAt('http://pki.example/";reboot;"'), "validationUrl", "letters, digits and -._~ only"],
  ])("%s", async (_, change, field, text) => {
    const error = await refusalOf(change);
    expect(error).toMatchObject({ field, detail: expect.stringContaining(text) });
    expect(["policy", "conflict"]).toContain(error.code);
    expect(await previewOf(change)).toBe(field);
  });
});

describe("a parent that cannot bear it is refused beside the parent", () => {
  it("one that does not exist", async () => {
    expect(await refusalOf({}, "nowhere")).toMatchObject({ code: "not-found", field: "parentId" });
  });
  it("one whose path length is used up", async () => {
    expect(await refusalOf({}, at.issuing.id)).toMatchObject({ code: "policy", field: "parentId" });
  });
  it("one whose path length is shorter than asked for", async () => {
    const error = await refusalOf({ pathLength: 3 }, at.root.id);
    expect(error).toMatchObject({ code: "policy", field: "pathLength" });
    expect(error.detail).toBe("The path length of “Proof Root” leaves 0 at most for this authority.");
  });
});

import { describe, expect, it } from "vitest";
import { issueSchema, previewSchema } from "@/lib/contract/certificate";
import type { ProfileDto } from "@/lib/contract/profile";
import {
  certificateRequest,
  csrSubject,
  emptyForm,
  type IssueForm,
  keySourceOf,
  namesOfForm,
  previewRequest,
  subjectOfForm,
  withProfile,
} from "./issue-request";

const profile = (change: Partial<ProfileDto>): ProfileDto => ({
  id: "server",
  name: "Server",
  description: "",
  isBuiltIn: true,
  isArchived: false,
  version: 1,
  kind: "server",
  keyUsage: ["digitalSignature"],
  extendedKeyUsage: ["serverAuth"],
  keyTypes: ["ec-p256", "rsa-2048"],
  validityDaysDefault: 90,
  validityDaysMax: 398,
  nameCounts: { dns: "any", ip: "any", email: "any", uri: "any" },
  subject: {
    country: "allow",
    stateOrProvince: "allow",
    locality: "allow",
    organization: "allow",
    organizationalUnit: "allow",
    commonName: "allow",
    serialNumber: "allow",
  },
  names: { dns: null, ip: null, email: null, uri: null },
  hasCrlDistributionPoint: true,
  hasAuthorityInformationAccess: true,
  sentences: [],
  ...change,
});
const server = profile({});
const client = profile({ id: "client", name: "Client", extendedKeyUsage: ["clientAuth"], validityDaysMax: 60 });
const form = (change: Partial<IssueForm>): IssueForm => ({ ...emptyForm(server, null), ...change });

describe("what the form shows is what is asked for", () => {
  it("a server's common name is the first of its names, once", () => {
    expect(namesOfForm(form({ commonName: " a.example ", names: ["b.example", "a.example"] }), server)).toEqual([
      "a.example",
      "b.example",
    ]);
  });

  it("a client's common name never becomes a name", () => {
    expect(namesOfForm(form({ commonName: "Ada" }), client)).toEqual([]);
  });

  it("empty subject fields are not sent", () => {
    expect(subjectOfForm(form({ commonName: "a", subject: { organization: "  ", locality: " Bern " } }))).toEqual({
      commonName: "a",
      locality: "Bern",
    });
  });

  it("a CSR made here leaves out a common name that no certificate could carry", () => {
    expect(csrSubject({ commonName: "a".repeat(65), locality: "Bern" })).toEqual({ locality: "Bern" });
    expect(csrSubject({ commonName: "a".repeat(64) })).toEqual({ commonName: "a".repeat(64) });
  });

  it("a CSR speaks for itself unless replaced", () => {
    const csr = form({ commonName: "typed before", key: { ...form({}).key, source: "csr", csr: "pem" } });
    expect(certificateRequest(csr, server)).toMatchObject({ subject: null, names: null });
    expect(certificateRequest({ ...csr, replacesCsr: true }, server)).toMatchObject({
      subject: { commonName: "typed before" },
      names: ["typed before"],
    });
  });

  it("another purpose keeps what was typed and drops a validity it does not allow", () => {
    const moved = withProfile(form({ commonName: "x", validity: { kind: "days", days: 90 } }), {
      ...client,
      validityDaysDefault: 30,
    });
    expect(moved).toMatchObject({ commonName: "x", profileId: "client", validity: { kind: "days", days: 30 } });
  });
});

describe("nothing is previewed before there is something to preview", () => {
  it.each<[string, Partial<IssueForm>]>([
    ["no name", {}],
    ["only blanks", { commonName: "  " }],
    ["no CSR", { key: { ...form({}).key, source: "csr", csr: " " } }],
    ["half a date", { commonName: "a", validity: { kind: "until", date: "2027-02" } }],
    ["no such day", { commonName: "a", validity: { kind: "until", date: "2027-02-41" } }],
  ])("%s", (_, change) => {
    expect(previewRequest(form(change), server)).toBeNull();
  });
});

describe("requests satisfy the contract", () => {
  it.each<[string, Partial<IssueForm>]>([
    ["browser", { commonName: "a.example" }],
    ["server", { commonName: "a.example", key: { ...form({}).key, source: "server", password: "long enough" } }],
    ["csr", { key: { ...form({}).key, source: "csr", csr: "pem" } }],
    ["until", { commonName: "a.example", validity: { kind: "until", date: "2027-02-21" } }],
  ])("%s", (_, change) => {
    const filled = form(change);
    expect(previewSchema.safeParse(previewRequest(filled, server)).success).toBe(true);
    const issue = { ...certificateRequest(filled, server), key: keySourceOf(filled.key, "made here") };
    expect(issueSchema.safeParse(issue).success).toBe(true);
  });
});

import { afterAll, describe, expect, it } from "vitest";
import type { Profile } from "../ca/profile";
import { openTestStore } from "./testing/open-test-store";

const { store, close } = await openTestStore();
afterAll(close);

function profile(id: string, version: number, name = id): Profile {
  return {
    id,
    name,
    description: "For tests.",
    isBuiltIn: true,
    version,
    kind: "server",
    keyUsage: ["digitalSignature"],
    extendedKeyUsage: ["serverAuth"],
    keyTypes: ["ec-p256"],
    validityDaysDefault: 90,
    validityDaysMax: 397,
    subject: {
      country: "allow",
      stateOrProvince: "allow",
      locality: "allow",
      organization: "allow",
      organizationalUnit: "deny",
      commonName: "require",
      serialNumber: "deny",
    },
    names: { dns: null, ip: [{ type: "ip", range: "10.0.0.0/8" }], email: [], uri: [] },
    nameCounts: { dns: "any", ip: "any", email: "any", uri: "any" },
    hasCrlDistributionPoint: true,
    hasAuthorityInformationAccess: true,
  };
}

const used = (one: Profile) => ({ ...one, archivedAt: null });

describe("built-in profiles", () => {
  it("come back as they are, in the order of their first appearance", async () => {
    for (const id of ["server", "client", "peer"]) await store.profiles.upsertBuiltIn(profile(id, 1));
    await store.profiles.upsertBuiltIn(profile("server", 1));
    expect(await store.profiles.list()).toEqual(["server", "client", "peer"].map((id) => used(profile(id, 1))));
    expect(await store.profiles.find("client")).toEqual(used(profile("client", 1)));
    expect(await store.profiles.find("unknown")).toBeNull();
  });

  it("are brought up to date, and never taken back by a process of an older version", async () => {
    await store.profiles.upsertBuiltIn(profile("server", 3, "Newer"));
    await store.profiles.upsertBuiltIn(profile("server", 2, "Older"));
    expect(await store.profiles.find("server")).toEqual(used(profile("server", 3, "Newer")));
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CertificateSummary } from "../contract/certificate";
import type { SetupResult } from "../contract/setup";
import type { Actor } from "./actor";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let setup: SetupResult;
let web: CertificateSummary;
const operator = person("operator");
const requester = person("requester");

beforeAll(async () => {
  instance = await openTestInstance();
  setup = await setUpInstance(instance);
  const issue = async (commonName: string) => {
    const { certificate } = await instance.application.issue(operator, {
      authorityId: null,
      profileId: "server",
      subject: { commonName },
      names: [commonName],
      validity: { kind: "default" },
      key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
    });
    return certificate;
  };
  await issue("api.web.corp.example");
  web = await issue("web.corp.example");
});
afterAll(() => instance.close());

const found = async (actor: Actor, text: string) => {
  const { certificates, authorities, profiles, people } = await instance.application.find(actor, text);
  return {
    certificates: certificates.map(({ name }) => name),
    authorities: authorities.map(({ name }) => name),
    profiles: profiles.map(({ id }) => id),
    people: people.map(({ email }) => email),
  };
};
const nothing = { certificates: [], authorities: [], profiles: [], people: [] };

describe("one box finds", () => {
  it("certificates, names that begin with the text first", async () => {
    expect((await found(operator, "web")).certificates).toEqual(["web.corp.example", "api.web.corp.example"]);
  });

  it("a certificate by its serial and its fingerprint", async () => {
    const { sha256 } = await instance.application.certificate(operator, web.id);
    for (const text of [web.serial, sha256])
      expect((await found(operator, text)).certificates).toEqual(["web.corp.example"]);
  });

  it("authorities as authorities, not as certificates, also by their serial", async () => {
    const { certificateId } = await instance.application.authority(operator, setup.issuing.id);
    const { serial } = await instance.application.certificate(operator, certificateId);
    for (const text of ["corp issuing", serial]) {
      expect(await found(operator, text)).toMatchObject({ certificates: [], authorities: ["Corp Issuing"] });
    }
  });

  it("profiles by what they are for, and people for whoever manages them", async () => {
    expect((await found(operator, "tls server")).profiles).toContain("server");
    expect((await found(person("administrator"), "ops")).people).toEqual(["ops@corp.example"]);
  });

  it("nothing for one letter, and nothing is a pattern", async () => {
    expect(await found(operator, "w")).toEqual(nothing);
    expect(await found(operator, "%_%")).toEqual(nothing);
  });
});

describe("what the role may not see is not found", () => {
  it("operators find no people", async () => {
    expect((await found(operator, "ops")).people).toEqual([]);
  });

  it("requesters find neither others’ certificates nor authorities nor people", async () => {
    expect(await found(requester, "corp")).toEqual(nothing);
    expect((await found(requester, web.serial)).certificates).toEqual([]);
  });

  it("who may do nothing is refused", async () => {
    await expect(instance.application.find({ ...requester, grants: [] }, "web")).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

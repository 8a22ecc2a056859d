import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SetupInput } from "../contract/setup";
import { parseCertificate } from "../pki/certificate";
import { basicConstraintsOf } from "../pki/extension";
import {
  administratorPassword,
  hierarchy,
  openTestInstance,
  person,
  setUpInstance,
  setupActor,
  setupToken,
  type TestInstance,
} from "./testing/instance";

let instance: TestInstance;
beforeAll(async () => {
  instance = await openTestInstance();
});
afterAll(() => instance.close());

const input = (change: Partial<SetupInput>): SetupInput => ({
  token: setupToken,
  administrator: { email: "ops@corp.example", password: administratorPassword },
  hierarchy,
  ...change,
});

describe("a setup that is refused names the field and leaves nothing behind", () => {
  it.each<[string, Partial<SetupInput>, string, string]>([
    ["token", { token: "guessed" }, "forbidden", "token"],
    [
      "short password",
      { administrator: { email: "a@b.example", password: "short" } },
      "invalid",
      "administrator.password",
    ],
    [
      "common password",
      { administrator: { email: "a@b.example", password: "password12345" } },
      "invalid",
      "administrator.password",
    ],
    ["no organization", { hierarchy: { ...hierarchy, subject: {} } }, "invalid", "hierarchy.subject.organization"],
    ["same names", { hierarchy: { ...hierarchy, issuingName: "Corp Root" } }, "invalid", "hierarchy.issuingName"],
    [
      "https for CRLs",
      { hierarchy: { ...hierarchy, validationUrl: "https://pki.corp.example" } },
      "policy",
      "hierarchy.validationUrl",
    ],
    [
      "a country that is none",
      { hierarchy: { ...hierarchy, subject: { organization: "x", country: "Germany" } } },
      "policy",
      "hierarchy.subject.country",
    ],
  ])("%s", async (_, change, code, field) => {
    await expect(instance.application.setUp(setupActor, input(change))).rejects.toMatchObject({ code, field });
    expect(await instance.ports.store.users.list()).toEqual([]);
    expect(await instance.ports.store.authorities.list()).toEqual([]);
    expect(await instance.application.setupState()).toMatchObject({ isDone: false });
  });

  it("a person with the highest role cannot set up either", async () => {
    const actor = { ...person("administrator"), id: "" };
    await expect(instance.application.setUp(actor, input({}))).rejects.toMatchObject({ code: "forbidden" });
  });
});

it("two at once: one succeeds, and there is one hierarchy with a first CRL for each authority", async () => {
  const results = await Promise.allSettled([setUpInstance(instance), setUpInstance(instance)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const authorities = await instance.ports.store.authorities.list();
  expect(authorities.map(({ name }) => name).sort()).toEqual(["Corp Issuing", "Corp Root"]);
  expect(await instance.ports.store.crls.latestOfAll()).toHaveLength(2);
  expect(await instance.ports.store.profiles.list()).toHaveLength(8);
  const [issuing] = authorities.filter(({ kind }) => kind === "issuing");
  const { extensions } = parseCertificate(issuing!.certificateDer);
  const constraints = extensions.find(({ oid }) => oid === "2.5.29.19")!;
  expect(basicConstraintsOf(constraints.value)).toEqual({ isCa: true, pathLength: 0 });
});

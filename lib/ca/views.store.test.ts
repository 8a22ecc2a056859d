import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "./actor";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
/** A person with an account: a view belongs to somebody who exists. */
let operator: Actor;
const auditor = person("auditor");

beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
  const input = { email: "op@corp.example", role: "operator" } as const;
  const { user } = await instance.application.createUser(person("administrator"), input);
  operator = { ...person("operator", user.id), name: user.email };
});
afterAll(() => instance.close());

describe("views", () => {
  it("are kept, renamed and deleted by their own person alone", async () => {
    const { application } = instance;
    const view = await application.saveView(operator, { name: "Payments", query: "owner=text%3APayments" });
    await expect(application.saveView(operator, { name: "Payments", query: "" })).rejects.toMatchObject({
      code: "conflict",
      field: "name",
    });
    await application.saveView(auditor, { name: "Payments", query: "" });
    const renamed = await application.changeView(operator, { viewId: view.id, name: "Pay", query: view.query });
    expect(await application.listViews(operator)).toEqual([renamed]);
    await expect(application.removeView(auditor, { viewId: view.id })).rejects.toMatchObject({ code: "not-found" });
    expect(await application.removeView(operator, { viewId: view.id })).toEqual(renamed);
    expect(await application.listViews(operator)).toEqual([]);
  });
});

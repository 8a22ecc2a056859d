import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor, Role } from "./actor";
import { everywhere } from "./grant";
import { openTestInstance, person, setUpInstance, type TestInstance } from "./testing/instance";

let instance: TestInstance;
let administrator: Actor;
const email = "ops@corp.example";

beforeAll(async () => {
  instance = await openTestInstance();
  await setUpInstance(instance);
  const user = (await instance.ports.store.users.findByEmail(email))!;
  administrator = person("administrator", user.id);
});
afterAll(() => instance.close());
// Each test begins in a window of its own, so that no failure of another counts.
let windows = 0;
beforeEach(() => instance.travel(++windows * 901_000));

const issuing = async () =>
  (await instance.application.authorityChoices(administrator)).filter(({ kind }) => kind === "issuing");

let users = 0;
async function newUser(role: Role) {
  const { user, link } = await instance.application.createUser(administrator, {
    email: `u${++users}@corp.example`,
    role,
  });
  const token = link.path.split("/").at(-1)!;
  return { user, token };
}

async function signedInUser(role: Role) {
  const { user, token } = await newUser(role);
  await instance.application.setPassword({ token, password: "a password of mine" }, null);
  const session = await instance.application.signIn(
    { email: user.email, password: "a password of mine" },
    { address: "198.51.100.1", userAgent: "test" },
  );
  return { user, session };
}

describe("sessions", () => {
  it("a new role counts with the next request", async () => {
    const { user, session } = await signedInUser("auditor");
    await instance.application.changeGrant(administrator, {
      ...{ userId: user.id, grantId: user.grants[0]!.id },
      ...{ role: "operator", ...everywhere },
    });
    expect(await instance.application.session(session.sessionId)).toMatchObject({ roles: "operator" });
  });

  it.each([
    ["signing out", (id: string, actor: Actor) => instance.application.signOut(actor, id)],
    [
      "disabling the user",
      (_: string, { id }: Actor) => instance.application.disableUser(administrator, { userId: id }),
    ],
    ["twelve hours", () => instance.travel(windows * 901_000 + 12 * 3_600_000 + 1_000)],
    [
      "a new password",
      async (_: string, { id }: Actor) => {
        const { path } = await instance.application.resetPassword(administrator, { userId: id });
        const token = path.split("/").at(-1)!;
        await instance.application.setPassword({ token, password: "another password" }, null);
      },
    ],
  ] as const)("%s ends one", async (_, end) => {
    const { user, session } = await signedInUser("operator");
    await end(session.sessionId, person("operator", user.id));
    expect(await instance.application.session(session.sessionId)).toBeNull();
  });

  it("nobody ends somebody else’s", async () => {
    const { session } = await signedInUser("operator");
    await instance.application.signOut(person("operator", "somebody else"), session.sessionId);
    expect(await instance.application.session(session.sessionId)).not.toBeNull();
  });
});

describe("one-time links", () => {
  it("work once", async () => {
    const { token, user } = await newUser("operator");
    expect(await instance.application.passwordLink(token)).toEqual({ email: user.email });
    await instance.application.setPassword({ token, password: "a password of mine" }, null);
    expect(await instance.application.passwordLink(token)).toBeNull();
    await expect(
      instance.application.setPassword({ token, password: "a password of mine" }, null),
    ).rejects.toMatchObject({ field: "token" });
  });

  it("survive a password that is refused", async () => {
    const { token } = await newUser("operator");
    for (const password of ["short", "password-123456"]) {
      await expect(instance.application.setPassword({ token, password }, null)).rejects.toMatchObject({
        code: "invalid",
        field: "password",
      });
    }
    await instance.application.setPassword({ token, password: "a password of mine" }, null);
  });

  it("last a day from the console and an hour from the command line", async () => {
    const { token } = await newUser("operator");
    const shell: Actor = {
      kind: "command-line",
      id: "",
      name: "root",
      grants: [],
      door: "command-line",
      address: null,
    };
    const { user: other } = await newUser("operator");
    const { path } = await instance.application.resetPassword(shell, { email: other.email });
    await instance.travel(windows * 901_000 + 3_601_000);
    expect(await instance.application.passwordLink(path.split("/").at(-1)!)).toBeNull();
    expect(await instance.application.passwordLink(token)).not.toBeNull();
    await instance.travel(windows * 901_000 + 86_401_000);
    expect(await instance.application.passwordLink(token)).toBeNull();
  });
});

describe("of several one-time links of a user", () => {
  it("the newest counts, and none outlives a new password or a disabled account", async () => {
    const { application } = instance;
    const { user, token } = await newUser("operator");
    const renew = async () =>
      (await application.resetPassword(administrator, { userId: user.id })).path.split("/").at(-1)!;
    const second = await renew();
    expect(await application.passwordLink(token)).toBeNull();
    await application.setPassword({ token: second, password: "a password of mine" }, null);
    const third = await renew();
    await application.disableUser(administrator, { userId: user.id });
    await application.enableUser(administrator, { userId: user.id });
    await expect(application.setPassword({ token: third, password: "another of mine" }, null)).rejects.toMatchObject({
      field: "token",
    });
  });
});

describe("the last administrator who can sign in", () => {
  it("is neither disabled nor demoted, also beside one without a password", async () => {
    await newUser("administrator");
    const { id } = administrator;
    const limited = { authorityIds: (await issuing()).map((authority) => authority.id), profileIds: null };
    await expect(instance.application.disableUser(administrator, { userId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    const [grant] = (await instance.ports.store.users.find(id))!.grants;
    const itself = { userId: id, grantId: grant!.id };
    for (const attempt of [
      () => instance.application.changeGrant(administrator, { ...itself, role: "operator", ...everywhere }),
      () => instance.application.changeGrant(administrator, { ...itself, role: "administrator", ...limited }),
      () => instance.application.removeGrant(administrator, itself),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it("may go once there is another", async () => {
    const { user } = await signedInUser("administrator");
    await instance.application.disableUser(administrator, { userId: user.id });
    expect((await instance.application.listUsers(administrator)).users).toContainEqual(
      expect.objectContaining({ id: user.id, isDisabled: true }),
    );
  });
});

const refusals = async (action: string) =>
  (
    await instance.application.searchAudit(administrator, {
      actor: null,
      action,
      objectId: null,
      result: "refused",
      before: null,
      limit: 100,
    })
  ).entries;

describe("an act on somebody who is not there", () => {
  it.each([
    [
      "a password reset by address",
      "user.reset-password",
      () => instance.application.resetPassword(administrator, { email: "nobody@corp.example" }),
      "nobody@corp.example",
    ],
    [
      "a password reset by id",
      "user.reset-password",
      () => instance.application.resetPassword(administrator, { userId: "no-one" }),
      "",
    ],
    [
      "a new grant",
      "user.add-grant",
      () => instance.application.addGrant(administrator, { userId: "no-one", role: "auditor", ...everywhere }),
      "",
    ],
  ] as const)("is in the audit log: %s", async (_, action, attempt, name) => {
    const before = await refusals(action);
    await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    const after = await refusals(action);
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({ objectName: name, result: "refused" });
  });
});

describe("setup", () => {
  it("a second one is in the audit log, and a flood of them does not fill it", async () => {
    await expect(setUpInstance(instance)).rejects.toMatchObject({ code: "conflict" });
    expect((await refusals("instance.setup"))[0]).toMatchObject({ address: "192.0.2.1" });
    for (let i = 0; i < 30; i++) await setUpInstance(instance).catch(() => undefined);
    expect((await refusals("instance.setup")).length).toBeLessThanOrEqual(20);
  });

  it("happens once", async () => {
    const before = await instance.ports.store.users.list();
    await expect(setUpInstance(instance)).rejects.toMatchObject({ code: "conflict" });
    await expect(instance.application.isSetupToken("x", null)).rejects.toMatchObject({ code: "conflict" });
    expect(await instance.ports.store.users.list()).toEqual(before);
  });
});

describe("a requester sees only what they asked for", () => {
  it("in search, in detail and in downloads", async () => {
    const operator = person("operator", "the-operator");
    const { certificate } = await instance.application.issue(operator, {
      authorityId: null,
      profileId: "client",
      subject: { commonName: "somebody else’s" },
      names: [],
      validity: { kind: "default" },
      key: { source: "server", keyType: "ec-p256", password: "a good password", format: "pem" },
    });
    const requester = person("requester", "the-requester");
    const search = {
      q: "",
      status: [],
      authority: [],
      profile: [],
      kind: [],
      sort: "created",
      cursor: null,
      limit: 10,
    } as const;
    const found = await instance.application.searchCertificates(requester, {
      ...search,
      status: [],
      authority: [],
      profile: [],
      kind: [],
    });
    expect(found.rows).toEqual([]);
    for (const attempt of [
      () => instance.application.certificate(requester, certificate.id),
      () => instance.application.download(requester, { certificateId: certificate.id, format: "pem" }),
      () => instance.application.overview(requester),
      () => instance.application.listUsers(requester),
      () => instance.application.listAuthorities(requester),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    const choices = await instance.application.authorityChoices(requester);
    expect(choices.map(({ name }) => name).sort()).toEqual(["Corp Issuing", "Corp Root"]);
    for (const choice of choices) {
      expect(Object.keys(choice).sort()).toEqual([
        ...["canIssue", "crlChainPemUrl", "id", "issue", "kind", "name", "request", "whyNot"],
      ]);
      expect(choice).toMatchObject({ issue: [], request: null });
    }
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { CaError, type ErrorCode } from "../errors";
import { failureOf, schemaFailure } from "./failure";

afterEach(() => vi.restoreAllMocks());

describe("what a use case refuses reaches the form", () => {
  it.each<ErrorCode>(["invalid", "policy", "unauthenticated", "forbidden", "not-found", "conflict", "rate-limited"])(
    "%s keeps its sentence as it stands",
    (code) => {
      expect(failureOf(new CaError(code, "Say this."))).toMatchObject({ ok: false, code, message: "Say this." });
    },
  );

  it("unavailable adds that nothing was changed", () => {
    expect(failureOf(new CaError("unavailable", "The database is away.")).message).toBe(
      "The database is away. Nothing was changed; try again in a moment.",
    );
  });

  it("with its field, its findings and the time to wait", () => {
    const finding = { rule: "r", severity: "error", field: "names", message: "m", advice: "", source: "s" } as const;
    const error = new CaError("policy", "No.", { field: "names", findings: [finding], retryAfterSeconds: 30 });
    expect(failureOf(error)).toMatchObject({
      field: "names",
      fieldErrors: { names: "No." },
      findings: [finding],
      retryAfterSeconds: 30,
    });
  });

  it("also when it was thrown in the other module graph", () => {
    const foreign = { [Symbol.for("countersign.CaError")]: true, code: "conflict", detail: "Taken.", findings: [] };
    expect(failureOf(foreign)).toMatchObject({ code: "conflict", message: "Taken.", retryAfterSeconds: null });
  });
});

describe("what nobody expected", () => {
  it("shows an id and nothing of the cause; the log has both", () => {
    const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const failure = failureOf(new Error("password=hunter2 at /srv/secret"));
    expect(failure.code).toBe("unexpected");
    expect(failure.message).not.toMatch(/hunter2|secret/);
    const id = /under ([0-9a-f]{8})\./.exec(failure.message)?.[1];
    expect(String(write.mock.calls[0]?.[0])).toContain(`error ${id}: Error: password=hunter2`);
  });
});

describe("what a schema refuses", () => {
  const schema = z.strictObject({
    email: z.email("Not an address."),
    deep: z.strictObject({ list: z.array(z.int()) }),
  });
  const failureFor = (input: unknown) => schemaFailure(schema.safeParse(input).error!);

  it("stands beside its field by dotted path", () => {
    const failure = failureFor({ email: "x", deep: { list: [1, "two"] } });
    expect(Object.keys(failure.fieldErrors)).toEqual(["email", "deep.list.1"]);
    expect(failure).toMatchObject({ code: "invalid", field: "email", message: "2 fields need another look." });
  });

  it("is the message itself when it is the only one", () => {
    expect(failureFor({ email: "x", deep: { list: [] } }).message).toBe("Not an address.");
  });
});

import { describe, expect, it } from "vitest";
import { snippetsFor } from "@/lib/delivery/snippets";
import { choiceHref, programsOf, sidesOf, snippetsOf } from "./program-choice";

const outcomesOf = (kind: "server" | "client" | "peer") =>
  snippetsFor({
    kind,
    displayName: "web.corp.example",
    names: [{ type: "dns", value: "web.corp.example" }],
    crlUrl: "http://pki.corp.example/crl/1.chain.pem",
    key: "plain",
    authorityCount: 2,
    target: null,
  });

describe("the choice of a program", () => {
  it.each([
    ["server", ["server"]],
    ["client", ["client"]],
    ["peer", ["server", "client"]],
  ] as const)("a %s certificate stands on the sides %j", (kind, expected) => {
    expect(sidesOf(outcomesOf(kind))).toEqual(expected);
  });

  it.each([
    ["post", ["PostgreSQL"]],
    ["SQL", ["PostgreSQL", "MySQL, MariaDB"]],
    ["mariadb", ["MySQL, MariaDB"]],
    ["valkey", ["Redis, Valkey"]],
    ["  apache  ", ["Apache"]],
    ["crl fresh haproxy", ["HAProxy"]],
    ["nothing of the kind", []],
  ])("%s finds %j", (query, expected) => {
    expect(programsOf(outcomesOf("peer"), "server", query)).toEqual(expected);
  });

  it("a program on one side shows that side’s snippets and what serves both", () => {
    const outcomes = outcomesOf("peer");
    expect(snippetsOf(outcomes, "server", "nginx").map(({ id }) => id)).toEqual(["nginx-server", "nginx-crl"]);
    expect(snippetsOf(outcomes, "client", "PostgreSQL").map(({ id }) => id)).toEqual(["postgresql-client"]);
  });

  it("the address keeps what else it says", () => {
    const href = choiceHref("http://localhost/certificates/1?tab=use", { program: "MySQL, MariaDB", side: "client" });
    expect(href).toBe("/certificates/1?tab=use&program=MySQL%2C+MariaDB&side=client");
  });
});

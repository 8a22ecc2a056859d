/**
 * Name constraints and path lengths: what we refuse, OpenSSL and GnuTLS refuse as well when somebody signs it with the
 * authority's key all the same; what we sign, they accept.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { NameConstraintsInput } from "../../lib/contract/authority";
import { isCaError } from "../../lib/errors";
import { hasTool, openWorkshop } from "../../lib/pki/testdata/tool";
import { authoritySpec, openAuthority, serverKey, type TestAuthority } from "./authority";
import { opensslCsr } from "./hierarchies";

const hasOpenssl = hasTool("openssl", "openssl");
const hasCerttool = hasTool("certtool", "gnutls-bin");
const workshop = openWorkshop();
let at: TestAuthority;
let constrainedId: string;
let constrainedPem: string;

// ::/0, since GnuTLS 3.7 lets every IPv6 address through where only IPv4 is permitted: the lint says so.
const nameConstraints: NameConstraintsInput = {
  permitted: { dns: ["corp.example"], ip: ["10.0.0.0/8"], email: ["corp.example"], uri: [".corp.example"] },
  excluded: { dns: ["secret.corp.example"], ip: ["10.9.0.0/16", "::/0"], email: [], uri: [] },
};

beforeAll(async () => {
  at = await openAuthority();
  const spec = { ...authoritySpec(at, { name: "Constrained", nameConstraints }), parentId: at.root.id };
  constrainedId = (await at.application.createIssuing(at.administrator, spec)).id;
  constrainedPem = (await at.application.authority(at.administrator, constrainedId)).pem;
  workshop.write("root.pem", at.root.certificatePem);
  workshop.write("constrained.pem", constrainedPem);
  workshop.write("constrained.key", await at.privateKeyPem(constrainedId));
  workshop.write("issuing.pem", at.issuing.certificatePem);
  workshop.write("issuing.key", await at.privateKeyPem(at.issuing.id));
  if (hasOpenssl) opensslCsr(workshop, "leaf", "ec-p256", "x", []);
});
afterAll(async () => {
  await at?.close();
  workshop.remove();
});

/** For clients, since these may have a name of any type; with no subject, the names say it all. */
async function sign(names: readonly string[], commonName?: string): Promise<string | null> {
  const subject = commonName ? { commonName } : {};
  try {
    const ask = { authorityId: constrainedId, profileId: "client", subject, names: [...names], key: serverKey };
    return (await at.issue(ask)).pem;
  } catch (error) {
    if (!isCaError(error)) throw error;
    expect(error).toMatchObject({ code: "policy", field: "names" });
    expect(error.findings.map(({ rule }) => rule)).toContain("issuer-name-constraints");
    expect(error.detail).toMatch(/“Constrained” (excludes|permits): /);
    return null;
  }
}

/** As `sign`, by somebody who has the key and does not ask. */
function forge(names: readonly string[], commonName?: string): string {
  const prefix = { dns: "DNS", ip: "IP", email: "email", uri: "URI" } as Record<string, string>;
  const typed = names.map((name) => name.replace(/^\w+(?=:)/, (type) => prefix[type]!));
  const san = typed.length ? [`subjectAltName=${commonName ? "" : "critical,"}${typed.join(",")}`] : [];
  workshop.write(
    "forged.cnf",
    ["basicConstraints=critical,CA:FALSE", "authorityKeyIdentifier=keyid", ...san].join("\n"),
  );
  workshop.run(
    "openssl",
    "req",
    "-new",
    "-key",
    "leaf.key",
    "-subj",
    commonName ? `/CN=${commonName}` : "/",
    "-out",
    "forged.csr",
  );
  const by = [
    "-CA",
    "constrained.pem",
    "-CAkey",
    "constrained.key",
    "-CAcreateserial",
    "-days",
    "30",
    "-extfile",
    "forged.cnf",
  ];
  return workshop.run("openssl", "x509", "-req", "-in", "forged.csr", ...by, "-out", "forged.pem") && "forged.pem";
}

const says = (run: () => string) => {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
};
const openssl = (file: string, issuer = "constrained.pem") =>
  says(() => workshop.run("openssl", "verify", "-CAfile", "root.pem", "-untrusted", issuer, file));
const gnutls = (file: string) => {
  const chain = [file, "constrained.pem", "root.pem"].map((name) => Buffer.from(workshop.read(name)).toString());
  workshop.write("chain.pem", chain.join(""));
  return says(() => workshop.run("certtool", "--verify", "--load-ca-certificate", "root.pem", "--infile", "chain.pem"));
};

const inside = [
  ["dns:corp.example"],
  ["dns:web.corp.example"],
  ["dns:a.b.corp.example"],
  ["ip:10.1.2.3"],
  ["email:jane@corp.example"],
  ["uri:https://app.corp.example/x"],
  ["dns:web.corp.example", "ip:10.8.255.255", "email:jane@corp.example"],
];
const outside = [
  ["dns:secret.corp.example"],
  ["dns:x.secret.corp.example"],
  ["dns:evilcorp.example"],
  ["dns:corp.example.evil.test"],
  ["dns:web.example"],
  ["ip:10.9.1.1"],
  ["ip:192.0.2.1"],
  ["ip:2001:db8::1"],
  ["email:jane@sub.corp.example"],
  ["email:jane@evil.example"],
  ["uri:https://corp.example/"],
  ["uri:https://app.evil.example/"],
  ["dns:web.corp.example", "dns:web.evil.example"],
];
/** GnuTLS 3.7 reads no constraints on URIs, and refuses a certificate that has one where there are any. */
const gnutlsKnows = (names: readonly string[]) => !names.some((name) => name.startsWith("uri:"));

describe.skipIf(!hasOpenssl)("an authority with name constraints", () => {
  it.each(inside)("signs %s, and OpenSSL and GnuTLS accept it", async (...names) => {
    const pem = await sign(names);
    expect(pem).not.toBeNull();
    workshop.write("signed.pem", pem!);
    expect(openssl("signed.pem")).toBe("signed.pem: OK\n");
    if (hasCerttool && gnutlsKnows(names)) expect(gnutls("signed.pem")).toContain("Verified.");
  });
  it.each(outside)("refuses %s, and so do OpenSSL and GnuTLS", async (...names) => {
    expect(await sign(names)).toBeNull();
    const file = forge(names);
    expect(openssl(file)).toMatch(/(permitted|excluded) subtree violation/);
    if (hasCerttool && gnutlsKnows(names)) expect(gnutls(file)).toContain("Not verified.");
  });
  it("refuses a common name that OpenSSL takes for a host outside, and signs one inside", async () => {
    expect(await sign([], "web.evil.example")).toBeNull();
    expect(openssl(forge([], "web.evil.example"))).toContain("permitted subtree violation");
    workshop.write("signed.pem", (await sign([], "web.corp.example"))!);
    expect(openssl("signed.pem")).toBe("signed.pem: OK\n");
  });
  it("the constraints are in its certificate as they were typed", () => {
    const text = workshop.run("openssl", "x509", "-in", "constrained.pem", "-noout", "-ext", "nameConstraints");
    for (const part of [
      "critical",
      "DNS:corp.example",
      "IP:10.0.0.0/255.0.0.0",
      "email:corp.example",
      "URI:.corp.example",
    ])
      expect(text).toContain(part);
  });
});

describe.skipIf(!hasOpenssl)("a path length", () => {
  it("lets no further authority be made, and OpenSSL accepts nothing from one made all the same", async () => {
    const spec = { ...authoritySpec(at, { name: "Too deep" }), parentId: at.issuing.id };
    const preview = await at.application.previewIssuing(at.administrator, spec);
    expect(preview).toMatchObject({ isAllowed: false });
    expect(preview.findings[0]).toMatchObject({ severity: "error", rule: "issuer-path-length", field: "parentId" });
    await expect(at.application.createIssuing(at.administrator, spec)).rejects.toMatchObject({
      code: "policy",
      field: "parentId",
      detail: expect.stringContaining("“Proof Issuing” has a path length that allows no further authority"),
    });
    workshop.write(
      "deep.cnf",
      "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nauthorityKeyIdentifier=keyid",
    );
    const by = [
      "-CA",
      "issuing.pem",
      "-CAkey",
      "issuing.key",
      "-CAcreateserial",
      "-days",
      "30",
      "-extfile",
      "deep.cnf",
    ];
    workshop.run("openssl", "x509", "-req", "-in", "leaf.csr", ...by, "-out", "deep.pem");
    const below = ["-CA", "deep.pem", "-CAkey", "leaf.key", "-CAcreateserial", "-days", "30"];
    workshop.run("openssl", "req", "-new", "-key", "leaf.key", "-subj", "/CN=below", "-out", "below.csr");
    workshop.run("openssl", "x509", "-req", "-in", "below.csr", ...below, "-out", "below.pem");
    const untrusted = ["-untrusted", "issuing.pem", "-untrusted", "deep.pem"];
    const answer = says(() => workshop.run("openssl", "verify", "-CAfile", "root.pem", ...untrusted, "below.pem"));
    expect(answer).toContain("path length constraint exceeded");
  });
});

/** Each built-in profile with each of its key types, before the programs that check purposes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtInProfiles } from "../../lib/ca/built-in-profiles";
import type { LeafKind } from "../../lib/ca/profile";
import { openTestInstance, person, setUpInstance, type TestInstance } from "../../lib/ca/testing/instance";
import { requestsFor } from "../../lib/ca/testing/profile-request";
import { keyArguments } from "../../lib/pki/testdata/openssl";
import { hasTool, openWorkshop } from "../../lib/pki/testdata/tool";

const hasOpenssl = hasTool("openssl", "openssl");
const hasCerttool = hasTool("certtool", "gnutls-bin");
const workshop = openWorkshop();
let instance: TestInstance;

beforeAll(async () => {
  if (!hasOpenssl) return;
  instance = await openTestInstance();
  await setUpInstance(instance);
}, 120_000);
afterAll(async () => {
  await instance?.close();
  workshop.remove();
});

/** As `openssl verify -purpose` calls them; for code it has a purpose since 3.2 only, so GnuTLS judges that. */
const purposes: Readonly<Record<LeafKind, readonly string[]>> = {
  server: ["sslserver"],
  client: ["sslclient"],
  peer: ["sslserver", "sslclient"],
  device: ["sslclient"],
  workload: ["sslserver", "sslclient"],
  email: ["smimesign"],
  "code-signing": [],
  timestamping: ["timestampsign"],
};
const codeSigning = "1.3.6.1.5.5.7.3.3";
const cases = builtInProfiles.flatMap((profile) => profile.keyTypes.map((keyType) => ({ profile, keyType })));

describe.skipIf(!hasOpenssl)("what the built-in profiles issue serves its purpose and no other", () => {
  it.each(cases.map((one) => [one.profile.id, one.keyType, one] as const))(
    "%s, %s",
    async (id, keyType, { profile }) => {
      const file = `${id}-${keyType}`;
      workshop.run("openssl", "genpkey", ...keyArguments[keyType], "-out", `${file}.key`);
      workshop.run("openssl", "req", "-new", "-key", `${file}.key`, "-subj", "/CN=ignored", "-out", `${file}.csr`);
      const csr = new TextDecoder().decode(workshop.read(`${file}.csr`));
      const { subject, names } = requestsFor(profile)[0]!;
      const { pem, chainPem } = await instance.application.issue(person("administrator"), {
        ...{ authorityId: null, profileId: id, subject, names: [...names], validity: { kind: "default" as const } },
        key: { source: "csr", csr },
      });
      workshop.write(`${file}.pem`, pem);
      workshop.write("issuing.pem", chainPem[0]!);
      workshop.write("root.pem", chainPem.at(-1)!);
      const verify = (purpose: string) =>
        workshop.run(
          ...(["openssl", "verify", "-x509_strict", "-purpose", purpose, "-CAfile", "root.pem"] as const),
          ...["-untrusted", "issuing.pem", `${file}.pem`],
        );
      for (const purpose of purposes[profile.kind]) expect(verify(purpose)).toContain("OK");
      const others = ["sslserver", "sslclient", "smimesign", "timestampsign"];
      for (const other of others.filter((purpose) => !purposes[profile.kind].includes(purpose)))
        expect(() => verify(other), other).toThrow("unsuitable certificate purpose");
      if (profile.kind !== "code-signing" || !hasCerttool) return;
      workshop.write("chain.pem", `${pem}${chainPem[0]}`);
      const judged = workshop.run(
        ...(["certtool", "--verify", "--load-ca-certificate", "root.pem", "--infile", "chain.pem"] as const),
        ...["--verify-purpose", codeSigning],
      );
      expect(judged).toContain("The certificate is trusted");
    },
  );
});

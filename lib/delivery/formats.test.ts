import { X509Certificate } from "node:crypto";
import { parseEnv } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPkcs12 } from "../pki/pkcs12";
import { randomOctets } from "../pki/private-key";
import { makeCertificate } from "../pki/testdata/openssl";
import { hasTool, openWorkshop } from "../pki/testdata/tool";
import { type ChainFormat, chainFormats, chainFormatTraits } from "./format-traits";
import { chainFormatFile } from "./formats";
import { appleProfile } from "./formats/apple-profile";
import type { DeliveredChain } from "./formats/delivered-chain";
import { dotenvFile, shellEnvironmentFile } from "./formats/environment";
import { kubernetesName, kubernetesSecret, kubernetesTrust } from "./formats/kubernetes";
import { yamlString } from "./quote";
import { hostileNames } from "./testing/hostile-names";

const workshop = openWorkshop();
afterAll(() => workshop.remove());
const hasYaml = hasTool("python3", "python3-yaml", "-c", "import yaml");
const hasPython = hasTool("python3", "python3");

let chain: DeliveredChain;
let keyPem: string;

beforeAll(() => {
  const authority = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"];
  const root = { name: "root", keyType: "ec-p256", subject: "/CN=Root", extensions: authority } as const;
  makeCertificate(workshop, root);
  makeCertificate(workshop, { ...root, name: "issuing", subject: "/CN=Issuing", issuer: "root" });
  makeCertificate(workshop, {
    ...root,
    name: "leaf",
    subject: "/CN=web",
    extensions: ["basicConstraints=CA:FALSE"],
    issuer: "issuing",
  });
  const der = (name: string) => workshop.read(`${name}.der`);
  chain = { displayName: "web.corp.example", certificateDer: der("leaf"), issuerDers: [der("issuing"), der("root")] };
  keyPem = new TextDecoder().decode(workshop.read("leaf.key"));
}, 60_000);

/** Runs Python over `input` and gives back the JSON it prints. */
function python(script: string, input: unknown): unknown {
  workshop.write("input.json", JSON.stringify(input));
  return JSON.parse(workshop.run("env", "PYTHONUTF8=1", "python3", "-c", script));
}
const named = (displayName: string): DeliveredChain => ({ ...chain, displayName });
const subjects = (pem: string) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one).subject,
  );

describe.skipIf(!hasPython)("an Apple profile is a property list with what a device installs", () => {
  const script =
    "import plistlib, json, base64\n" +
    "b = lambda v: base64.b64encode(v).decode() if isinstance(v, bytes) else v\n" +
    "print(json.dumps([plistlib.loads(t.encode('utf-8')) for t in json.load(open('input.json'))], default=b))";
  interface Profile {
    readonly [key: string]: unknown;
    readonly PayloadUUID: string;
    readonly PayloadDisplayName: string;
    readonly PayloadContent: readonly { readonly [key: string]: string; readonly PayloadContent: string }[];
  }
  const read = (...texts: string[]) => python(script, texts) as Profile[];

  it("the root and the issuing authorities, each under its own type", () => {
    const [profile] = read(appleProfile(chain, null));
    expect(profile).toMatchObject({ PayloadType: "Configuration", PayloadVersion: 1 });
    expect(profile!.PayloadContent.map(({ PayloadType }) => PayloadType)).toEqual([
      "com.apple.security.root",
      "com.apple.security.pkcs1",
    ]);
    const certificate = new X509Certificate(Buffer.from(profile!.PayloadContent[0]!.PayloadContent, "base64"));
    expect(certificate.subject).toBe("CN=Root");
  });

  it("the identity, whose password the device asks for", async () => {
    const pkcs12 = await createPkcs12({
      pkcs8Der: workshop.read("leaf.p8"),
      certificates: [chain.certificateDer, ...chain.issuerDers],
      friendlyName: "web",
      password: "correct horse",
      variant: "legacy",
      randomBytes: randomOctets,
    });
    const [profile] = read(appleProfile(chain, { pkcs12 }));
    const identity = profile!.PayloadContent.at(-1)!;
    expect(identity.PayloadType).toBe("com.apple.security.pkcs12");
    expect(identity).not.toHaveProperty("Password");
    workshop.write("identity.p12", Buffer.from(identity.PayloadContent, "base64"));
    const text = workshop.run("openssl", "pkcs12", "-in", "identity.p12", "-noenc", "-passin", "pass:correct horse");
    expect(text).toContain("PRIVATE KEY");
  });

  it("identifiers that are the same when it is made again, and different for every payload", () => {
    const [first, again, other] = read(
      appleProfile(chain, null),
      appleProfile(named("another name"), null),
      appleProfile({ ...chain, issuerDers: chain.issuerDers.slice(0, 1) }, null),
    );
    const identifiers = (profile: Profile) => [
      profile.PayloadUUID,
      ...profile.PayloadContent.map(({ PayloadUUID }) => PayloadUUID),
    ];
    expect(identifiers(again!)).toEqual(identifiers(first!));
    expect(new Set([...identifiers(first!), ...identifiers(other!)]).size).toBe(
      identifiers(first!).length + identifiers(other!).length,
    );
    for (const uuid of identifiers(first!))
      expect(uuid).toMatch(/^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-/);
  });

  it("whatever the certificate is called", () => {
    const profiles = read(...hostileNames.map(([, name]) => appleProfile(named(name), null)));
    for (const [index, profile] of profiles.entries()) {
      const [what] = hostileNames[index]!;
      expect(Object.keys(profile), what).toEqual(Object.keys(profiles[0]!));
      expect(profile.PayloadDisplayName, what).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      expect(profile.PayloadContent, what).toEqual(profiles[0]!.PayloadContent);
    }
  });
});

describe.skipIf(!hasYaml)("Kubernetes manifests are YAML that means what it should", () => {
  const script = "import yaml, json\nprint(json.dumps([yaml.safe_load(t) for t in json.load(open('input.json'))]))";
  const read = (...texts: string[]) => python(script, texts) as Record<string, unknown>[];

  it("a Secret that holds chain, key and root", () => {
    const [secret] = read(kubernetesSecret(chain, keyPem));
    expect(secret).toMatchObject({ apiVersion: "v1", kind: "Secret", type: "kubernetes.io/tls" });
    expect(secret).toMatchObject({ metadata: { name: "web-corp-example-tls" } });
    const data = secret!.data as Record<string, string>;
    const text = (name: string) => Buffer.from(data[name]!, "base64").toString();
    expect(subjects(text("tls.crt"))).toEqual(["CN=web", "CN=Issuing"]);
    expect(subjects(text("ca.crt"))).toEqual(["CN=Root"]);
    expect(text("tls.key")).toBe(keyPem);
  });

  it("a ConfigMap with the root", () => {
    const [map] = read(kubernetesTrust(chain));
    expect(map).toMatchObject({ kind: "ConfigMap", metadata: { name: "web-corp-example-trust" } });
    expect(subjects((map!.data as Record<string, string>)["ca.crt"]!)).toEqual(["CN=Root"]);
  });

  it("whatever the certificate is called", () => {
    const maps = read(...hostileNames.map(([, name]) => kubernetesTrust(named(name))));
    const secrets = read(...hostileNames.map(([, name]) => kubernetesSecret(named(name), keyPem)));
    for (const [index, [what, name]] of hostileNames.entries()) {
      const object = kubernetesName(name, "-trust");
      expect(object, what).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(maps[index], what).toEqual({ ...maps[0], metadata: { name: object } });
      expect(secrets[index], what).toEqual({ ...secrets[0], metadata: { name: kubernetesName(name, "-tls") } });
    }
  });

  it("a quoted string reads back as itself", () => {
    const values = [...hostileNames.map(([, value]) => value), "no", "1e3", "~", "null", "0x1f"].filter(
      (value) => !/\p{Cs}/u.test(value),
    );
    expect(read(...values.map(yamlString))).toEqual(values);
  });

  it("an encrypted key never becomes a Secret", () => {
    expect(() => kubernetesSecret(chain, keyPem.replaceAll("PRIVATE", "ENCRYPTED PRIVATE"))).toThrow(TypeError);
  });
});

describe("environment variables carry PEM on one line", () => {
  const names = ["TLS_CERTIFICATE", "TLS_KEY", "TLS_ROOT"];

  it("a .env file for Node, compose and dotenv", () => {
    const read = parseEnv(dotenvFile(chain, keyPem));
    expect(subjects(read.TLS_CERTIFICATE!)).toEqual(["CN=web", "CN=Issuing"]);
    expect(subjects(read.TLS_ROOT!)).toEqual(["CN=Root"]);
    expect(read.TLS_KEY).toBe(keyPem);
    for (const name of names) expect(atob(read[`${name}_BASE64`]!)).toBe(read[name]);
  });

  it("lines for a shell", () => {
    workshop.write("env.sh", shellEnvironmentFile(chain, keyPem));
    const text = workshop.run(
      "sh",
      "-c",
      '. ./env.sh; printf "%s\\n--\\n%s\\n--\\n%s" "$TLS_CERTIFICATE" "$TLS_KEY" "$TLS_ROOT"',
    );
    const [certificate, key, root] = text.split("\n--\n");
    expect(subjects(certificate!)).toEqual(["CN=web", "CN=Issuing"]);
    expect(`${key}\n`).toBe(keyPem);
    expect(subjects(root!)).toEqual(["CN=Root"]);
  });

  it("whatever the certificate is called, and without a key when it is elsewhere", () => {
    const plain = parseEnv(dotenvFile(chain, null));
    expect(Object.keys(plain)).not.toContain("TLS_KEY");
    for (const [what, name] of hostileNames) {
      expect(parseEnv(dotenvFile(named(name), null)), what).toEqual(plain);
      const script = shellEnvironmentFile(named(name), null);
      expect(script.split("\n").slice(1), what).toEqual(shellEnvironmentFile(chain, null).split("\n").slice(1));
      expect(script, what).toMatch(/^# /);
    }
  });
});

describe("every format a certificate is offered in", () => {
  const input = () => ({ ...chain, createdAt: new Date("2026-11-24T00:00:00Z"), randomBytes: randomOctets });

  it.each(chainFormats)("%s has a file, a name and a media type, and no key in it", (format: ChainFormat) => {
    const file = chainFormatFile(format, input());
    expect(file.length).toBeGreaterThan(300);
    expect(Buffer.from(file).toString("latin1")).not.toContain("PRIVATE KEY");
    expect(chainFormatTraits[format].ending).toMatch(/^[.-][a-z0-9.-]+$/);
    expect(chainFormatTraits[format].mediaType).toMatch(/^[a-z]+\/[a-z0-9.-]+(; charset=utf-8)?$/);
  });

  it("of a root too, which is its own root", () => {
    const root = { ...input(), certificateDer: chain.issuerDers.at(-1)!, issuerDers: [] };
    for (const format of chainFormats) expect(chainFormatFile(format, root).length).toBeGreaterThan(300);
    expect(subjects(parseEnv(dotenvFile(root, null)).TLS_ROOT!)).toEqual(["CN=Root"]);
  });

  it.skipIf(!hasTool("keytool", "default-jdk-headless"))(
    "keytool finds the root in both trust stores",
    () => {
      for (const [format, file] of [
        ["truststore-p12", "t.p12"],
        ["truststore-jks", "t.jks"],
      ] as const) {
        workshop.write(file, chainFormatFile(format, input()));
        const text = workshop.run(
          "env",
          "LC_ALL=C",
          "keytool",
          "-list",
          "-v",
          "-keystore",
          file,
          "-storepass",
          "changeit",
        );
        expect(text).toContain("Entry type: trustedCertEntry");
        expect(text).toContain("Owner: CN=Root");
        expect(text).toContain("Your keystore contains 1 entry");
      }
    },
    90_000,
  );
});

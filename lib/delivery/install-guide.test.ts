import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { installGuide } from "./install-guide";
import { hostileNames } from "./testing/hostile-names";

const root = {
  name: "Example Root CA",
  sha256: "ab".repeat(32),
  pemUrl: "http://pki.example/ca/1.pem",
  derUrl: "http://pki.example/ca/1.cer",
};
/** One shell starts the others: quicker than as many processes of Node.js. */
const eachParses = 'for command; do printf %s "$command" | sh -n || exit 1; done';

const commands = (name: string) =>
  installGuide({ ...root, name }).flatMap(({ platform, steps }) =>
    platform === "windows" ? [] : steps.flatMap(({ command }) => (command === null ? [] : [command])),
  );

describe("the guide to trusting a root", () => {
  it("covers every platform the product names, in order", () => {
    expect(installGuide(root).map(({ platform }) => platform)).toEqual([
      ...["debian", "rhel", "macos", "ios", "windows", "android"],
      ...["firefox", "java", "node", "python"],
    ]);
  });

  it.each([
    ["debian", "update-ca-certificates", "/usr/local/share/ca-certificates/countersign-root-Example-Root-CA.crt"],
    ["rhel", "update-ca-trust", "/etc/pki/ca-trust/source/anchors/countersign-root-Example-Root-CA.crt"],
    ["macos", "security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain", "Example-Root-CA.crt"],
    ["windows", "certutil -addstore -f Root countersign-root-Example-Root-CA.cer", "Import-Certificate"],
    ["java", "keytool -importcert", "-cacerts"],
    ["node", "export NODE_EXTRA_CA_CERTS=/etc/ssl/countersign-root-Example-Root-CA.pem", ""],
    ["python", "export SSL_CERT_FILE=", "REQUESTS_CA_BUNDLE"],
  ])("%s", (platform, first, second) => {
    const steps = installGuide(root).find((guide) => guide.platform === platform)!.steps;
    const text = steps.map(({ command }) => command ?? "").join("\n");
    expect(text).toContain(first);
    expect(text).toContain(second);
  });

  it("shows the fingerprint to compare on every platform, as the platform's tool prints it", () => {
    for (const { platform, steps } of installGuide(root)) {
      const expected = platform === "windows" ? "AB".repeat(32) : Array(32).fill("AB").join(":");
      expect(steps.map(({ text }) => text).join(" ")).toContain(expected);
    }
  });

  it.each(hostileNames)(
    "has the same commands but for a safe file name: %s",
    (_, name) => {
      const shown = commands(name);
      expect(shown.length).toBe(commands("x").length);
      for (const command of shown) {
        expect(command.replace(/countersign-root-[A-Za-z0-9](?:[A-Za-z0-9._-]*)/gi, "ROOT")).toMatch(
          /^[\x20-\x7e\n]+$/,
        );
      }
      execFileSync("sh", ["-c", eachParses, "sh", ...shown]);
    },
    30_000,
  );

  it("refuses a fingerprint that is none, and a URL that is more than one", () => {
    expect(() => installGuide({ ...root, sha256: "xyz" })).toThrow(/64 hexadecimal digits/);
    expect(() => installGuide({ ...root, pemUrl: "http://pki.example/ca/1.pem; rm -rf /" })).toThrow(/plain http/);
  });
});

/** How to trust a root, platform by platform, with commands filled in. */
import { CaError } from "../errors";
import { fileName } from "./file-name";
import { webUrl } from "./host";
import { applePlatforms } from "./install-guide/apple";
import { linuxPlatforms } from "./install-guide/linux";
import { mobilePlatforms } from "./install-guide/mobile";
import { runtimePlatforms } from "./install-guide/runtimes";
import { windowsPlatforms } from "./install-guide/windows";

export interface RootToTrust {
  readonly name: string;
  /** SHA-256 of the certificate's DER, hex in any spelling. */
  readonly sha256: string;
  readonly pemUrl: string;
  readonly derUrl: string;
}

export interface InstallStep {
  readonly text: string;
  /** To copy into a terminal; null where the step is done by hand. */
  readonly command: string | null;
}

export interface InstallGuide {
  /** `debian`, `rhel`, `macos`, … */
  readonly platform: string;
  readonly title: string;
  readonly steps: readonly InstallStep[];
  /** What to know before trusting the result; empty when there is nothing. */
  readonly caveat: string;
}

/** A root as the platforms' steps need it. */
export interface PreparedRoot {
  readonly pemUrl: string;
  readonly derUrl: string;
  /** "AA:BB:…", as openssl prints it. */
  readonly fingerprint: string;
  /** Lower-case hex without separators, as sha256sum prints it. */
  readonly sha256: string;
  /** Safe on every system: "countersign-root-corp". `.crt`, `.pem` and `.cer` are added. */
  readonly file: string;
}

export function installGuide(root: RootToTrust): InstallGuide[] {
  const sha256 = root.sha256.replace(/[:\s]/g, "").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new CaError("invalid", "A SHA-256 fingerprint has 64 hexadecimal digits.");
  const prepared: PreparedRoot = {
    pemUrl: webUrl(root.pemUrl),
    derUrl: webUrl(root.derUrl),
    fingerprint: sha256.toUpperCase().match(/../g)!.join(":"),
    sha256,
    file: rootFileStem(root.name),
  };
  return [linuxPlatforms, applePlatforms, windowsPlatforms, mobilePlatforms, runtimePlatforms].flatMap((platforms) =>
    platforms(prepared),
  );
}

/** "Example Root CA" → "countersign-root-Example-Root-CA". */
export function rootFileStem(name: string): string {
  return `countersign-root-${fileName(name)
    .slice(0, 48)
    .replace(/[^A-Za-z0-9]+$/, "")}`;
}

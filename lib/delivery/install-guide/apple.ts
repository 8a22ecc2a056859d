import type { InstallGuide, PreparedRoot } from "../install-guide";
import { shellQuote } from "../quote";
import { downloadSteps } from "./download";

export function applePlatforms(root: PreparedRoot): InstallGuide[] {
  return [
    {
      platform: "macos",
      title: "macOS",
      steps: [
        ...downloadSteps(root, ".crt"),
        {
          text: "Trust it for the whole machine; macOS asks for an administrator’s password.",
          command: `sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain ${shellQuote(`${root.file}.crt`)}`,
        },
      ],
      caveat:
        "Safari and Chrome follow. Server certificates valid for more than 825 days are refused even when the root is trusted.",
    },
    {
      platform: "ios",
      title: "iOS, iPadOS",
      steps: [
        { text: `Open ${root.derUrl} in Safari and allow the download of the profile.`, command: null },
        { text: "Settings → General → VPN & Device Management → Downloaded Profile → Install.", command: null },
        {
          text: `Before you confirm, open More Details and compare the SHA-256 fingerprint: ${root.fingerprint}.`,
          command: null,
        },
        {
          text: "Settings → General → About → Certificate Trust Settings: switch on full trust for the root.",
          command: null,
        },
      ],
      caveat:
        "Without the last step the profile is installed and still nothing trusts it. A device management profile sets it by itself.",
    },
  ];
}

import type { InstallGuide, PreparedRoot } from "../install-guide";

export function mobilePlatforms(root: PreparedRoot): InstallGuide[] {
  return [
    {
      platform: "android",
      title: "Android",
      steps: [
        { text: `Open ${root.derUrl} in the browser and keep the file.`, command: null },
        {
          text: "Settings → Security & privacy → More security settings → Encryption & credentials → Install a certificate → CA certificate. (Names differ a little between makers.)",
          command: null,
        },
        {
          text: `Then Trusted credentials → User: open the root and compare the SHA-256 fingerprint: ${root.fingerprint}.`,
          command: null,
        },
      ],
      caveat:
        "Chrome trusts roots a user installed. Other apps do not since Android 7 unless their network security configuration says so, and the device shows that the network may be monitored. Firefox needs “Use third party CA certificates” in its secret settings.",
    },
  ];
}

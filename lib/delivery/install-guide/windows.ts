import type { InstallGuide, PreparedRoot } from "../install-guide";
import { powerShellQuote } from "../quote";

export function windowsPlatforms(root: PreparedRoot): InstallGuide[] {
  const file = powerShellQuote(`${root.file}.cer`);
  return [
    {
      platform: "windows",
      title: "Windows",
      steps: [
        {
          text: "Download the root, in PowerShell as administrator.",
          command: `Invoke-WebRequest -UseBasicParsing -Uri ${powerShellQuote(root.derUrl)} -OutFile ${file}`,
        },
        {
          text: `Compare the hash: it must be ${root.sha256.toUpperCase()}.`,
          command: `(Get-FileHash -Algorithm SHA256 -LiteralPath ${file}).Hash`,
        },
        {
          text: "Trust it for the whole machine.",
          command: `Import-Certificate -FilePath ${file} -CertStoreLocation Cert:\\LocalMachine\\Root`,
        },
        {
          text: "Or, where PowerShell’s module is missing, in a command prompt as administrator:",
          command: `certutil -addstore -f Root ${root.file}.cer`,
        },
      ],
      caveat:
        "Edge and Chrome follow; Firefox does unless security.enterprise_roots.enabled is off. Java and Node.js do not.",
    },
  ];
}

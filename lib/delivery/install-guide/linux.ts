import type { InstallGuide, PreparedRoot } from "../install-guide";
import { shellQuote } from "../quote";
import { downloadSteps } from "./download";

export function linuxPlatforms(root: PreparedRoot): InstallGuide[] {
  const crt = shellQuote(`${root.file}.crt`);
  return [
    {
      platform: "debian",
      title: "Debian, Ubuntu",
      steps: [
        ...downloadSteps(root, ".crt"),
        {
          text: "Install it; the name must end in .crt.",
          command: `sudo install -m 0644 ${crt} ${shellQuote(`/usr/local/share/ca-certificates/${root.file}.crt`)}\nsudo update-ca-certificates`,
        },
      ],
      caveat: "Firefox, Chromium, Java from elsewhere, Node.js and Python’s certifi keep trust stores of their own.",
    },
    {
      platform: "rhel",
      title: "RHEL, Fedora, CentOS Stream, Rocky, Alma",
      steps: [
        ...downloadSteps(root, ".crt"),
        {
          text: "Install it.",
          command: `sudo install -m 0644 ${crt} ${shellQuote(`/etc/pki/ca-trust/source/anchors/${root.file}.crt`)}\nsudo update-ca-trust`,
        },
      ],
      caveat: "The system’s Java and Firefox follow; Node.js and Python’s certifi keep trust stores of their own.",
    },
  ];
}

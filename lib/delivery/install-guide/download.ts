import type { InstallStep, PreparedRoot } from "../install-guide";
import { shellQuote } from "../quote";

/** The file may have come over plain HTTP: the fingerprint, compared by a person, is what makes it trustworthy. */
export function downloadSteps(root: PreparedRoot, ending: ".crt" | ".pem"): InstallStep[] {
  const file = `${root.file}${ending}`;
  return [
    {
      text: "Download the root.",
      command: `curl --fail --globoff --output ${shellQuote(file)} --url ${shellQuote(root.pemUrl)}`,
    },
    {
      text: `Compare the fingerprint: it must be ${root.fingerprint}.`,
      command: `openssl x509 -in ${shellQuote(file)} -noout -fingerprint -sha256`,
    },
  ];
}

/** PEM in environment variables: one line each, in the quoting of whoever reads it. */
import { encodePem } from "../../pki/pem";
import { plainText } from "../plain-text";
import { type DeliveredChain, intermediatesOf, rootOf } from "./delivered-chain";

interface Variable {
  readonly name: string;
  readonly pem: string;
}

/** PEM holds letters, digits, `+ / = -` and new lines only: nothing that a quote or a shell cares for. */
function variables(chain: DeliveredChain, keyPem: string | null): Variable[] {
  const pem = (ders: readonly Uint8Array[]) => ders.map((der) => encodePem("CERTIFICATE", der)).join("");
  const all = [
    { name: "TLS_CERTIFICATE", pem: pem([chain.certificateDer, ...intermediatesOf(chain)]) },
    ...(keyPem === null ? [] : [{ name: "TLS_KEY", pem: keyPem }]),
    { name: "TLS_ROOT", pem: pem([rootOf(chain)]) },
  ];
  const strange = all.find((variable) => !/^[A-Za-z0-9+/= \n-]+$/.test(variable.pem));
  if (strange) throw new TypeError(`${strange.name} is not PEM.`);
  return all;
}

const oneLine = (pem: string) => pem.replaceAll("\n", "\\n");

/** A `.env` file. `keyPem` is null when the key is elsewhere. */
export function dotenvFile(chain: DeliveredChain, keyPem: string | null): string {
  const all = variables(chain, keyPem);
  return lines([
    `# “${plainText(chain.displayName)}”: TLS_CERTIFICATE is the full chain, TLS_ROOT what to trust.`,
    "# For docker compose, dotenv and node --env-file: \\n in double quotes is a new line.",
    ...all.map(({ name, pem }) => `${name}="${oneLine(pem)}"`),
    "# The same in base64, for what keeps quotes and \\n as they stand (docker run --env-file).",
    ...all.map(({ name, pem }) => `${name}_BASE64=${btoa(pem)}`),
  ]);
}

/** The same for a POSIX shell: `. ./file`. */
export function shellEnvironmentFile(chain: DeliveredChain, keyPem: string | null): string {
  return lines([
    `# “${plainText(chain.displayName)}”: TLS_CERTIFICATE is the full chain, TLS_ROOT what to trust.`,
    "# Read it into a shell with: . ./this-file",
    ...variables(chain, keyPem).map(({ name, pem }) => `export ${name}="$(printf '%b' '${oneLine(pem)}')"`),
  ]);
}

const lines = (text: readonly string[]) => `${text.join("\n")}\n`;

import { CaError } from "../errors";
import type { Ports } from "./ports";

const lengthMin = 12;
const lengthMax = 256;

/** NIST SP 800-63B §5.1.1.2: length and a list of common passwords, no rules of composition. Throws CaError("invalid"). */
export function checkNewPassword(ports: Pick<Ports, "passwords">, password: string, field: string): void {
  const length = [...password].length;
  if (length < lengthMin) throw new CaError("invalid", `A password has at least ${lengthMin} characters.`, { field });
  if (length > lengthMax) throw new CaError("invalid", `A password has at most ${lengthMax} characters.`, { field });
  if (ports.passwords.isCommon(password)) {
    throw new CaError("invalid", "This password is among those that everybody tries first; choose another.", { field });
  }
}

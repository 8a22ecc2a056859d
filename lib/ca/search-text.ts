/** The one search box: a name or part of it, an address, a serial or fingerprint in any notation, or a pasted PEM. */
import { isCaError } from "../errors";
import { parseGeneralName } from "../pki/general-name";
import { sha256Hex } from "../pki/hash";
import { formatIp, parseIp } from "../pki/ip";
import { decodePem } from "../pki/pem";
import { parseSerialNotations } from "../pki/serial";

export interface SearchText {
  readonly text: string | null;
  readonly serials: readonly string[];
  /** SHA-1 or SHA-256 in lower-case hex. */
  readonly fingerprint: string | null;
}

/** Whatever it may mean at once; any reading may match. All empty for an empty box. */
export function parseSearchText(typed: string): SearchText {
  const text = typed.trim();
  if (text === "") return { text: null, serials: [], fingerprint: null };
  const pem = fingerprintOfPem(text);
  if (pem) return { text: null, serials: [], fingerprint: pem };
  return { text: namePart(text), serials: parseSerialNotations(text), fingerprint: parseFingerprint(text) };
}

function fingerprintOfPem(text: string): string | null {
  if (!text.includes("-----BEGIN ")) return null;
  try {
    const block = decodePem(text, { maxBytes: 128 * 1024 }).find(({ label }) => /^(X509 )?CERTIFICATE$/.test(label));
    return block ? sha256Hex(block.der) : null;
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

/** As openssl, browsers and `sha256sum` print them: `SHA256 Fingerprint=AB:CD…`, `sha1:abcd…`, with spaces or without. */
function parseFingerprint(text: string): string | null {
  const hex = text
    .replace(/^sha-?(1|256)\s*(fingerprint)?\s*[:=]\s*/i, "")
    .replace(/[\s:]/g, "")
    .toLowerCase();
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(hex) ? hex : null;
}

/** As certificates spell it: addresses in their shortest form, internationalised host names as A-labels. */
function namePart(text: string): string {
  const address = parseIp(text.replace(/^\[(.*)\]$/, "$1"));
  if (address) return formatIp(address);
  if (/^[\x20-\x7e]*$/.test(text) || !text.includes(".") || text.includes(" ")) return text;
  try {
    return parseGeneralName(text).value;
  } catch (error) {
    if (isCaError(error)) return text;
    throw error;
  }
}

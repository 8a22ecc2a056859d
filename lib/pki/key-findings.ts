import type { Finding } from "../errors";
import { hexFromBytes } from "./der";
import { type CurveName, curveByOid, curves, isOnCurve } from "./ec-curve";
import type { SubjectPublicKeyInfo } from "./spki";

const newKey = "Make a new key: ECDSA P-256, or RSA 2048 where an old device demands RSA.";

/**
 * What is wrong with a well-formed public key, in words for the person who brought it; empty when we certify it.
 * Every finding is an error on field `key`: a key is either fit to be certified or it is not.
 */
export function keyFindings(spki: SubjectPublicKeyInfo): Finding[] {
  if (spki.modulus && spki.exponent !== undefined) return rsaFindings(spki.bits, spki.modulus, spki.exponent);
  if (spki.point) return ecFindings(spki, spki.point);
  if (spki.label === "Ed25519") return ed25519Findings(spki.keyBits);
  return [
    finding(
      "key-algorithm",
      `This is a key of another kind (${spki.label}); certificates are made for RSA, ECDSA and Ed25519 keys.`,
      "RFC 3279 §2.3.1, RFC 5480 §2 and RFC 8410 §4: the kinds of key certified here",
    ),
  ];
}

function finding(rule: string, message: string, source: string, advice = newKey): Finding {
  return { rule, severity: "error", field: "key", message, advice, source };
}

function rsaFindings(bits: number, modulus: Uint8Array, exponent: bigint): Finding[] {
  const findings: Finding[] = [];
  if (bits < 2048) {
    findings.push(
      finding(
        "key-rsa-too-small",
        `An RSA key of ${bits} bits can be broken; the least is 2048.`,
        "NIST SP 800-131A §3",
      ),
    );
  } else if (bits !== 2048 && bits !== 3072 && bits !== 4096) {
    findings.push(
      finding(
        "key-rsa-size",
        `RSA keys have 2048, 3072 or 4096 bits; this one has ${bits}.`,
        "the sizes certified here; clients are tested with these",
      ),
    );
  }
  findings.push(...exponentFindings(exponent));
  const factor = smallFactor(modulus);
  if (factor !== null) {
    findings.push(
      finding(
        "key-rsa-small-factor",
        `The RSA modulus is divisible by ${factor}, so anyone can work out the private key.`,
        "CA/Browser Forum TLS BR §6.1.6; NIST SP 800-89 §5.3.3",
      ),
    );
  } else if (isRoca(modulus)) {
    findings.push(
      finding(
        "key-rsa-roca",
        "This RSA key was made by a faulty Infineon chip; its private key can be worked out (ROCA).",
        "CA/Browser Forum TLS BR §6.1.1.3; CVE-2017-15361",
      ),
    );
  } else if (bits <= 4096 && hasClosePrimes(modulus)) {
    findings.push(
      finding(
        "key-rsa-close-primes",
        "The two primes of this RSA key lie so close together that anyone can work out the private key.",
        "CA/Browser Forum TLS BR §6.1.1.3; CVE-2022-26320",
      ),
    );
  }
  return findings;
}

function exponentFindings(exponent: bigint): Finding[] {
  const source = "CA/Browser Forum TLS BR §6.1.6; NIST SP 800-89 §5.3.3";
  if (exponent % 2n === 0n)
    return [finding("key-rsa-exponent-even", "The RSA exponent is even, so this is no RSA key.", source)];
  if (exponent < 65537n) {
    return [finding("key-rsa-exponent-small", `The RSA exponent is ${exponent}; it must be at least 65537.`, source)];
  }
  if (exponent >= 1n << 256n) {
    return [finding("key-rsa-exponent-large", "The RSA exponent is 2²⁵⁶ or more; clients refuse such keys.", source)];
  }
  return [];
}

// TLS BR §6.1.6 asks for a modulus without factors below 752.
const smallPrimes = Array.from({ length: 750 }, (_, index) => index + 2).filter((candidate) => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false;
  return true;
});
const primorial = smallPrimes.reduce((product, prime) => product * BigInt(prime), 1n);

function smallFactor(modulus: Uint8Array): number | null {
  const rest = numberOf(modulus) % primorial;
  return smallPrimes.find((prime) => rest % BigInt(prime) === 0n) ?? null;
}

// Primes 3 to 167. The faulty generator made p = k·M + (65537^a mod M) with M a product of such primes, so modulo each
// of them the modulus is a power of 65537; of other moduli one in 2^28 is.
const rocaPrimes = smallPrimes.filter((prime) => prime > 2 && prime <= 167);

function isRoca(modulus: Uint8Array): boolean {
  const n = numberOf(modulus);
  return rocaPrimes.every((prime) => isPowerOf65537(Number(n % BigInt(prime)), prime));
}

function isPowerOf65537(residue: number, prime: number): boolean {
  let power = 1;
  do {
    if (power === residue) return true;
    power = (power * 65537) % prime;
  } while (power !== 1);
  return false;
}

const fermatRounds = 100;

/** Fermat's method: n = a² − b² with a just above √n is found at once when the primes are close. */
function hasClosePrimes(modulus: Uint8Array): boolean {
  const n = numberOf(modulus);
  let a = squareRoot(n);
  if (a * a === n) return true;
  for (let round = 0; round < fermatRounds; round++) {
    a += 1n;
    const square = a * a - n;
    // Squares end in 0, 1, 4 or 9 in hexadecimal: three quarters need no root.
    if ((0x213n >> (square & 15n)) & 1n) {
      const b = squareRoot(square);
      if (b * b === square) return true;
    }
  }
  return false;
}

/** The greatest integer whose square is at most `n` (Newton's method from above). */
function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt((n.toString(16).length * 4 + 1) >> 1);
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

const numberOf = (octets: Uint8Array): bigint => BigInt(`0x${hexFromBytes(octets)}`);

function ecFindings(spki: SubjectPublicKeyInfo, point: Uint8Array): Finding[] {
  if (spki.curve === undefined) {
    const message = "This EC key spells out its curve instead of naming one.";
    return [finding("key-ec-named-curve", message, "RFC 5480 §2.1.1; CVE-2020-0601")];
  }
  const name = curveByOid.get(spki.curve);
  if (!name) {
    const message = `Keys on this curve (${spki.label.replace(/^EC /, "")}) are not certified; the curves are P-256, P-384 and P-521.`;
    return [finding("key-ec-curve", message, "CA/Browser Forum TLS BR §6.1.5")];
  }
  return pointFindings(name, point);
}

function pointFindings(name: CurveName, point: Uint8Array): Finding[] {
  if (point.length === 1 && point[0] === 0x00) {
    return [finding("key-ec-infinity", "The public key is the point at infinity, which is no key.", "SEC 1 §3.2.2.1")];
  }
  if (point[0] === 0x02 || point[0] === 0x03) {
    const advice = "Export the public key again in uncompressed form (OpenSSL: -conv_form uncompressed).";
    const message = "The EC point is compressed; many clients read only the uncompressed form.";
    return [finding("key-ec-compressed", message, "RFC 5480 §2.2", advice)];
  }
  if (point[0] !== 0x04 || point.length !== 1 + 2 * curves[name].octets) {
    return [finding("key-ec-point-form", `The public key has not the form of a point on ${name}.`, "SEC 1 §2.3.3")];
  }
  if (!isOnCurve(name, point)) {
    return [finding("key-ec-not-on-curve", `The public key is not a point on ${name}.`, "SEC 1 §3.2.2.1")];
  }
  return [];
}

function ed25519Findings(keyBits: Uint8Array): Finding[] {
  if (keyBits.length === 32) return [];
  const message = `An Ed25519 key has 32 octets; this one has ${keyBits.length}.`;
  return [finding("key-ed25519-length", message, "RFC 8032 §5.1.5")];
}

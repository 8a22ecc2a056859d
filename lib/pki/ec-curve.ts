/** The NIST prime curves we certify (NIST SP 800-186 §3.2.1; object identifiers from RFC 5480 §2.1.1.1). */
import { hexFromBytes } from "./der";

export type CurveName = "P-256" | "P-384" | "P-521";

interface Curve {
  readonly oid: string;
  readonly bits: number;
  readonly octets: number;
  readonly p: bigint;
  /** In y² = x³ − 3x + b over the integers modulo p. */
  readonly b: bigint;
}

export const curves: Readonly<Record<CurveName, Curve>> = {
  "P-256": {
    oid: "1.2.840.10045.3.1.7",
    bits: 256,
    octets: 32,
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  "P-384": {
    oid: "1.3.132.0.34",
    bits: 384,
    octets: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  "P-521": {
    oid: "1.3.132.0.35",
    bits: 521,
    octets: 66,
    p: 2n ** 521n - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
};

export const curveByOid: ReadonlyMap<string, CurveName> = new Map(
  (Object.keys(curves) as CurveName[]).map((name) => [curves[name].oid, name]),
);

/** Whether `point`, in uncompressed form (SEC 1 §2.3.3), satisfies the curve's equation with reduced coordinates. */
export function isOnCurve(name: CurveName, point: Uint8Array): boolean {
  const { octets, p, b } = curves[name];
  if (point.length !== 1 + 2 * octets || point[0] !== 0x04) return false;
  const x = BigInt(`0x${hexFromBytes(point.subarray(1, 1 + octets))}`);
  const y = BigInt(`0x${hexFromBytes(point.subarray(1 + octets))}`);
  if (x >= p || y >= p) return false;
  return (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}

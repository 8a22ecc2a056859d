/** Certificates to break: a sound hierarchy, any part of which a test replaces by bytes of its own. */
import { generateKeyPairSync } from "node:crypto";
import { algorithms } from "../../algorithm";
import { type Der, explicit, integer, sequence, time } from "../../der";
import {
  authorityInfoAccessExtension,
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  crlDistributionPointsExtension,
  type Extension,
  encodeExtension,
  extendedKeyUsageExtension,
  keyIdentifierOf,
  keyUsageExtension,
  subjectAltNameExtension,
  subjectKeyIdentifierExtension,
} from "../../extension";
import { encodeName } from "../../name";
import { oid } from "../../oid";

export interface Parts {
  readonly version?: Der;
  readonly serial: Der;
  readonly signatureAlgorithm: Der;
  readonly issuer: Der;
  readonly validity: Der;
  readonly subject: Der;
  readonly spki: Der;
  readonly uniqueIdentifiers: readonly Der[];
  /** By object identifier; a test removes one with null or adds one. */
  readonly extensions: Readonly<Record<string, Extension | Der | null>>;
}

export const day = 86_400_000;
export const start = Date.UTC(2026, 10, 24);
export const validity = (from: number, days: number): Der =>
  sequence(time(new Date(from)), time(new Date(from + days * day)));

export function newSpki(namedCurve = "P-256"): Der {
  return new Uint8Array(generateKeyPairSync("ec", { namedCurve }).publicKey.export({ type: "spki", format: "der" }));
}

const rootSpki = newSpki();
const issuingSpki = newSpki();
const leafSpki = newSpki();
const serial = integer(Uint8Array.from({ length: 16 }, (_, index) => 0x40 + index));
const version = explicit(0, integer(2));
const ecdsa = algorithms["ec-p256"].signatureAlgorithm;
export const rootName = encodeName({ organization: "Example", commonName: "Example Root" });
export const issuingName = encodeName({ organization: "Example", commonName: "Example Issuing" });
export const urls = { crl: "http://pki.example/crl/1.crl", ca: "http://pki.example/ca/1.cer" };

const list = (...extensions: readonly Extension[]) =>
  Object.fromEntries(extensions.map((extension) => [extension.oid, extension]));
const pointers = () => [
  crlDistributionPointsExtension([urls.crl]),
  authorityInfoAccessExtension({ caIssuers: [urls.ca], ocsp: [] }),
];

export const rootParts: Parts = {
  version,
  serial,
  signatureAlgorithm: ecdsa,
  issuer: rootName,
  validity: validity(start - 100 * day, 7300),
  subject: rootName,
  spki: rootSpki,
  uniqueIdentifiers: [],
  extensions: list(
    basicConstraintsExtension({ isCa: true, pathLength: null }),
    keyUsageExtension(["keyCertSign", "cRLSign"]),
    subjectKeyIdentifierExtension(rootSpki),
  ),
};

export const issuingParts: Parts = {
  ...rootParts,
  validity: validity(start - 100 * day, 3650),
  subject: issuingName,
  spki: issuingSpki,
  extensions: list(
    basicConstraintsExtension({ isCa: true, pathLength: 0 }),
    keyUsageExtension(["keyCertSign", "cRLSign"]),
    subjectKeyIdentifierExtension(issuingSpki),
    authorityKeyIdentifierExtension(keyIdentifierOf(rootSpki)),
    ...pointers(),
  ),
};

export const leafParts: Parts = {
  ...issuingParts,
  issuer: issuingName,
  validity: validity(start, 90),
  subject: encodeName({ commonName: "web.corp.example" }),
  spki: leafSpki,
  extensions: list(
    basicConstraintsExtension({ isCa: false, pathLength: null }),
    keyUsageExtension(["digitalSignature"]),
    extendedKeyUsageExtension([oid.serverAuth, oid.clientAuth], false),
    subjectAltNameExtension(
      [
        { type: "dns", value: "web.corp.example" },
        { type: "dns", value: "*.apps.corp.example" },
        { type: "ip", value: "10.0.0.7" },
        { type: "ip", value: "2001:db8::7" },
        { type: "email", value: "ops@corp.example" },
        { type: "uri", value: "spiffe://corp.example/web" },
      ],
      false,
    ),
    subjectKeyIdentifierExtension(leafSpki),
    authorityKeyIdentifierExtension(keyIdentifierOf(issuingSpki)),
    ...pointers(),
  ),
};

export type Tweak = Partial<Omit<Parts, "version">> & { readonly version?: Der | null };

/** TBSCertificate with the tweaks; extensions are merged by identifier, `null` removes one. */
export function tbs(parts: Parts, tweak: Tweak = {}): Der {
  const merged = { ...parts, ...tweak, extensions: { ...parts.extensions, ...tweak.extensions } };
  const extensions = Object.values(merged.extensions).flatMap((extension) =>
    extension === null ? [] : [extension instanceof Uint8Array ? extension : encodeExtension(extension)],
  );
  return sequence(
    ...(merged.version ? [merged.version] : []),
    merged.serial,
    merged.signatureAlgorithm,
    merged.issuer,
    merged.validity,
    merged.subject,
    merged.spki,
    ...merged.uniqueIdentifiers,
    explicit(3, sequence(...extensions)),
  );
}

export const root = { tbsDer: tbs(rootParts) };
export const issuing = { tbsDer: tbs(issuingParts) };

export const contexts = {
  leaf: { purpose: "leaf", issuer: issuing, ancestors: [root] },
  issuing: { purpose: "issuing", issuer: root },
  root: { purpose: "root", issuer: null },
} as const;

/** An extension with bytes of the test's own inside. */
export const raw = (dotted: string, critical: boolean, value: Der): Readonly<Record<string, Extension>> => ({
  [dotted]: { oid: dotted, critical, value },
});

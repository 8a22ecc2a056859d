/** The profiles every instance starts with. A change here raises `version`. There is none for OCSP responders. */
import { type KeyType, keyTypes } from "../pki/algorithm";
import type { NameCount, NameType, Profile, SubjectRule } from "./profile";
import { kinds } from "./profile-kind";

const anyNumber = { dns: "any", ip: "any", email: "any", uri: "any" } as const satisfies Record<NameType, NameCount>;
const noNames = { dns: [], ip: [], email: [], uri: [] } as const;
const anySubject = {
  country: "allow",
  stateOrProvince: "allow",
  locality: "allow",
  organization: "allow",
  organizationalUnit: "allow",
  commonName: "allow",
  serialNumber: "allow",
} as const satisfies Profile["subject"];
const subject = (change: Partial<Record<keyof typeof anySubject, SubjectRule>>) => ({ ...anySubject, ...change });

const common = {
  isBuiltIn: true,
  version: 2,
  // RFC 5280 §4.2.1.3: a signature in the handshake, or (RSA only) key transport.
  keyUsage: ["digitalSignature", "keyEncipherment"],
  keyTypes,
  validityDaysDefault: 90,
  validityDaysMax: 398,
  subject: anySubject,
  nameCounts: anyNumber,
  hasCrlDistributionPoint: true,
  hasAuthorityInformationAccess: true,
} as const satisfies Partial<Profile>;

// NIST SP 800-57 part 1 §5.6.3: 112 bits of security, RSA 2048, end with 2030; what lives longer starts stronger.
const strongKeys: readonly KeyType[] = ["ec-p256", "ec-p384", "rsa-3072", "rsa-4096"];

type WithoutPurpose = Omit<Profile, "extendedKeyUsage">;

const tlsProfiles: readonly WithoutPurpose[] = [
  {
    ...common,
    id: "server",
    kind: "server",
    name: "Server",
    description: "For whatever answers TLS: web servers, databases, services.",
    names: { dns: null, ip: null, email: [], uri: null },
  },
  {
    ...common,
    id: "client",
    kind: "client",
    name: "Client",
    description: "For whoever connects: people, devices, services that call others.",
    // A client only ever signs in the handshake.
    keyUsage: ["digitalSignature"],
    names: { dns: null, ip: null, email: null, uri: null },
  },
  {
    ...common,
    id: "peer",
    kind: "peer",
    name: "Server and client",
    description: "For services that both answer and call: cluster members, mesh sidecars, mail relays.",
    names: { dns: null, ip: null, email: [], uri: null },
  },
  {
    ...common,
    id: "device",
    kind: "device",
    name: "Device",
    description:
      "For machines that cannot renew often: meters, printers, controllers. A client and nothing else, with a key strong enough for its years.",
    keyUsage: ["digitalSignature"],
    keyTypes: strongKeys,
    validityDaysDefault: 1_095,
    validityDaysMax: 3_650,
    subject: subject({ commonName: "require" }),
    names: { dns: null, ip: [], email: [], uri: null },
  },
  {
    ...common,
    id: "workload",
    kind: "workload",
    name: "SPIFFE workload",
    description: "For software in a mesh: one SPIFFE ID says what it is, and short lives stand in for revocation.",
    keyTypes: ["ec-p256", "ec-p384", "rsa-2048", "rsa-3072", "rsa-4096"],
    validityDaysDefault: 1,
    validityDaysMax: 30,
    // The names say who it is; a common name would have to be a host's.
    subject: subject({ commonName: "deny" }),
    names: { dns: null, ip: [], email: [], uri: [{ type: "uri", prefix: "spiffe://" }] },
    // X509-SVID §2: exactly one URI, which is the SPIFFE ID.
    nameCounts: { ...anyNumber, uri: "exactly-one" },
  },
];

const signingProfiles: readonly WithoutPurpose[] = [
  {
    ...common,
    id: "email",
    kind: "email",
    name: "E-mail",
    description: "For people and mailboxes: to sign and encrypt e-mail (S/MIME).",
    keyUsage: ["digitalSignature", "keyEncipherment", "keyAgreement"],
    validityDaysDefault: 365,
    // CA/Browser Forum S/MIME BR §6.3.2, multipurpose and strict.
    validityDaysMax: 825,
    names: { dns: [], ip: [], email: null, uri: [] },
    nameCounts: { ...anyNumber, email: "at-least-one" },
  },
  {
    ...common,
    id: "code-signing",
    kind: "code-signing",
    name: "Code signing",
    description: "For whoever signs programs, packages, images and scripts that others run.",
    keyUsage: ["digitalSignature"],
    // CA/Browser Forum code signing BR §6.1.5.1: RSA 3072 at least.
    keyTypes: ["ec-p256", "ec-p384", "rsa-3072", "rsa-4096"],
    validityDaysDefault: 365,
    // CA/Browser Forum code signing BR §6.3.2, since March 2026.
    validityDaysMax: 460,
    subject: subject({ commonName: "require" }),
    names: noNames,
  },
  {
    ...common,
    id: "timestamping",
    kind: "timestamping",
    name: "Timestamping",
    description: "For a timestamping authority: its signature says that something existed at a time.",
    keyUsage: ["digitalSignature"],
    keyTypes: strongKeys,
    validityDaysDefault: 1_095,
    validityDaysMax: 3_650,
    subject: subject({ commonName: "require" }),
    names: noNames,
  },
];

export const builtInProfiles: readonly Profile[] = [...tlsProfiles, ...signingProfiles].map((profile) => ({
  ...profile,
  extendedKeyUsage: kinds[profile.kind].extendedKeyUsage,
}));

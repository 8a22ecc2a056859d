/** The profiles every instance starts with. A change here raises `version`. */
import { keyTypes } from "../pki/algorithm";
import type { Profile } from "./profile";

const common = {
  isBuiltIn: true,
  version: 1,
  // RFC 5280 §4.2.1.3: a signature in the handshake, or (RSA only) key transport.
  keyUsage: ["digitalSignature", "keyEncipherment"],
  keyTypes,
  validityDaysDefault: 90,
  validityDaysMax: 398,
  subject: {
    country: "allow",
    stateOrProvince: "allow",
    locality: "allow",
    organization: "allow",
    organizationalUnit: "allow",
    commonName: "allow",
    serialNumber: "allow",
  },
  hasCrlDistributionPoint: true,
  hasAuthorityInformationAccess: true,
} as const satisfies Partial<Profile>;

export const builtInProfiles: readonly Profile[] = [
  {
    ...common,
    id: "server",
    name: "Server",
    description: "For whatever answers TLS: web servers, databases, services.",
    extendedKeyUsage: ["serverAuth"],
    names: { dns: null, ip: null, email: [], uri: null },
  },
  {
    ...common,
    id: "client",
    name: "Client",
    description: "For whoever connects: people, devices, services that call others.",
    // A client only ever signs in the handshake.
    keyUsage: ["digitalSignature"],
    extendedKeyUsage: ["clientAuth"],
    names: { dns: null, ip: null, email: null, uri: null },
  },
  {
    ...common,
    id: "peer",
    name: "Server and client",
    description: "For services that both answer and call: cluster members, mesh sidecars, mail relays.",
    extendedKeyUsage: ["serverAuth", "clientAuth"],
    names: { dns: null, ip: null, email: [], uri: null },
  },
];

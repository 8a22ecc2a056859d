/** For tests of all built-in profiles: what people would ask of each. */
import type { Subject } from "../../pki/name";
import type { LeafKind, Profile } from "../profile";

export interface ProfileRequest {
  readonly subject: Subject;
  readonly names: readonly string[];
}

const hosts = ["web.corp.example", "10.0.0.7", "2001:db8::7", "db", "*.corp.example"];
const spiffe = "spiffe://corp.example/billing/web";
const tls: readonly ProfileRequest[] = [
  { subject: { commonName: "web.corp.example" }, names: hosts },
  { subject: {}, names: hosts },
];

const requests: Readonly<Record<LeafKind, readonly ProfileRequest[]>> = {
  server: tls,
  client: [...tls, { subject: { commonName: "Zoë’s laptop" }, names: [] }],
  peer: tls,
  device: [
    { subject: { commonName: "meter-17", serialNumber: "4711" }, names: [] },
    {
      subject: { commonName: "meter-17" },
      names: ["meter-17.corp.example", "urn:uuid:0b0e4b7e-3c7a-4b7c-8f4e-1f2a3b4c5d6e"],
    },
  ],
  workload: [
    { subject: {}, names: [spiffe] },
    { subject: { organization: "Corp Example" }, names: ["web.corp.example", spiffe] },
  ],
  email: [
    { subject: { commonName: "Zoë Example" }, names: ["zoe@corp.example", "z.example@corp.example"] },
    { subject: {}, names: ["zoe@corp.example"] },
  ],
  "code-signing": [{ subject: { commonName: "Corp Example Builds", organization: "Corp Example" }, names: [] }],
  timestamping: [{ subject: { commonName: "Corp Example Timestamps" }, names: [] }],
};

export const requestsFor = ({ kind }: Profile): readonly ProfileRequest[] => requests[kind];

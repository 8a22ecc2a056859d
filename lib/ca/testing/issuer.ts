/** Authorities for tests of pure decisions: real certificates with a signature that nobody looks at. */
import type { NameConstraintsInput } from "../../contract/authority";
import { noNameConstraints } from "../../contract/authority";
import { algorithms } from "../../pki/algorithm";
import { assembleCertificate, type Certificate, parseCertificate } from "../../pki/certificate";
import { parseSpki, sampleSpki } from "../../pki/spki";
import { draftAuthority, type Parent } from "../authority-draft";
import type { Ask, IssuerFacts, KeyFacts } from "../policy";

export const now = new Date("2026-11-24T12:00:00.500Z");

interface Wanted {
  readonly name: string;
  readonly parent?: Parent;
  readonly pathLength?: number | null;
  readonly years?: number;
  readonly permittedDns?: readonly string[];
}

export function authority({ name, parent, pathLength = null, years = 10, permittedDns = [] }: Wanted): Certificate {
  const nameConstraints: NameConstraintsInput = {
    ...noNameConstraints,
    permitted: { ...noNameConstraints.permitted, dns: [...permittedDns] },
  };
  const spec = {
    subject: { commonName: name },
    keyType: "ec-p256",
    validityYears: years,
    pathLength,
    nameConstraints,
    validationUrl: "http://pki.corp.example",
  } as const;
  const spkiDer = sampleSpki("ec-p256");
  const { tbs } = draftAuthority({ spec, parent: parent ?? null, spkiDer, now, serial: `40${"01".repeat(15)}` });
  return parseCertificate(assembleCertificate(tbs!, algorithms["ec-p256"].signatureAlgorithm, new Uint8Array(70)));
}

export function parent(name: string, certificate: Certificate, above: Parent["chain"] = []): Parent {
  const authority = { id: "abcdefghijkl", name, keyType: "ec-p256", validationUrl: "http://pki.corp.example" } as const;
  return { authority, certificate, chain: [{ name, certificate }, ...above] };
}

export const issuer = (chain: IssuerFacts["chain"]): IssuerFacts => ({
  id: "abcdefghijkl",
  name: chain[0]!.name,
  validationUrl: "http://pki.corp.example",
  chain,
});

export const plainIssuer = issuer([{ name: "Corp Issuing", certificate: authority({ name: "Corp Issuing" }) }]);

const key: KeyFacts = {
  spki: parseSpki(sampleSpki("ec-p256")),
  exists: true,
  isBlocked: false,
  isAuthorityKey: false,
  isSignatureValid: null,
  field: "key",
};

export const ask = (change: Partial<Omit<Ask, "key">> & { readonly key?: Partial<KeyFacts> } = {}): Ask => ({
  subject: { commonName: "web.corp.example" },
  names: ["web.corp.example"],
  validity: { kind: "default" },
  csr: null,
  ...change,
  key: { ...key, ...change.key },
});

import { describe, expect, it } from "vitest";
import { noNameConstraints } from "../contract/authority";
import { algorithms, type KeyType, keyTypes } from "../pki/algorithm";
import { assembleCertificate, type Certificate, parseCertificate } from "../pki/certificate";
import type { Subject } from "../pki/name";
import { sampleSpki } from "../pki/sample-spki";
import { parseSpki } from "../pki/spki";
import { draftAuthority, type Parent } from "./authority-draft";
import { builtInProfiles } from "./built-in-profiles";
import type { Chain } from "./chain";
import { draftLeaf } from "./leaf";
import type { Ask } from "./policy";
import type { Authority } from "./ports";
import { requestsFor } from "./testing/profile-request";

const now = new Date("2026-11-24T06:00:00Z");
const serial = "40".repeat(16);
const unsigned = new Uint8Array(64);

function authority(name: string, keyType: KeyType, certificate: Certificate): Authority {
  return {
    id: "abcdefghijkl",
    name,
    kind: name === "Root" ? "root" : "issuing",
    parentId: null,
    state: "active",
    keyId: "key",
    keyType,
    certificateId: "certificate",
    certificateDer: certificate.der,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    validationUrl: "http://pki.example",
    crlLifeSeconds: 604_800,
    crlStaleSince: null,
    createdAt: now,
  };
}

function draft(name: string, keyType: KeyType, parent: Parent | null) {
  return draftAuthority({
    spec: {
      subject: { organization: "Example", commonName: name },
      keyType,
      validityYears: parent ? 10 : 20,
      pathLength: parent ? 0 : null,
      nameConstraints: noNameConstraints,
      validationUrl: "http://pki.example",
    },
    parent,
    spkiDer: sampleSpki(keyType),
    now,
    serial,
  });
}

function hierarchy(keyType: KeyType) {
  const signed = (tbs: Uint8Array) =>
    parseCertificate(assembleCertificate(tbs, algorithms[keyType].signatureAlgorithm, unsigned));
  const root = draft("Root", keyType, null);
  const rootCertificate = signed(root.tbs!);
  const rootAuthority = authority("Root", keyType, rootCertificate);
  const chainOfRoot = [{ name: "Root", certificate: rootCertificate }];
  const issuing = draft("Issuing", keyType, {
    authority: rootAuthority,
    certificate: rootCertificate,
    chain: chainOfRoot,
  });
  const issuingCertificate = signed(issuing.tbs!);
  const chain: Chain = [
    { authority: authority("Issuing", keyType, issuingCertificate), certificate: issuingCertificate },
    { authority: rootAuthority, certificate: rootCertificate },
  ];
  return { root, issuing, chain };
}

function ask(keyType: KeyType, subject: Subject, names: readonly string[]): Ask {
  const key = { spki: parseSpki(sampleSpki(keyType)), exists: false, isBlocked: false, isAuthorityKey: false };
  return {
    subject,
    names,
    validity: { kind: "default" },
    csr: null,
    key: { ...key, isSignatureValid: null, field: "key" },
  };
}

describe("what the built-in profiles grant is what the rules accept", () => {
  it.each(keyTypes)("no rule objects to anything below authorities with %s keys", (keyType) => {
    const { root, issuing, chain } = hierarchy(keyType);
    const drafts = builtInProfiles.flatMap((profile) =>
      profile.keyTypes.flatMap((leafKey) =>
        requestsFor(profile).map(({ subject, names }) =>
          draftLeaf({ profile, chain, ask: ask(leafKey, subject, names), now, serial }),
        ),
      ),
    );
    for (const { findings, linted } of [root, issuing, ...drafts]) {
      expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
      expect(linted).not.toBeNull();
    }
  });
});

import { describe, expect, it } from "vitest";
import { algorithms } from "./algorithm";
import { assembleCertificate, buildTbsCertificate, parseCertificate } from "./certificate";
import { isIssuedBy, orderChain } from "./chain";
import { oid as oidDer, printableString, sequence, setOf } from "./der";
import {
  authorityKeyIdentifierExtension,
  basicConstraintsExtension,
  type Extension,
  keyIdentifierOf,
  subjectKeyIdentifierExtension,
} from "./extension";
import { encodeName } from "./name";
import { oid } from "./oid";
import { sampleSpki } from "./spki";

const keys = {
  root: sampleSpki("ec-p256"),
  issuing: sampleSpki("ec-p384"),
  leaf: sampleSpki("ed25519"),
  other: sampleSpki("rsa-2048"),
};
type Who = keyof typeof keys;

interface Options {
  readonly issuerDer?: Uint8Array;
  readonly years?: number;
  readonly extensions?: Extension[];
}

function certificate(who: Who, issuer: Who, { issuerDer, years = 1, extensions }: Options = {}) {
  const { signatureAlgorithm } = algorithms["ec-p256"];
  const tbs = buildTbsCertificate({
    serial: "01",
    signatureAlgorithm,
    issuerDer: issuerDer ?? encodeName({ commonName: issuer }),
    subjectDer: encodeName({ commonName: who }),
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date(Date.UTC(2026 + years)),
    spkiDer: keys[who],
    extensions: extensions ?? [
      basicConstraintsExtension({ isCa: who !== "leaf", pathLength: null }),
      subjectKeyIdentifierExtension(keys[who]),
      authorityKeyIdentifierExtension(keyIdentifierOf(keys[issuer])),
    ],
  });
  return parseCertificate(assembleCertificate(tbs, signatureAlgorithm, new Uint8Array(64)));
}

const root = certificate("root", "root");
const issuing = certificate("issuing", "root");
const leaf = certificate("leaf", "issuing");
const stranger = certificate("other", "other");

describe("a certificate is issued by another", () => {
  it("when names and key identifiers match", () => {
    expect(isIssuedBy(leaf, issuing)).toBe(true);
    expect(isIssuedBy(leaf, root)).toBe(false);
    expect(isIssuedBy(root, root)).toBe(true);
  });
  it("only when the name has the same bytes", () => {
    const reencoded = sequence(setOf(sequence(oidDer(oid.commonName), printableString("issuing"))));
    expect(isIssuedBy(certificate("leaf", "issuing", { issuerDer: reencoded }), issuing)).toBe(false);
  });
  it("not when the name is right and the key another", () => {
    const rekeyed = certificate("issuing", "root", {
      extensions: [
        subjectKeyIdentifierExtension(keys.other),
        authorityKeyIdentifierExtension(keyIdentifierOf(keys.root)),
      ],
    });
    expect(isIssuedBy(leaf, rekeyed)).toBe(false);
  });
  it("also when one of them states no key identifier, or one that cannot be read", () => {
    const bare = certificate("leaf", "issuing", {
      extensions: [basicConstraintsExtension({ isCa: false, pathLength: null })],
    });
    const broken = certificate("leaf", "issuing", {
      extensions: [{ oid: oid.authorityKeyIdentifier, critical: false, value: Uint8Array.of(5, 0) }],
    });
    expect(isIssuedBy(bare, issuing)).toBe(true);
    expect(isIssuedBy(broken, issuing)).toBe(true);
  });
});

describe("a chain", () => {
  it.each([
    ["in any order, without strangers", [stranger, root, leaf, issuing], [leaf, issuing, root]],
    ["as far as it goes", [root, stranger], [leaf]],
    ["of the leaf alone", [], [leaf]],
  ])("is put together %s", (_, others, chain) => {
    expect(orderChain(leaf, others)).toEqual(chain);
  });
  it("ends at a self-signed certificate", () => {
    expect(orderChain(root, [root, issuing])).toEqual([root]);
  });
  it("takes the issuer that is valid longest", () => {
    const renewed = certificate("issuing", "root", { years: 5 });
    expect(orderChain(leaf, [issuing, renewed, root])).toEqual([leaf, renewed, root]);
  });
  it("ends where two authorities have signed each other", () => {
    const [one, two] = [certificate("root", "issuing"), certificate("issuing", "root")];
    expect(orderChain(leaf, [one, two])).toEqual([leaf, two, one]);
  });
});

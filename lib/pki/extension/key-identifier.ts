import { CaError } from "../../errors";
import { children, type Der, expectTag, implicit, octetString, readBits, readDer, sequence, tag } from "../der";
import { decodeGeneralName, type GeneralName } from "../general-name";
import { sha256 } from "../hash";
import { oid } from "../oid";
import { type Serial, serialFromOctets } from "../serial";
import type { Extension } from "./envelope";

// RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 over the subjectPublicKey without its unused-bits octet.
export function keyIdentifierOf(spkiDer: Der): Uint8Array {
  const [, key] = children(expectTag(readDer(spkiDer), tag.sequence, "the public key"));
  const { octets } = readBits(expectTag(key, tag.bitString, "the public key"), "the public key");
  return sha256(octets).slice(0, 20);
}

// SubjectKeyIdentifier ::= OCTET STRING; RFC 5280 §4.2.1.2: never critical.
export function subjectKeyIdentifierExtension(spkiDer: Der): Extension {
  return { oid: oid.subjectKeyIdentifier, critical: false, value: octetString(keyIdentifierOf(spkiDer)) };
}

export function subjectKeyIdentifierOf(value: Der): Uint8Array {
  return expectTag(readDer(value), tag.octetString, "subjectKeyIdentifier").content;
}

export interface AuthorityKeyIdentifier {
  readonly keyIdentifier: Uint8Array | null;
  readonly issuer: readonly GeneralName[] | null;
  readonly serial: Serial | null;
}

// AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OCTET STRING OPTIONAL, … }; RFC 5280 §4.2.1.1: never critical.
// Issuer and serial are left out: they would tie a certificate to one certificate of its issuer and break cross-signing.
export function authorityKeyIdentifierExtension(keyIdentifier: Uint8Array): Extension {
  return { oid: oid.authorityKeyIdentifier, critical: false, value: sequence(implicit(0, keyIdentifier)) };
}

// … authorityCertIssuer [1] GeneralNames OPTIONAL, authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL
export function authorityKeyIdentifierOf(value: Der): AuthorityKeyIdentifier {
  const parts = children(expectTag(readDer(value), tag.sequence, "authorityKeyIdentifier"));
  const [keyIdentifier, issuer, serial] = [0x80, 0xa1, 0x82].map((identifier) =>
    parts[0]?.identifier === identifier ? parts.shift()! : null,
  );
  if (parts.length) {
    throw new CaError("invalid", "authorityKeyIdentifier has parts it may not have (RFC 5280 §4.2.1.1).");
  }
  return {
    keyIdentifier: keyIdentifier?.content ?? null,
    issuer: issuer ? children(issuer).map(decodeGeneralName) : null,
    serial: serial ? serialFromOctets(serial.content) : null,
  };
}

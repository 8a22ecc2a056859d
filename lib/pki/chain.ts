/** Who issued whom, by names and key identifiers (RFC 5280 §4.1.2.4, §4.2.1.1). Signatures are not checked here. */
import { isCaError } from "../errors";
import { type Certificate, extensionOf } from "./certificate";
import { type Der, equalBytes } from "./der";
import { authorityKeyIdentifierOf, subjectKeyIdentifierOf } from "./extension";
import { oid } from "./oid";

/** True when the names match byte for byte and the key identifiers, where both state one, match too. */
export function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  if (!equalBytes(certificate.issuerDer, issuer.subjectDer)) return false;
  const wanted = identifierOf(
    certificate,
    oid.authorityKeyIdentifier,
    (value) => authorityKeyIdentifierOf(value).keyIdentifier,
  );
  const found = identifierOf(issuer, oid.subjectKeyIdentifier, subjectKeyIdentifierOf);
  return wanted === null || found === null || equalBytes(wanted, found);
}

function identifierOf(
  certificate: Certificate,
  id: string,
  decode: (value: Der) => Uint8Array | null,
): Uint8Array | null {
  const extension = extensionOf(certificate, id);
  try {
    return extension ? decode(extension.value) : null;
  } catch (error) {
    if (isCaError(error)) return null;
    throw error;
  }
}

/**
 * Leaf first, each followed by its issuer, as far as `others` reach; the root last when it is among them. Where several
 * could be the issuer (cross-signing) the one valid longest is taken. Certificates that do not belong are left out.
 */
export function orderChain(leaf: Certificate, others: readonly Certificate[]): Certificate[] {
  const chain = [leaf];
  for (let current = leaf; !isIssuedBy(current, current); ) {
    const issuer = others
      .filter((candidate) => isIssuedBy(current, candidate) && !chain.some(({ sha256 }) => sha256 === candidate.sha256))
      .reduce<Certificate | null>((best, next) => (best && best.notAfter >= next.notAfter ? best : next), null);
    if (!issuer) break;
    chain.push(issuer);
    current = issuer;
  }
  return chain;
}

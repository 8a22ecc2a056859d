/** pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 §C): only for devices that read nothing newer. */
import { integer, octetString, oid, sequence } from "./der";
import { bmpPassword } from "./password";
import type { Encrypted, Pbes2Input } from "./pbes2";
import { derivePkcs12 } from "./pkcs12-kdf";

const blockOctets = 8;

export async function encryptTripleDes(input: Pbes2Input): Promise<Encrypted> {
  // WebCrypto has no 3DES, and nobody should load this who does not ask for it.
  const { CBC, EDE } = await import("des.js");
  const salt = input.randomBytes(8);
  const common = { hash: "SHA-1", password: bmpPassword(input.password), salt, iterations: input.iterations } as const;
  const key = derivePkcs12({ ...common, purpose: 1, octets: 24 });
  const iv = derivePkcs12({ ...common, purpose: 2, octets: blockOctets });
  const cipher = CBC.instantiate(EDE).create({ type: "encrypt", key, iv, padding: false });
  // pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }
  const algorithm = sequence(oid("1.2.840.113549.1.12.1.3"), sequence(octetString(salt), integer(input.iterations)));
  return { algorithm, octets: Uint8Array.from(cipher.update(padded(input.plain))) };
}

// RFC 8018 §6.1.1: as many octets as are missing, each of that value; a whole block when none is.
function padded(plain: Uint8Array): Uint8Array {
  const missing = blockOctets - (plain.length % blockOctets);
  const out = new Uint8Array(plain.length + missing).fill(missing);
  out.set(plain);
  return out;
}

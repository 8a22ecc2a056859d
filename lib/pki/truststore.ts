/** Trust stores for Java: trusted certificates without any key. Nothing in them is secret; the password only guards against damage. */
import { concat, type Der, integer, oid, sequence, setOf } from "./der";
import { sha1 } from "./hash";
import { checkPassword } from "./password";
import { certBag, dataContent, friendlyName, macData } from "./pkcs12-bag";

export interface TruststoreInput {
  /** Aliases are lower-cased, as Java does when it reads them; they must differ. */
  readonly entries: readonly { readonly alias: string; readonly certificateDer: Der }[];
  readonly password: string;
}

/**
 * What Oracle's JDK marks a certificate with that it shall trust (trustedKeyUsage); without it keytool lists no entry.
 * Its value is a SET of key purposes.
 */
const trustedKeyUsage = "2.16.840.1.113894.746875.1.1";
const anyExtendedKeyUsage = "2.5.29.37.0";

/** As many as JDK 17 writes (its property keystore.pkcs12.macIterationCount). */
const macIterations = 10_000;

// PFX ::= SEQUENCE { version 3, authSafe { data: AuthenticatedSafe of one data ContentInfo of certBags }, macData }
/** For JDK 8u301, 11.0.12, 17 and later. The certificates are not encrypted: any tool can list them. */
export function createPkcs12Truststore(
  input: TruststoreInput & { readonly randomBytes: (length: number) => Uint8Array },
): Der {
  checkPassword(input.password);
  const bags = aliased(input).map(({ alias, certificateDer }) =>
    certBag(certificateDer, [friendlyName(alias), sequence(oid(trustedKeyUsage), setOf(oid(anyExtendedKeyUsage)))]),
  );
  const authenticatedSafe = sequence(dataContent(sequence(...bags)));
  const mac = macData(authenticatedSafe, { ...input, variant: "modern", iterations: macIterations });
  return sequence(integer(3), dataContent(authenticatedSafe), mac);
}

// sun.security.provider.JavaKeyStore, version 2: magic, version, count; per entry tag, alias, time, type, certificate.
const jks = { magic: 0xfeedfeed, version: 2, trustedCertificate: 2, salt: "Mighty Aphrodite" } as const;

/** For whatever predates the PKCS#12 of above. Ends in SHA-1 of password and content, as the format has it. */
export function createJksTruststore(input: TruststoreInput & { readonly createdAt: Date }): Uint8Array {
  checkPassword(input.password);
  const entries = aliased(input);
  const body = concat([
    uint32(jks.magic),
    uint32(jks.version),
    uint32(entries.length),
    ...entries.flatMap(({ alias, certificateDer }) => [
      uint32(jks.trustedCertificate),
      javaUtf(alias),
      uint64(input.createdAt.getTime()),
      javaUtf("X.509"),
      uint32(certificateDer.length),
      certificateDer,
    ]),
  ]);
  const digest = sha1(concat([utf16(input.password), new TextEncoder().encode(jks.salt), body]));
  return concat([body, digest]);
}

function aliased({ entries }: TruststoreInput): { readonly alias: string; readonly certificateDer: Der }[] {
  const lower = entries.map((entry) => ({ ...entry, alias: entry.alias.toLowerCase() }));
  if (lower.length === 0) throw new TypeError("A trust store needs a certificate.");
  if (new Set(lower.map(({ alias }) => alias)).size < lower.length) throw new TypeError("Two entries share an alias.");
  return lower;
}

/** DataOutput.writeUTF for what needs no surrogates and holds no NUL: length in two octets, then UTF-8. */
function javaUtf(text: string): Uint8Array {
  if (/[\0\u{10000}-\u{10ffff}\p{Surrogate}]/u.test(text)) throw new TypeError("Not an alias for a Java key store.");
  const octets = new TextEncoder().encode(text);
  return concat([Uint8Array.of(octets.length >> 8, octets.length & 0xff), octets]);
}

function uint32(value: number): Uint8Array {
  const octets = new Uint8Array(4);
  new DataView(octets.buffer).setUint32(0, value);
  return octets;
}

function uint64(value: number): Uint8Array {
  const octets = new Uint8Array(8);
  new DataView(octets.buffer).setBigUint64(0, BigInt(value));
  return octets;
}

const utf16 = (text: string) =>
  Uint8Array.from({ length: 2 * text.length }, (_, at) => (text.charCodeAt(at >> 1) >> (at % 2 ? 0 : 8)) & 0xff);

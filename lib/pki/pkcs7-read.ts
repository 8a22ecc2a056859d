/** The certificates and CRLs in a PKCS#7 or CMS message (RFC 5652 §5.1), as .p7b and .p7c files carry them. */
import { CaError } from "../errors";
import { derFromBer } from "./ber";
import { children, type Der, expectTag, readDer, readOid, tag } from "./der";
import { oidName } from "./oid-name";
import { parsing } from "./parsing";

export interface Pkcs7Contents {
  readonly certificates: readonly Der[];
  readonly crls: readonly Der[];
  /** How many signed its content; none in a file that only carries certificates. Signatures are not checked. */
  readonly signerCount: number;
}

const bytesMax = 4 * 1024 * 1024;
const partsMax = 200;

/** DER or BER of at most 4 MiB. Throws `invalid` with the field `file`, naming what it holds when it is another kind. */
export function readPkcs7(file: Uint8Array): Pkcs7Contents {
  return parsing("The PKCS#7 file", "file", () => {
    if (file.length > bytesMax) throw malformed("it is larger than 4 MiB");
    // ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
    const [type, wrapper] = children(expectTag(readDer(derFromBer(file)), tag.sequence, "the message"));
    const dotted = readOid(expectTag(type, tag.oid, "the type"), "the type");
    if (dotted !== "1.2.840.113549.1.7.2") throw malformed(`it holds ${oidName(dotted) ?? dotted}, not certificates`);
    const [signed] = children(expectTag(wrapper, 0xa0, "the content"));
    return readSignedData(children(expectTag(signed, tag.sequence, "the signed data")));
  });
}

// SignedData ::= SEQUENCE { version, digestAlgorithms SET, encapContentInfo SEQUENCE, certificates [0] IMPLICIT SET OPTIONAL,
//                           crls [1] IMPLICIT SET OPTIONAL, signerInfos SET }
function readSignedData(parts: readonly Parameters<typeof children>[0][]): Pkcs7Contents {
  const setOf = (identifier: number) => {
    const found = parts.slice(3).find((part) => part.identifier === identifier);
    const values = found ? children(found) : [];
    if (values.length > partsMax) throw malformed(`it holds more than ${partsMax} certificates or CRLs`);
    // Other kinds of CertificateChoices and RevocationInfoChoice are tagged; X.509 ones are plain sequences.
    return values.filter((value) => value.identifier === tag.sequence).map(({ bytes }) => bytes);
  };
  const signers = parts.slice(3).find((part) => part.identifier === tag.set);
  return { certificates: setOf(0xa0), crls: setOf(0xa1), signerCount: signers ? children(signers).length : 0 };
}

const malformed = (why: string) => new CaError("invalid", `This is not PKCS#7 as read here: ${why}.`);

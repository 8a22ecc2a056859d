import { type Certificate, extensionOf } from "../pki/certificate";
import { subjectAltNameOf } from "../pki/extension";
import type { GeneralName } from "../pki/general-name";
import { oid } from "../pki/oid";

/** The subject alternative names of a certificate; empty when it has none. */
export function namesOf(certificate: Certificate): GeneralName[] {
  const extension = extensionOf(certificate, oid.subjectAltName);
  return extension ? subjectAltNameOf(extension.value) : [];
}

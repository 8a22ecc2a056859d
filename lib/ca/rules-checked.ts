import type { CertificatePurpose } from "../pki/lint/rule";
import { certificateRules } from "../pki/lint/rules";

/** How many lint rules look at a certificate of this kind. */
export const rulesChecked = (purpose: CertificatePurpose): number =>
  certificateRules.filter(({ appliesTo }) => appliesTo.includes(purpose)).length;

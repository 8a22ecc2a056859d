import { type DerNode, readTime, tag } from "../der";
import { attempt } from "./certificate-subject";

/**
 * What is wrong with a Time (RFC 5280 §4.1.2.5, §5.1.2.4), as the end of a sentence; null when nothing is.
 * UTCTime through 2049, GeneralizedTime from 2050; seconds always, fractions never, Z.
 */
export function timeFault(node: DerNode): string | null {
  if (node.identifier !== tag.utcTime && node.identifier !== tag.generalizedTime) return "is not encoded as a time";
  const value = attempt(() => readTime(node, "a time"));
  if (!value) return "is not in the form YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ";
  const year = value.getUTCFullYear();
  if (node.identifier === tag.generalizedTime && year < 2050) return "is before 2050 and must be a UTCTime";
  return null;
}

import { nameConstraintsOf } from "../extension";
import { oid } from "../oid";
import { attempt } from "./certificate-subject";
import { authorities, type CertificateRule } from "./rule";

// To RFC 5280 §4.2.1.10 a permitted range of one family shuts out the other. GnuTLS 3.7 keeps the families apart and lets
// every address of the one that no range speaks of through; excluding all of it says the same to everybody.
export const nameConstraintsAddressFamily: CertificateRule = {
  id: "name-constraints-address-family",
  source: "GnuTLS 3.7 (RFC 5280 §4.2.1.10)",
  severity: "warning",
  field: "nameConstraints",
  appliesTo: authorities,
  check: ({ extension }) => {
    const value = extension(oid.nameConstraints)?.value;
    const constraints = value && attempt(() => nameConstraintsOf(value));
    if (!constraints) return null;
    const ranges = constraints.permitted.filter(({ type }) => type === "ip").map((subtree) => subtree.value);
    const [v6, v4] = [ranges.filter((range) => range.includes(":")), ranges.filter((range) => !range.includes(":"))];
    if ((v4.length === 0) === (v6.length === 0)) return null;
    const [has, lacks, all] = v4.length > 0 ? ["IPv4", "IPv6", "::/0"] : ["IPv6", "IPv4", "0.0.0.0/0"];
    if (constraints.excluded.some((subtree) => subtree.type === "ip" && subtree.value === all)) return null;
    return `Only ${has} ranges are permitted, and GnuTLS then accepts every ${lacks} address.`;
  },
  advice: "Exclude all addresses of the other family as well: ::/0 for IPv6, 0.0.0.0/0 for IPv4.",
};

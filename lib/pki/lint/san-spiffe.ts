import { quote } from "../quote";
import { nameTag } from "./extension-values";
import { type CertificateRule, leaves } from "./rule";

// SPIFFE-ID §2: a trust domain of at most 255 octets and, for a leaf (X509-SVID §5.2), a path of plain segments.
const trustDomain = /^[a-z0-9._-]{1,255}$/;
const segment = /^[A-Za-z0-9._-]+$/;
const idLengthMax = 2_048;

export const sanSpiffe: CertificateRule = {
  id: "san-spiffe",
  source: "SPIFFE X509-SVID §2, §5.2; SPIFFE-ID §2",
  severity: "error",
  field: "names",
  appliesTo: leaves,
  check: ({ subjectAltName }) => {
    const uris = (subjectAltName ?? []).filter(({ tag }) => tag === nameTag.uri);
    const id = uris.find(({ text }) => text.toLowerCase().startsWith("spiffe:"))?.text;
    if (id === undefined) return null;
    if (uris.length > 1) return "Beside a SPIFFE ID there is no other URI: validators refuse a certificate with two.";
    return isLeafId(id) ? null : `${quote(id)} is not the SPIFFE ID of a workload: a trust domain and a path.`;
  },
  advice: "Write it as spiffe://corp.example/service, without user, port, query or a slash at the end.",
};

function isLeafId(id: string): boolean {
  if (!id.startsWith("spiffe://") || id.length > idLengthMax) return false;
  const [domain, ...segments] = id.slice("spiffe://".length).split("/");
  const isSegment = (part: string) => segment.test(part) && part !== "." && part !== "..";
  return trustDomain.test(domain!) && segments.length > 0 && segments.every(isSegment);
}

import type { CertificateSummary } from "@/lib/contract/certificate";
import type { SnippetSubject } from "@/lib/delivery/snippet";

const kinds: Readonly<Record<CertificateSummary["kind"], SnippetSubject["kind"]>> = {
  server: "server",
  client: "client",
  device: "client",
  peer: "peer",
  workload: "peer",
  // An authority’s chain is offered to whoever builds on it.
  authority: "peer",
  email: "other",
  "code-signing": "other",
  timestamping: "other",
};

/** What configuration snippets and bundles make of a kind of certificate. */
export const deliveredKind = (kind: CertificateSummary["kind"]): SnippetSubject["kind"] => kinds[kind];

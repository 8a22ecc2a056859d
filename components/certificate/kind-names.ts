import type { CertificateSummary } from "@/lib/contract/certificate";

export const kindNames: Readonly<Record<CertificateSummary["kind"], string>> = {
  server: "Server",
  client: "Client",
  peer: "Server and client",
  authority: "Authority",
};

import type { CertificateSummary } from "@/lib/contract/certificate";

export const kindNames: Readonly<Record<CertificateSummary["kind"], string>> = {
  server: "Server",
  client: "Client",
  peer: "Server and client",
  email: "E-mail",
  "code-signing": "Code signing",
  device: "Device",
  workload: "Workload",
  timestamping: "Timestamping",
  authority: "Authority",
};

/** In the column “Kind”, where what it is for stands beside the others. */
export const shortKindNames: typeof kindNames = { ...kindNames, peer: "Both" };

import type { CertificateList, CertificateSearch } from "../contract/certificate";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { certificateSummaries } from "./certificate-summary";
import { mayAct } from "./permission";
import type { Ports } from "./ports";
import { parseSearchText } from "./search-text";

/** Who may not read every certificate finds their own. */
export async function searchCertificates(
  ports: Ports,
  actor: Actor,
  input: CertificateSearch,
): Promise<CertificateList> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const { rows, nextCursor, totalUpTo10001 } = await ports.store.certificates.search({
    ...parseSearchText(input.q),
    statuses: input.status,
    authorityIds: input.authority,
    profileIds: input.profile,
    kinds: input.kind,
    issuedById: mayAct(actor, "certificate.read") ? null : actor.id,
    expiresBefore: null,
    sort: input.sort,
    now: ports.clock(),
    cursor: input.cursor,
    limit: input.limit,
  });
  return { rows: await certificateSummaries(ports, rows), nextCursor, total: totalUpTo10001 };
}

import type { Marks } from "../contract/certificate";
import type { CertificateList, CertificateSearch } from "../contract/certificate-search";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { certificateQuery } from "./certificate-query";
import { readReach } from "./certificate-reach";
import { certificateSummaries } from "./certificate-summary";
import { ownerDto, usersAmong } from "./owner";
import type { Ports } from "./ports";

export async function searchCertificates(
  ports: Ports,
  actor: Actor,
  input: CertificateSearch,
): Promise<CertificateList> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const { cursor, limit, ...view } = input;
  const query = { ...certificateQuery(ports, actor, { view }), cursor, limit };
  const { rows, nextCursor, totalUpTo10001 } = await ports.store.certificates.search(query);
  return { rows: await certificateSummaries(ports, rows), nextCursor, total: totalUpTo10001 };
}

const marksMax = 200;

/** Owners and tags in use, for filters and forms, of the certificates that the actor may read. */
export async function certificateMarks(ports: Ports, actor: Actor): Promise<Marks> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const { owners, tags } = await ports.store.certificates.marks(marksMax, readReach(actor));
  const users = await usersAmong(ports, owners);
  return { owners: owners.map((owner) => ownerDto(owner, users)!), tags };
}

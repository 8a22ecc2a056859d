/** The one way from a view of the certificates screen to a query: lists, exports and acts on many hit the same rows. */
import type { CertificateView } from "../contract/certificate-search";
import type { Actor } from "./actor";
import { readReach } from "./certificate-reach";
import { expiryWindow } from "./expiry-window";
import type { CertificateQuery, Ports } from "./ports";
import { parseSearchText } from "./search-text";

/** Every certificate, latest first. */
export const everyCertificate: Omit<CertificateQuery, "now" | "limit"> = {
  text: null,
  serials: [],
  fingerprint: null,
  statuses: [],
  authorityIds: [],
  profileIds: [],
  kinds: [],
  within: "everything",
  expiresFrom: null,
  expiresBefore: null,
  owners: [],
  tags: [],
  ids: null,
  hasSuccessor: null,
  sort: "created",
  cursor: null,
};

/** Never more than the actor may read. */
export function certificateQuery(
  ports: Pick<Ports, "clock">,
  actor: Actor,
  { view, ids = null }: { readonly view: CertificateView; readonly ids?: readonly string[] | null },
): Omit<CertificateQuery, "cursor" | "limit"> {
  const now = ports.clock();
  return {
    ...parseSearchText(view.q),
    statuses: view.status,
    authorityIds: view.authority,
    profileIds: view.profile,
    kinds: view.kind,
    owners: (view.owner ?? []).map((owner) => (owner === "me" ? `user:${actor.id}` : owner)),
    tags: view.tag ?? [],
    ids,
    hasSuccessor: null,
    within: readReach(actor),
    ...expiryWindow(view.expires, now),
    sort: view.sort,
    now,
  };
}

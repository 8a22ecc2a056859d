/** One box for everything: what the role may not see is not looked for. */

import type { Found } from "../contract/find";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { readReach } from "./certificate-reach";
import { certificateSummaries } from "./certificate-summary";
import type { On } from "./grant";
import { rolesText } from "./grant-words";
import { mayAct, type Permission } from "./permission";
import type { Authority, CertificateRecord, Ports } from "./ports";
import { parseSearchText } from "./search-text";

const foundMax = 6;
/** One letter is no search, and an index over three letters does not help with it. */
const lettersMin = 2;

export async function find(ports: Ports, actor: Actor, typed: string): Promise<Found> {
  await authorize(ports, actor, "certificate.read-own", { action: "certificate.read" });
  const text = typed.trim();
  if (text.length < lettersMin) return { certificates: [], authorities: [], profiles: [], people: [] };
  const may = (permission: Permission, on: On = {}) => mayAct(actor, permission, on);
  const [records, authorities, profiles, users] = await Promise.all([
    findRecords(ports, actor, text),
    may("authority.read") ? ports.store.authorities.list() : [],
    may("profile.read") ? ports.store.profiles.list() : [],
    may("user.manage") ? ports.store.users.list() : [],
  ]);
  const isMatch = matcher(text);
  const readable = authorities.filter(({ id }) => may("authority.read", { authorityId: id }));
  return {
    ...(await certificatesAndAuthorities(ports, records, { authorities: readable, isMatch })),
    profiles: profiles
      .filter(
        ({ id, name, description }) => isMatch(`${name} ${description}`) && may("profile.read", { profileId: id }),
      )
      .slice(0, foundMax)
      .map(({ id, name, description }) => ({ id, name, description })),
    people: users
      .filter(({ email }) => isMatch(email))
      .slice(0, foundMax)
      .map(({ id, email, grants, disabledAt }) => ({
        id,
        email,
        roles: rolesText(grants),
        isDisabled: disabledAt !== null,
      })),
  };
}

function findRecords(ports: Ports, actor: Actor, text: string): Promise<CertificateRecord[]> {
  return ports.store.certificates.suggest({ ...parseSearchText(text), within: readReach(actor), limit: foundMax });
}

/** An authority’s own certificate leads to the authority. */
async function certificatesAndAuthorities(
  ports: Ports,
  records: readonly CertificateRecord[],
  { authorities, isMatch }: { authorities: readonly Authority[]; isMatch: (text: string) => boolean },
): Promise<Pick<Found, "certificates" | "authorities">> {
  const certificateIds = new Set(records.map(({ id }) => id));
  const found = authorities.filter(({ name, certificateId }) => isMatch(name) || certificateIds.has(certificateId));
  const shownElsewhere = new Set(authorities.map(({ certificateId }) => certificateId));
  return {
    certificates: await certificateSummaries(
      ports,
      records.filter(({ id }) => !shownElsewhere.has(id)),
    ),
    authorities: found.slice(0, foundMax).map(({ id, name, kind, state }) => ({ id, name, kind, state })),
  };
}

/** Each typed word begins a word of the text, or stands in it when it is longer than two letters. */
function matcher(typed: string): (text: string) => boolean {
  const parts = typed.toLowerCase().split(/\s+/);
  return (text) => {
    const lower = text.toLowerCase();
    const words = lower.split(/[\s@.\-_/]+/);
    return parts.every(
      (part) => words.some((word) => word.startsWith(part)) || (part.length > 2 && lower.includes(part)),
    );
  };
}

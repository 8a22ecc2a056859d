/** Rows as people see them. */
import type { CertificateSummary } from "../contract/certificate";
import { ownerDto, usersAmong } from "./owner";
import type { Authority, CertificateRecord, CertificateStatus, Ports, User } from "./ports";
import type { Profile } from "./profile";
import { renewFrom } from "./renewal-window";

export function certificateStatus(
  record: Pick<CertificateRecord, "notBefore" | "notAfter" | "revokedAt" | "revocationReason">,
  now: Date,
): CertificateStatus {
  if (record.revokedAt) return record.revocationReason === "certificateHold" ? "hold" : "revoked";
  // RFC 5280 §4.1.2.5: valid through notAfter, inclusive.
  if (now > record.notAfter) return "expired";
  return now >= renewFrom(record) ? "expiring" : "valid";
}

interface Context {
  readonly authority: Pick<Authority, "id" | "name">;
  readonly profile: Pick<Profile, "id" | "name"> | null;
  readonly now: Date;
  /** By id, those that own something here. */
  readonly users: ReadonlyMap<string, Pick<User, "email">>;
}

export function certificateSummary(
  record: CertificateRecord,
  { authority, profile, now, users }: Context,
): CertificateSummary {
  return {
    id: record.id,
    serial: record.serial,
    name: record.displayName,
    names: record.names,
    kind: record.kind,
    status: certificateStatus(record, now),
    authority: { id: authority.id, name: authority.name },
    profile: profile && { id: profile.id, name: profile.name },
    notBefore: record.notBefore.toISOString(),
    notAfter: record.notAfter.toISOString(),
    renewFrom: renewFrom(record).toISOString(),
    revokedAt: record.revokedAt?.toISOString() ?? null,
    revocationReason: record.revocationReason,
    owner: ownerDto(record.owner, users),
    tags: record.tags,
    createdAt: record.createdAt.toISOString(),
    issuedBy: record.issuedByName,
  };
}

/** Summaries of many rows with one read of authorities and profiles. */
export async function certificateSummaries(
  ports: Ports,
  records: readonly CertificateRecord[],
): Promise<CertificateSummary[]> {
  const owners = records.map(({ owner }) => owner);
  const [authorities, profiles, users] = await Promise.all([
    ports.store.authorities.list(),
    ports.store.profiles.list(),
    usersAmong(ports, owners),
  ]);
  const authorityById = new Map(authorities.map((authority) => [authority.id, authority]));
  const profileById = new Map(profiles.map((profile) => [profile.id, profile]));
  const now = ports.clock();
  return records.map((record) => {
    const authority = authorityById.get(record.authorityId);
    if (!authority) throw new TypeError("A certificate names an authority that does not exist.");
    const profile = record.profileId ? (profileById.get(record.profileId) ?? null) : null;
    return certificateSummary(record, { authority, profile, now, users });
  });
}

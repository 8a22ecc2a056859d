import type { ProfileDetail, ProfileDto, ProfileVersionDto } from "../contract/profile";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { readReach } from "./certificate-reach";
import { mayAct } from "./permission";
import type { Ports, StoredProfile } from "./ports";
import { sentenceChanges } from "./profile-diff";
import { namedSentences, profileDto } from "./profile-sentences";

/** Those within reach; archived ones too: certificates issued under them are still found by them. */
export async function listProfiles(ports: Ports, actor: Actor): Promise<readonly ProfileDto[]> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  const all = await ports.store.profiles.list();
  return all.filter(({ id }) => mayAct(actor, "profile.read", { profileId: id })).map(profileDto);
}

export async function inspectProfile(ports: Ports, actor: Actor, profileId: string): Promise<ProfileDetail> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  const profile = await readableProfile(ports, actor, profileId);
  const mayManage = mayAct(actor, "profile.manage");
  const mayChange = mayManage && !profile.isBuiltIn;
  const isArchived = profile.archivedAt !== null;
  return {
    ...profileDto(profile),
    standing: await ports.store.profiles.standing(profileId, ports.clock(), readReach(actor)),
    may: {
      copy: mayManage,
      edit: mayChange && !isArchived,
      archive: mayChange && !isArchived,
      restore: mayChange && isArchived,
    },
  };
}

/** Every version there ever was, newest first, each against the one before. */
export async function profileVersions(
  ports: Ports,
  actor: Actor,
  profileId: string,
): Promise<readonly ProfileVersionDto[]> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  await readableProfile(ports, actor, profileId);
  const { profiles } = ports.store;
  const [versions, issued] = await Promise.all([
    profiles.versions(profileId),
    profiles.issuedByVersion(profileId, readReach(actor)),
  ]);
  return versions.map(({ profile, madeAt, madeByName }, index) => {
    const before = versions[index + 1];
    return {
      version: profile.version,
      madeAt: madeAt.toISOString(),
      madeBy: madeByName,
      name: profile.name,
      changes: sentenceChanges(before ? namedSentences(before.profile) : [], namedSentences(profile)),
      issued: issued.get(profile.version) ?? 0,
    };
  });
}

/** The second question of every reading of one profile: whether they may this one. */
export async function readableProfile(ports: Ports, actor: Actor, profileId: string): Promise<StoredProfile> {
  const profile = await storedProfile(ports, profileId);
  const object = { kind: "profile", id: profileId, name: profile.name } as const;
  await authorize(ports, actor, "profile.read", { action: "profile.read", object, on: { profileId } });
  return profile;
}

/** Archived or not; throws CaError("not-found"). */
export async function storedProfile(ports: Ports, profileId: string): Promise<StoredProfile> {
  const profile = await ports.store.profiles.find(profileId);
  if (!profile) throw noProfile();
  return profile;
}

const noProfile = () => new CaError("not-found", "There is no such profile.", { field: "profileId" });

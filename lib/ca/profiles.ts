import type { ProfileDetail, ProfileDto, ProfileVersionDto } from "../contract/profile";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { mayAct } from "./permission";
import type { Ports, StoredProfile } from "./ports";
import { sentenceChanges } from "./profile-diff";
import { namedSentences, profileDto } from "./profile-sentences";

/** Archived ones too: certificates issued under them are still found by them. */
export async function listProfiles(ports: Ports, actor: Actor): Promise<readonly ProfileDto[]> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  return (await ports.store.profiles.list()).map(profileDto);
}

export async function inspectProfile(ports: Ports, actor: Actor, profileId: string): Promise<ProfileDetail> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  const profile = await storedProfile(ports, profileId);
  const mayManage = mayAct(actor, "profile.manage");
  const mayChange = mayManage && !profile.isBuiltIn;
  const isArchived = profile.archivedAt !== null;
  return {
    ...profileDto(profile),
    standing: await ports.store.profiles.standing(profileId, ports.clock()),
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
  const { profiles } = ports.store;
  const [versions, issued] = await Promise.all([profiles.versions(profileId), profiles.issuedByVersion(profileId)]);
  if (versions.length === 0) throw noProfile();
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

/** Archived or not; throws CaError("not-found"). */
export async function storedProfile(ports: Ports, profileId: string): Promise<StoredProfile> {
  const profile = await ports.store.profiles.find(profileId);
  if (!profile) throw noProfile();
  return profile;
}

const noProfile = () => new CaError("not-found", "There is no such profile.", { field: "profileId" });

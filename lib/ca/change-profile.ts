/** Copying, editing, archiving and restoring profiles. Each change is serial with every other and keeps the old version. */
import type {
  CreateProfileInput,
  ProfileAct,
  ProfileDto,
  ProfileReview,
  ReviewProfileInput,
  UpdateProfileInput,
} from "../contract/profile";
import { CaError } from "../errors";
import type { Actor } from "./actor";
import { type AuditAction, type AuditObject, auditEntry } from "./audit-entry";
import { auditingRefusals, authorize } from "./authorize";
import type { Made, Ports, StoredProfile, Tables } from "./ports";
import type { Profile, ProfileDraft } from "./profile";
import { sentenceChanges } from "./profile-diff";
import { assertDraft, checkDraft } from "./profile-draft";
import { newProfileId } from "./profile-id";
import { kinds } from "./profile-kind";
import { namedSentences, profileDto } from "./profile-sentences";
import { readableProfile, storedProfile } from "./profiles";

export async function createProfile(ports: Ports, actor: Actor, input: CreateProfileInput): Promise<ProfileDto> {
  await authorize(ports, actor, "profile.manage", { action: "profile.create" });
  const id = newProfileId(input.draft.name, ports.randomBytes);
  const object = { kind: "profile", id, name: input.draft.name } as const;
  return change(ports, actor, { action: "profile.create", object }, async (tables) => {
    const source = await found(tables, input.copyOf);
    const draft = assertDraft(input.draft);
    await assertNameFree(tables, draft.name, id);
    const profile = { id, isBuiltIn: false, version: 1, ...complete(draft) };
    await tables.profiles.insert(profile, madeBy(ports, actor));
    const detail = { copyOf: source.id, copyOfVersion: source.version };
    return { stored: { ...profile, archivedAt: null }, detail };
  });
}

/** CaError("conflict") when somebody else has saved another version meanwhile; nothing is overwritten. */
export async function updateProfile(ports: Ports, actor: Actor, input: UpdateProfileInput): Promise<ProfileDto> {
  await authorize(ports, actor, "profile.manage", { action: "profile.update" });
  const object = await objectOf(ports, input.profileId);
  return change(ports, actor, { action: "profile.update", object }, async (tables) => {
    const before = await changeable(tables, input.profileId);
    if (before.archivedAt) throw new CaError("conflict", "The profile is archived: restore it before you change it.");
    if (before.version !== input.version) throw await overtaken(tables, before);
    const draft = assertDraft(input.draft);
    await assertNameFree(tables, draft.name, before.id);
    const { archivedAt, ...rest } = before;
    const profile: Profile = { ...rest, ...complete(draft), version: before.version + 1 };
    const changes = sentenceChanges(namedSentences(before), namedSentences(profile));
    const isChanged = changes.some((one) => one.change !== "same");
    if (!isChanged) throw new CaError("invalid", "Nothing is changed, so there is no new version to save.");
    await tables.profiles.update(profile, madeBy(ports, actor));
    const texts = (kind: string) => changes.filter((one) => one.change === kind).map(({ text }) => text.slice(0, 400));
    const detail = { version: profile.version, removed: texts("removed"), added: texts("added") };
    return { stored: { ...profile, archivedAt }, detail };
  });
}

/** Its certificates stay what they are; nothing is issued or renewed under it until it is restored. */
export async function archiveProfile(ports: Ports, actor: Actor, { profileId }: ProfileAct): Promise<ProfileDto> {
  await authorize(ports, actor, "profile.manage", { action: "profile.archive" });
  return setArchived(ports, actor, { profileId, action: "profile.archive", archivedAt: ports.clock() });
}

export async function restoreProfile(ports: Ports, actor: Actor, { profileId }: ProfileAct): Promise<ProfileDto> {
  await authorize(ports, actor, "profile.manage", { action: "profile.restore" });
  return setArchived(ports, actor, { profileId, action: "profile.restore", archivedAt: null });
}

/** What saving would change, in sentences, and what would keep it from being saved. Changes nothing. */
export async function reviewProfile(ports: Ports, actor: Actor, input: ReviewProfileInput): Promise<ProfileReview> {
  await authorize(ports, actor, "profile.read", { action: "profile.read" });
  const before = await readableProfile(ports, actor, input.profileId);
  const { draft, findings } = checkDraft(input.draft);
  const after = { ...before, ...complete(draft) };
  return {
    changes: sentenceChanges(namedSentences(before), namedSentences(after)),
    findings,
    version: before.version,
  };
}

/** The purposes follow from the kind. */
export const complete = (draft: ProfileDraft) => ({ ...draft, extendedKeyUsage: kinds[draft.kind].extendedKeyUsage });

interface Changing {
  readonly action: AuditAction;
  readonly object: AuditObject;
}

/** Decides and changes while nobody else does, with the audit entry; whatever is refused is in the audit log. */
async function change(
  ports: Ports,
  actor: Actor,
  act: Changing,
  run: (tables: Tables) => Promise<{ readonly stored: StoredProfile; readonly detail: Record<string, unknown> }>,
): Promise<ProfileDto> {
  return auditingRefusals(ports, actor, act, () =>
    ports.store.transaction(async (tables) => {
      await tables.profiles.lock();
      const { stored, detail } = await run(tables);
      await tables.audit.append(auditEntry(ports, actor, { ...act, detail }));
      return profileDto(stored);
    }),
  );
}

interface Archiving {
  readonly profileId: string;
  readonly action: AuditAction;
  readonly archivedAt: Date | null;
}

async function setArchived(ports: Ports, actor: Actor, { profileId, action, archivedAt }: Archiving) {
  const object = await objectOf(ports, profileId);
  return change(ports, actor, { action, object }, async (tables) => {
    const profile = await changeable(tables, profileId);
    if ((profile.archivedAt === null) === (archivedAt === null)) {
      throw new CaError("conflict", archivedAt ? "The profile is archived already." : "The profile is not archived.");
    }
    if (archivedAt === null) await assertNameFree(tables, profile.name, profileId);
    await tables.profiles.setArchived(profileId, archivedAt);
    return { stored: { ...profile, archivedAt }, detail: { version: profile.version } };
  });
}

async function objectOf(ports: Ports, profileId: string): Promise<AuditObject> {
  const { id, name } = await storedProfile(ports, profileId);
  return { kind: "profile", id, name };
}

async function found(tables: Tables, profileId: string): Promise<StoredProfile> {
  const profile = await tables.profiles.find(profileId);
  if (!profile) throw new CaError("not-found", "There is no such profile.", { field: "profileId" });
  return profile;
}

async function changeable(tables: Tables, profileId: string): Promise<StoredProfile> {
  const profile = await found(tables, profileId);
  if (profile.isBuiltIn) {
    throw new CaError("conflict", `“${profile.name}” is built in and stays as it is: copy it, and change the copy.`);
  }
  return profile;
}

/** Two profiles of one name in a list of choices would be mistaken for each other. */
async function assertNameFree(tables: Tables, name: string, id: string): Promise<void> {
  const folded = fold(name);
  const taken = (await tables.profiles.list()).find(
    (other) => other.id !== id && !other.archivedAt && fold(other.name) === folded,
  );
  if (taken) throw new CaError("conflict", `There is a profile called “${taken.name}” already.`, { field: "name" });
}

const fold = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

async function overtaken(tables: Tables, { id, name, version }: StoredProfile): Promise<CaError> {
  const newest = (await tables.profiles.versions(id))[0];
  const who = newest ? `${newest.madeByName} has` : "Somebody has";
  const what = `${who} saved version ${version} of “${name}” while you were editing.`;
  return new CaError("conflict", `${what} Nothing of theirs was overwritten: compare, then save your changes on top.`, {
    field: "version",
  });
}

const madeBy = (ports: Ports, actor: Actor): Made => ({
  at: ports.clock(),
  byId: actor.kind === "user" ? actor.id : null,
  byName: actor.name,
});

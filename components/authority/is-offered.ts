/** Whether a profile is among those offered at an authority, null being all there are; nothing is at one not there. */
export const isOffered = (profileIds: readonly string[] | null | undefined, profileId: string): boolean =>
  profileIds === null || profileIds?.includes(profileId) === true;

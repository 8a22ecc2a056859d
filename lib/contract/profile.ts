import type { Profile } from "../ca/profile";

export interface ProfileDto extends Profile {
  /** The same in readable sentences, in the order a person asks. */
  readonly sentences: readonly string[];
}

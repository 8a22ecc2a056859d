"use server";

import { revalidatePath } from "next/cache";
import {
  createProfileSchema,
  profileActSchema,
  reviewProfileSchema,
  testProfileSchema,
  updateProfileSchema,
} from "@/lib/contract/profile";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const createProfile = action(createProfileSchema, async (actor, input) => {
  const created = await application().createProfile(actor, input);
  revalidatePath("/", "layout");
  return created;
});

export const updateProfile = action(updateProfileSchema, async (actor, input) => {
  const updated = await application().updateProfile(actor, input);
  revalidatePath("/", "layout");
  return updated;
});

export const archiveProfile = action(profileActSchema, async (actor, input) => {
  const archived = await application().archiveProfile(actor, input);
  revalidatePath("/", "layout");
  return archived;
});

export const restoreProfile = action(profileActSchema, async (actor, input) => {
  const restored = await application().restoreProfile(actor, input);
  revalidatePath("/", "layout");
  return restored;
});

export const reviewProfile = action(reviewProfileSchema, (actor, input) => application().reviewProfile(actor, input));
export const testProfile = action(testProfileSchema, (actor, input) => application().testProfile(actor, input));

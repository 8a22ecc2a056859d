"use server";

import { revalidatePath } from "next/cache";
import { authorityActSchema, confirmedAuthorityActSchema, updateAuthoritySchema } from "@/lib/contract/authority";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const pauseAuthority = action(authorityActSchema, async (actor, input) => {
  const paused = await application().pauseAuthority(actor, input);
  revalidatePath("/", "layout");
  return paused;
});

export const resumeAuthority = action(authorityActSchema, async (actor, input) => {
  const resumed = await application().resumeAuthority(actor, input);
  revalidatePath("/", "layout");
  return resumed;
});

export const retireAuthority = action(confirmedAuthorityActSchema, async (actor, input) => {
  const retired = await application().retireAuthority(actor, input);
  revalidatePath("/", "layout");
  return retired;
});

export const updateAuthority = action(updateAuthoritySchema, async (actor, input) => {
  const updated = await application().updateAuthority(actor, input);
  revalidatePath("/", "layout");
  return updated;
});

export const publishCrl = action(authorityActSchema, async (actor, input) => {
  const published = await application().publishCrl(actor, input);
  revalidatePath("/", "layout");
  return published;
});

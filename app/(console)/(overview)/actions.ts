"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorityActSchema } from "@/lib/contract/authority";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const confirmClock = action(z.strictObject({}), async (actor) => {
  await application().confirmClock(actor);
  revalidatePath("/", "layout");
});

export const publishCrl = action(authorityActSchema, async (actor, input) => {
  const published = await application().publishCrl(actor, input);
  revalidatePath("/", "layout");
  return published;
});

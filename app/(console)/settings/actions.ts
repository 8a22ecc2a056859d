"use server";

import { revalidatePath } from "next/cache";
import { settingsSchema } from "@/lib/contract/settings";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const updateSettings = action(settingsSchema, async (actor, input) => {
  await application().updateSettings(actor, input);
  revalidatePath("/", "layout");
});

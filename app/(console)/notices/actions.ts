"use server";

import { revalidatePath } from "next/cache";
import { markNoticesSchema } from "@/lib/contract/notice";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const markNotices = action(markNoticesSchema, async (actor, input) => {
  const counts = await application().markNotices(actor, input);
  revalidatePath("/", "layout");
  return counts;
});

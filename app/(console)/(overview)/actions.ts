"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const confirmClock = action(z.strictObject({}), async (actor) => {
  await application().confirmClock(actor);
  revalidatePath("/", "layout");
});

"use server";

import { revalidatePath } from "next/cache";
import { createIssuingSchema, createRootSchema } from "@/lib/contract/authority";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const previewRoot = action(createRootSchema, (actor, input) => application().previewRoot(actor, input));
export const previewIssuing = action(createIssuingSchema, (actor, input) => application().previewIssuing(actor, input));

export const createRoot = action(createRootSchema, async (actor, input) => {
  const created = await application().createRoot(actor, input);
  revalidatePath("/", "layout");
  return created;
});

export const createIssuing = action(createIssuingSchema, async (actor, input) => {
  const created = await application().createIssuing(actor, input);
  revalidatePath("/", "layout");
  return created;
});

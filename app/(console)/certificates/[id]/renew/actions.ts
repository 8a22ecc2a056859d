"use server";

import { revalidatePath } from "next/cache";
import { previewRenewSchema, renewSchema } from "@/lib/contract/certificate";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const previewRenew = action(previewRenewSchema, (actor, input) => application().previewRenew(actor, input));

export const renewCertificate = action(renewSchema, async (actor, input) => {
  const issued = await application().renew(actor, input);
  revalidatePath("/", "layout");
  return issued;
});

"use server";

import { revalidatePath } from "next/cache";
import { certificateActSchema, revokeSchema } from "@/lib/contract/certificate";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const previewRevoke = action(certificateActSchema, (actor, input) => application().previewRevoke(actor, input));

export const revokeCertificate = action(revokeSchema, async (actor, input) => {
  const revoked = await application().revoke(actor, input);
  revalidatePath("/", "layout");
  return revoked;
});

export const releaseCertificate = action(certificateActSchema, async (actor, input) => {
  const released = await application().release(actor, input);
  revalidatePath("/", "layout");
  return released;
});

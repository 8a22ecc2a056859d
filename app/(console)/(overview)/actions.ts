"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { authorityActSchema } from "@/lib/contract/authority";
import { certificateActSchema } from "@/lib/contract/certificate";
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

export const renewAsBefore = action(certificateActSchema, async (actor, { certificateId }) => {
  const { certificate } = await application().renew(actor, { certificateId, validity: { kind: "default" }, key: null });
  revalidatePath("/", "layout");
  return { id: certificate.id, name: certificate.name };
});

"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { bulkJobSchema, previewBulkSchema, startBulkSchema } from "@/lib/contract/bulk";
import { editCertificateSchema } from "@/lib/contract/certificate";
import { changeViewSchema, saveViewSchema, viewActSchema } from "@/lib/contract/view";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const certificateMarks = action(z.strictObject({}), (actor) => application().certificateMarks(actor));

export const editCertificate = action(editCertificateSchema, async (actor, input) => {
  const edited = await application().editCertificate(actor, input);
  revalidatePath("/", "layout");
  return edited;
});

export const previewBulk = action(previewBulkSchema, (actor, input) => application().previewBulk(actor, input));

export const startBulk = action(startBulkSchema, (actor, input) => application().startBulk(actor, input));

export const cancelBulk = action(bulkJobSchema, async (actor, input) => {
  const job = await application().cancelBulk(actor, input);
  revalidatePath("/", "layout");
  return job;
});

export const undoBulk = action(bulkJobSchema, (actor, input) => application().undoBulk(actor, input));

export const saveView = action(saveViewSchema, async (actor, input) => {
  const view = await application().saveView(actor, input);
  revalidatePath("/certificates");
  return view;
});

export const changeView = action(changeViewSchema, async (actor, input) => {
  const view = await application().changeView(actor, input);
  revalidatePath("/certificates");
  return view;
});

export const removeView = action(viewActSchema, async (actor, input) => {
  const view = await application().removeView(actor, input);
  revalidatePath("/certificates");
  return view;
});

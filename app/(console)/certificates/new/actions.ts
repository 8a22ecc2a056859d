"use server";

import { revalidatePath } from "next/cache";
import { issueSchema, previewSchema } from "@/lib/contract/certificate";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const previewIssue = action(previewSchema, (actor, input) => application().previewIssue(actor, input));

export const issueCertificate = action(issueSchema, async (actor, input) => {
  const issued = await application().issue(actor, input);
  revalidatePath("/", "layout");
  return issued;
});

"use server";

import { revalidatePath } from "next/cache";
import { requireSession } from "@/lib/auth/current";
import { forgetCookie } from "@/lib/auth/sign-out";
import { changePasswordSchema, endSessionSchema, endSessionsSchema } from "@/lib/contract/account";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const changePassword = action(changePasswordSchema, async (actor, input) => {
  const { sessionId } = await requireSession();
  const changed = await application().changePassword(actor, { ...input, sessionId });
  revalidatePath("/account");
  return changed;
});

export const endSession = action(endSessionSchema, async (actor, input) => {
  await application().endSession(actor, input);
  revalidatePath("/account");
});

export const endSessions = action(endSessionsSchema, async (actor, input) => {
  const { sessionId } = await requireSession();
  const ended = await application().endSessions(actor, { ...input, sessionId });
  if (input.which === "all") return forgetCookie();
  revalidatePath("/account");
  return ended;
});

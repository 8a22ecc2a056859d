"use server";

import { z } from "zod";
import { themeCookie, themes } from "@/components/shell/theme";
import { endSession } from "@/lib/auth/sign-out";
import { findSchema } from "@/lib/contract/find";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";
import { keepCookie } from "@/lib/web/preference";

export const signOut = action(z.strictObject({}), (actor) => endSession(actor));

export const keepTheme = action(z.enum([...themes, "system"]), (_actor, choice) =>
  keepCookie(themeCookie, choice === "system" ? null : choice),
);

/** For the palette. */
export const find = action(findSchema, (actor, text) => application().find(actor, text));

"use server";

import { setPasswordSchema } from "@/lib/contract/user";
import { application } from "@/lib/running";
import { openAction } from "@/lib/web/action";

export const setPassword = openAction(setPasswordSchema, (address, input) => application().setPassword(input, address));

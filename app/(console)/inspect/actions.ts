"use server";

import { inspectSchema } from "@/lib/contract/inspect";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const inspect = action(inspectSchema, (actor, input) => application().inspect(actor, input));

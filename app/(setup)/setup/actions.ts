"use server";

import { setupSchema } from "@/lib/contract/setup";
import { application } from "@/lib/running";
import { openAction } from "@/lib/web/action";

export const setUp = openAction(setupSchema, (address, input) =>
  application().setUp({ kind: "setup", id: "", name: "setup", grants: [], door: "console", address }, input),
);

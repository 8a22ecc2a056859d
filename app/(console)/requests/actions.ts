"use server";

import { revalidatePath } from "next/cache";
import { createRequestSchema, refuseRequestSchema, requestActSchema } from "@/lib/contract/request";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const createRequest = action(createRequestSchema, async (actor, input) => {
  const request = await application().createRequest(actor, input);
  revalidatePath("/", "layout");
  return request;
});

export const approveRequest = action(requestActSchema, async (actor, input) => {
  const request = await application().approveRequest(actor, input);
  revalidatePath("/", "layout");
  return request;
});

export const refuseRequest = action(refuseRequestSchema, async (actor, input) => {
  const request = await application().refuseRequest(actor, input);
  revalidatePath("/", "layout");
  return request;
});

export const withdrawRequest = action(requestActSchema, async (actor, input) => {
  const request = await application().withdrawRequest(actor, input);
  revalidatePath("/", "layout");
  return request;
});

export const collectRequest = action(requestActSchema, (actor, input) => application().collectRequest(actor, input));

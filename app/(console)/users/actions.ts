"use server";

import { revalidatePath } from "next/cache";
import {
  addGrantSchema,
  changeGrantSchema,
  createUserSchema,
  removeGrantSchema,
  userActSchema,
} from "@/lib/contract/user";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const createUser = action(createUserSchema, async (actor, input) => {
  const created = await application().createUser(actor, input);
  revalidatePath("/users");
  return created;
});

export const addGrant = action(addGrantSchema, async (actor, input) => {
  const user = await application().addGrant(actor, input);
  revalidatePath("/users");
  return user;
});

export const changeGrant = action(changeGrantSchema, async (actor, input) => {
  const user = await application().changeGrant(actor, input);
  revalidatePath("/users");
  return user;
});

export const removeGrant = action(removeGrantSchema, async (actor, input) => {
  const user = await application().removeGrant(actor, input);
  revalidatePath("/users");
  return user;
});

export const readPossessions = action(userActSchema, (actor, input) => application().possessions(actor, input));

export const disableUser = action(userActSchema, async (actor, input) => {
  const user = await application().disableUser(actor, input);
  revalidatePath("/users");
  return user;
});

export const enableUser = action(userActSchema, async (actor, input) => {
  const user = await application().enableUser(actor, input);
  revalidatePath("/users");
  return user;
});

export const resetPassword = action(userActSchema, async (actor, input) => {
  const link = await application().resetPassword(actor, input);
  revalidatePath("/users");
  return link;
});

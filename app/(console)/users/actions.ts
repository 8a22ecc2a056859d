"use server";

import { revalidatePath } from "next/cache";
import { changeRoleSchema, createUserSchema, userActSchema } from "@/lib/contract/user";
import { application } from "@/lib/running";
import { action } from "@/lib/web/action";

export const createUser = action(createUserSchema, async (actor, input) => {
  const created = await application().createUser(actor, input);
  revalidatePath("/users");
  return created;
});

export const changeRole = action(changeRoleSchema, async (actor, input) => {
  const user = await application().changeRole(actor, input);
  revalidatePath("/users");
  return user;
});

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

export const resetPassword = action(userActSchema, (actor, input) => application().resetPassword(actor, input));

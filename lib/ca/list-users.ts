import type { UserList } from "../contract/user";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { permissionNames, permissions } from "./permission";
import type { Ports } from "./ports";
import { userDto } from "./users";

export async function listUsers(ports: Ports, actor: Actor): Promise<UserList> {
  await authorize(ports, actor, "user.manage", { action: "user.list" });
  const users = await ports.store.users.list();
  return {
    users: users.map((user) => userDto(user, actor)),
    permissions: permissionNames
      .filter((permission) => permissions[permission].roles.length > 0)
      .map((permission) => ({ permission, ...permissions[permission] })),
  };
}

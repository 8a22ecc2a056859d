import type { UserList } from "../contract/user";
import type { Actor } from "./actor";
import { authorize } from "./authorize";
import { permissionNames, permissions } from "./permission";
import type { Ports } from "./ports";
import { userDtos } from "./users";

export async function listUsers(ports: Ports, actor: Actor): Promise<UserList> {
  await authorize(ports, actor, "user.manage", { action: "user.list" });
  const [users, authorities, profiles] = await Promise.all([
    ports.store.users.list(),
    ports.store.authorities.list(),
    ports.store.profiles.list(),
  ]);
  return {
    users: await userDtos(ports, actor, users),
    permissions: permissionNames
      .filter((permission) => permissions[permission].roles.length > 0)
      .map((permission) => ({ permission, ...permissions[permission] })),
    choices: {
      authorities: authorities.map(({ id, name }) => ({ id, name })),
      profiles: profiles.filter(({ archivedAt }) => archivedAt === null).map(({ id, name }) => ({ id, name })),
    },
  };
}

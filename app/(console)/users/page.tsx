import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Th } from "@/components/ui/table";
import { PermissionTable } from "@/components/user/permission-table";
import { application, running } from "@/lib/running";
import { load } from "@/lib/web/load";
import { CreateUser } from "./create-user";
import { UserRow } from "./user-row";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const { users, permissions, choices } = await load((actor) => application().listUsers(actor));
  const { consoleUrl } = running();
  return (
    <>
      <PageHeader
        title="Users"
        aside={users.length}
        description="People who sign in here. Nobody is deleted, so that the audit log stays readable: someone who leaves is disabled."
        actions={<CreateUser consoleUrl={consoleUrl} choices={choices} />}
      />
      <Card padded={false}>
        <Table
          label="Users"
          head={
            <>
              <Th>E-mail</Th>
              <Th from="sm">May</Th>
              <Th>State</Th>
              <Th from="md">Last sign-in</Th>
              <Th from="lg">Created</Th>
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            </>
          }
        >
          {users.map((user) => (
            <UserRow key={user.id} user={user} consoleUrl={consoleUrl} choices={choices} />
          ))}
        </Table>
      </Card>
      <PermissionTable permissions={permissions} />
    </>
  );
}

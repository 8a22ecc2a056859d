import { Check, Minus } from "lucide-react";
import { roles } from "@/lib/ca/actor";
import type { UserList } from "@/lib/contract/user";
import { Card } from "../ui/card";
import { Table, Td, Th, Tr } from "../ui/table";
import { roleWords } from "./role-words";

type Limits = UserList["permissions"][number]["limits"];

/** To what a grant may be limited and still give it. */
function limitWords(limits: Limits): string {
  if (limits.length === 0) return "cannot be limited";
  return limits.includes("profile") ? "authority, profile" : "authority";
}

/** The permission table as it is enforced, not a description of it. */
export function PermissionTable({ permissions }: Pick<UserList, "permissions">) {
  return (
    <Card title="Who may do what" padded={false}>
      <Table
        label="Permissions of each role"
        head={
          <>
            <Th className="max-sm:pb-2 max-sm:align-bottom">May</Th>
            {roles.map((role) => (
              <Th key={role} className="text-center max-sm:h-24 max-sm:px-1.5">
                <span className="max-sm:rotate-180 max-sm:[writing-mode:vertical-rl]">{roleWords[role].name}</span>
              </Th>
            ))}
            <Th from="sm">Limited to</Th>
          </>
        }
      >
        {permissions
          .filter((permission) => permission.roles.length > 0)
          .map((row) => (
            <Tr key={row.permission}>
              <Td className="h-9 py-1">
                <span title={row.permission}>{row.description}</span>
                <span className="block text-muted text-sm sm:hidden">
                  {row.limits.length === 0 ? "" : "Limited to: "}
                  {limitWords(row.limits)}
                </span>
              </Td>
              {roles.map((role) => (
                <Td key={role} className="h-9 text-center max-sm:px-1.5">
                  {row.roles.includes(role) ? (
                    <Check role="img" aria-label="yes" size={15} strokeWidth={2.25} className="inline text-good" />
                  ) : (
                    <Minus role="img" aria-label="no" size={13} className="inline text-faint" />
                  )}
                </Td>
              ))}
              <Td from="sm" className="h-9 whitespace-nowrap py-1 text-muted text-sm">
                {limitWords(row.limits)}
              </Td>
            </Tr>
          ))}
      </Table>
    </Card>
  );
}

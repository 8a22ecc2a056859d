import { FieldGroup } from "@/components/ui/field";
import { roleWords } from "@/components/user/role-words";
import { type Role, roles } from "@/lib/ca/actor";

export interface RoleFieldProps {
  readonly name: string;
  readonly value: Role;
  readonly error: string | null;
  readonly onChange: (role: Role) => void;
}

export function RoleField({ name, value, error, onChange }: RoleFieldProps) {
  return (
    <FieldGroup legend="Role" error={error}>
      <div className="overflow-hidden rounded-md border border-line-strong">
        {roles.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer items-start gap-2.5 border-line px-3 py-2 not-last:border-b has-checked:bg-accent-wash"
          >
            <input
              type="radio"
              name={name}
              value={role}
              checked={role === value}
              onChange={() => onChange(role)}
              className="mt-0.75 size-3.75 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{roleWords[role].name}</span>
              <span className="block text-muted text-sm">{roleWords[role].purpose}</span>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

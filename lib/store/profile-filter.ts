import { Prisma } from "./generated/client";
import { isOneOf } from "./one-of";

/** On `certificates c`: issued under any of these profiles; `server@2` is version 2 of `server` alone. */
export function issuedUnder(profiles: readonly string[]): Prisma.Sql {
  const whole = profiles.filter((profile) => !profile.includes("@"));
  const versions = profiles.flatMap((profile) => {
    const [, id, version] = /^(.+)@([1-9]\d{0,8})$/.exec(profile) ?? [];
    return id ? [Prisma.sql`(c.profile_id = ${id} AND c.profile_version = ${Number(version)})`] : [];
  });
  const any = whole.length > 0 ? [isOneOf(Prisma.sql`c.profile_id`, whole), ...versions] : versions;
  return any.length > 0 ? Prisma.sql`(${Prisma.join(any, " OR ")})` : Prisma.sql`false`;
}

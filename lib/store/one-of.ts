import { Prisma } from "./generated/client";

/** One value as an equality: only then does an index that begins with the column give its rows in order. */
export function isOneOf(column: Prisma.Sql, values: readonly string[]): Prisma.Sql {
  return values.length === 1
    ? Prisma.sql`${column} = ${values[0]}`
    : Prisma.sql`${column} = ANY (${[...values]}::text[])`;
}

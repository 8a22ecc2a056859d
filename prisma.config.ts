import { defineConfig } from "prisma/config";

/** For Prisma's own commands; the product applies its migrations itself (`lib/store/migrate.ts`). */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
